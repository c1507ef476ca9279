using System.Security.Cryptography;
using System.Text.Json;
using Rasan.Core.Channels;

namespace Rasan.Core.Accounts;

/// <summary>Asks a provider something about an account, within the account's own time-out. Whatever goes wrong is an answer too: nothing but the caller's own cancellation is thrown.</summary>
public sealed class AskProvider(ProviderAccounts accounts, TimeProvider clock)
{
    private const string Unreadable = "account_unreadable";

    /// <summary>Asks with the key in use.</summary>
    public async Task<AccountReply<T>> RunAsync<T>(long accountId, Func<ProviderAccount, CancellationToken, Task<T>> question, CancellationToken ct)
    {
        ProviderAccount? opened;
        try
        {
            opened = accounts.Find(accountId);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException or JsonException)
        {
            opened = null;   // a key that the key ring opens no more, settings that are none
        }

        return opened is null ? new(default, Unreadable, Reason: null) : await RunAsync(opened, question, ct);
    }

    /// <summary>Asks for an account that need not be stored.</summary>
    public async Task<AccountReply<T>> RunAsync<T>(ProviderAccount account, Func<ProviderAccount, CancellationToken, Task<T>> question, CancellationToken ct)
    {
        try
        {
            using var deadline = new CallDeadline(account.Timeout, clock, ct);
            return new(await question(account, deadline.Token), Fault: null, Reason: null);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return exception is ProviderRefusedException refused ? new(default, refused.Code, refused.Reason) : new(default, TransportCodes.Of(exception), Reason: null);
        }
    }

    /// <summary>Whether the account can be used, as a question.</summary>
    internal static Func<ProviderAccount, CancellationToken, Task<bool>> Probe(IProvider provider) => async (account, deadline) =>
    {
        await provider.ProbeAsync(account, deadline);
        return true;
    };
}

/// <param name="Value">What the provider told; nothing where there is a fault.</param>
/// <param name="Fault">The provider's code, or the word for what happened before it could say one. Null: it answered.</param>
/// <param name="Reason">The class of the provider's code; null where it gave none.</param>
public readonly record struct AccountReply<T>(T? Value, string? Fault, RefusalReason? Reason);
