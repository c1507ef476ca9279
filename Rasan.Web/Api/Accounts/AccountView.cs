using Rasan.Core.Accounts;
using Rasan.Core.Services;

namespace Rasan.Web.Api.Accounts;

/// <summary>The service's accounts.</summary>
/// <param name="Accounts">In order of creation.</param>
public sealed record AccountListView(IReadOnlyList<AccountView> Accounts);

/// <summary>An account at a provider. No secret is ever shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Name">What people call it.</param>
/// <param name="TenantId">Key of its tenant; null: the whole service's.</param>
/// <param name="IsActive">Whether it is used.</param>
/// <param name="BaseUrl">Where calls go; null: the provider's own address.</param>
/// <param name="Timeout">Longest wait for one call, in seconds.</param>
/// <param name="Balance">Credit left; null: not known.</param>
/// <param name="ExpiresAt">When it ends; null: never, or not known.</param>
/// <param name="AskedAt">When the provider last told both.</param>
/// <param name="Fault">Why it did not tell them since; null: it did.</param>
/// <param name="PausedUntil">Until when nothing goes through it; null: it is not paused.</param>
/// <param name="PauseReason">The code it pauses for.</param>
/// <param name="Keys">Its keys, the first usable one is used.</param>
/// <param name="Lines">Its sender lines.</param>
/// <param name="Callbacks">Addresses to be entered at the provider; empty: it needs none, or no public address is set.</param>
public sealed record AccountView(
    long Id, string Provider, string Name, string? TenantId, bool IsActive, string? BaseUrl, int Timeout, MoneyView? Balance, DateTime? ExpiresAt, DateTime? AskedAt, string? Fault,
    DateTime? PausedUntil, string? PauseReason, IReadOnlyList<KeyView> Keys, IReadOnlyList<LineView> Lines, IReadOnlyDictionary<string, string> Callbacks)
{
    /// <summary>So many days the balance lasts at the pace of the last seven; one decimal below ten. Null: not known.</summary>
    public double? DaysLeft { get; init; }

    internal static AccountView Of(Account account, Catalog catalog, AccountHealth health, Core.Channels.Providers providers, Uri? publicBase)
    {
        var pause = health.PauseOf(account);
        return new(
            account.Id, account.Provider, account.Name, account.TenantId is { } tenant ? catalog.TenantKeys.GetValueOrDefault(tenant) : null, account.IsActive, account.BaseUrl, account.TimeoutSeconds,
            MoneyView.Of(account.Balance), account.ExpiresAt?.UtcDateTime, account.StandingAt?.UtcDateTime, account.StandingFault, pause?.Until.UtcDateTime, pause?.Reason,
            [.. account.Keys.OrderBy(key => key.Position).ThenBy(key => key.Id).Select(key => new KeyView(key.Label, key.IsActive, key.RefusedAt?.UtcDateTime, key.RefusedCode))],
            [.. account.Lines.OrderBy(line => line.Id).Select(line => new LineView(line.Number, line.Class.ToString().ToLowerInvariant(), line.IsActive))],
            CallbackAddresses.Of(account, providers.Find(account.Provider)?.Capabilities, publicBase));
    }
}

/// <summary>A key of an account.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="IsActive">Whether it is used.</param>
/// <param name="RefusedAt">When the provider refused it; null: it did not.</param>
/// <param name="RefusedCode">With which code.</param>
public sealed record KeyView(string Label, bool IsActive, DateTime? RefusedAt, string? RefusedCode);

/// <summary>A sender line of an account.</summary>
/// <param name="Number">As the provider writes it.</param>
/// <param name="Class"><c>service</c>, <c>advertising</c> or <c>shared</c>.</param>
/// <param name="IsActive">Whether it is used.</param>
public sealed record LineView(string Number, string Class, bool IsActive);
