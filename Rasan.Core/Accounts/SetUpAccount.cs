using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>An account as a program asks for it: one per service, tenant and provider.</summary>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Credentials">Secrets by field name.</param>
public sealed record AccountOrder(Caller Caller, string Provider, IReadOnlyDictionary<string, string> Credentials)
{
    /// <summary>Null: the token's, else the service's default one. One that does not exist is made.</summary>
    public string? TenantKey { get; init; }

    /// <summary>The sender line.</summary>
    public string? Line { get; init; }
    public Uri? BaseUrl { get; init; }
    public int TimeoutSeconds { get; init; } = 10;
    public bool IsActive { get; init; } = true;

    /// <summary>The credentials are tried first; refused ones are not kept.</summary>
    public bool Verify { get; init; }
}

public abstract record SetUpAccountResult
{
    private SetUpAccountResult() { }

    public sealed record Done(long AccountId, string TenantKey) : SetUpAccountResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : SetUpAccountResult;

    /// <summary>The caller speaks for another tenant alone.</summary>
    public sealed record ForeignTenant : SetUpAccountResult;
}

/// <summary>Makes the account of a service's tenant at a provider, or changes it and replaces its key.</summary>
public sealed class SetUpAccount(AccountEdits edits, CheckAccount check, ISecretBox box, TimeProvider clock)
{
    /// <summary>Label of the key that programs set.</summary>
    public const string KeyLabel = "api";

    public async Task<SetUpAccountResult> RunAsync(AccountOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageAccounts);
        if (!order.Caller.MayActFor(order.TenantKey)) return new SetUpAccountResult.ForeignTenant();
        var (profile, faults) = await check.RunAsync(order, ct);
        if (profile is null) return new SetUpAccountResult.Refused(faults);
        var tenantKey = order.Caller.TenantKeyFor(order.TenantKey);
        var edit = new AccountEdit
        {
            Action = "account.set_up",
            Mends = true,
            Change = (_, account, _) =>
            {
                Change(account, order);
                return Task.FromResult<AccountResult?>(null);
            },
        };
        var result = await edits.RunAsync(order.Caller, edit, (store, turn) => FindOrAddAsync(store, order, profile, tenantKey, turn), ct);
        return result is AccountResult.Done(var id, _) ? new SetUpAccountResult.Done(id, tenantKey) : throw new UnreachableException();   // it is the caller's own
    }

    private async Task<Account?> FindOrAddAsync(RasanDb store, AccountOrder order, ProviderProfile profile, string tenantKey, CancellationToken ct)
    {
        var (now, service) = (clock.GetUtcNow(), order.Caller.Service);
        var tenant = await store.Tenants.SingleOrDefaultAsync(t => t.ServiceId == service.Id && t.Key == tenantKey, ct);
        if (tenant is null)
        {
            tenant = new() { ServiceId = service.Id, Key = tenantKey, CreatedAt = now };
            store.Tenants.Add(tenant);
            await store.SaveChangesAsync(ct);   // the account points to it
            store.Record(Operation.Of(order.Caller, now, "tenant.create", $"tenant:{tenantKey}"));
        }

        var known = await store.Accounts.AsSplitQuery().Include(a => a.Keys).Include(a => a.Lines).OrderBy(a => a.Id)
            .FirstOrDefaultAsync(a => a.ServiceId == service.Id && a.TenantId == tenant.Id && a.Provider == order.Provider && a.RemovedAt == null, ct);
        return known ?? store.Accounts.Add(new() { ServiceId = service.Id, TenantId = tenant.Id, Provider = order.Provider, Name = profile.English, CreatedAt = now }).Entity;
    }

    private void Change(Account account, AccountOrder order)
    {
        var now = clock.GetUtcNow();
        (account.BaseUrl, account.TimeoutSeconds, account.IsActive) = (order.BaseUrl?.ToString().TrimEnd('/'), order.TimeoutSeconds, order.IsActive);
        account.CallbackSecret ??= CreateAccount.NewCallbackSecret();
        var secret = box.Seal(JsonSerializer.SerializeToUtf8Bytes(order.Credentials));
        if (account.Keys.Find(key => key.Label == KeyLabel) is { } key) key.Replace(secret);
        else account.Keys.Add(new() { Label = KeyLabel, Sealed = secret, Position = account.Keys.Count, CreatedAt = now });
        if (order.Line is not { } number) return;
        foreach (var line in account.Lines) line.IsActive = line.Number == number;   // the one that was named is the one that is used
        if (!account.Lines.Exists(line => line.Number == number)) account.Lines.Add(new() { Number = number, CreatedAt = now });
    }
}
