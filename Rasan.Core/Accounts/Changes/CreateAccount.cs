using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts.Changes;

/// <summary>A new account.</summary>
/// <param name="Provider">Key of its provider.</param>
/// <param name="Form">What it is like.</param>
public sealed record NewAccount(Caller Caller, string Provider, AccountForm Form)
{
    /// <summary>Null: the caller's own tenant, else the whole service.</summary>
    public string? TenantKey { get; init; }

    /// <summary>The system's, for every service.</summary>
    public bool IsShared { get; init; }

    /// <summary>Secrets of its first key, by field name; null: it has none yet.</summary>
    public IReadOnlyDictionary<string, string>? Credentials { get; init; }

    /// <summary>Its first line.</summary>
    public string? Line { get; init; }
    public IdempotencyGuard<Account>? Idempotency { get; init; }
}

/// <summary>Makes an account, with its first key and line where they are given.</summary>
public sealed class CreateAccount(AccountEdits edits, CheckAccount check, Providers providers, ISecretBox box, TimeProvider clock)
{
    /// <summary>Label of a key that is made together with its account.</summary>
    public const string FirstLabel = "main";

    public async Task<AccountResult> RunAsync(NewAccount order, CancellationToken ct)
    {
        var caller = order.Caller;
        caller.Demand(Permissions.ManageAccounts);
        if (order.IsShared && !caller.May(Permissions.SeeSystem)) return new AccountResult.Shared();
        if (!caller.MayActFor(order.TenantKey)) return new AccountResult.ForeignTenant();
        if (providers.Find(order.Provider) is not { } provider) return new AccountResult.Refused([new("provider", order.Provider.Length == 0 ? "required" : "unknown_provider", order.Provider)]);
        if (FaultsOf(order, provider) is { Count: > 0 } faults) return new AccountResult.Refused(faults);

        var tenantKey = order.IsShared ? null : order.TenantKey ?? caller.Tenant?.Key;
        var tenantIsUnknown = false;
        var result = await edits.RunAsync(
            caller,
            new() { Action = "account.create", Mends = true, Idempotency = order.Idempotency, Change = (_, account, _) => Fill(account, order, provider) },
            async (store, turn) =>
            {
                var tenant = tenantKey is null ? null : await store.Tenants.SingleOrDefaultAsync(t => t.ServiceId == caller.Service.Id && t.Key == tenantKey, turn);
                tenantIsUnknown = tenantKey is not null && tenant is null;
                return tenantIsUnknown ? null : store.Accounts.Add(New(order, provider, tenant)).Entity;
            }, ct);
        return tenantIsUnknown ? new AccountResult.Refused([new("tenant_id", "unknown_tenant", tenantKey)]) : result;
    }

    private List<Fault> FaultsOf(NewAccount order, IProvider provider)
    {
        var faults = check.FaultsOf(order.Form, provider);
        if (order.Credentials is { } secrets) faults.AddRange(CheckAccount.CredentialFaults(provider.Profile, secrets, "credentials."));
        if (order.Line is { } line) faults.AddRange(new LineForm { Number = line }.FaultsFor([], line: null).Select(fault => fault with { Field = "line" }));
        return faults;
    }

    private Account New(NewAccount order, IProvider provider, Tenant? tenant) => new()
    {
        ServiceId = order.IsShared ? null : order.Caller.Service.Id,
        TenantId = tenant?.Id,
        Provider = provider.Key,
        Name = order.Form.Name!.Trim(),
        CallbackSecret = NewCallbackSecret(),
        CreatedAt = clock.GetUtcNow(),
    };

    private Task<AccountResult?> Fill(Account account, NewAccount order, IProvider provider)
    {
        order.Form.Fill(account, provider.Profile.Settings.Select(setting => setting.Name));
        var now = clock.GetUtcNow();
        if (order.Credentials is { } secrets) account.Keys.Add(new() { Label = FirstLabel, Sealed = box.Seal(JsonSerializer.SerializeToUtf8Bytes(secrets)), CreatedAt = now });
        if (order.Line is { } line) account.Lines.Add(new() { Number = LineWords.NumberOf(line), CreatedAt = now });
        return Task.FromResult<AccountResult?>(null);
    }

    internal static string NewCallbackSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
