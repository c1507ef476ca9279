using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
public sealed class SetUpAccount(IDbContextFactory<RasanDb> stores, CheckAccount check, AccountChanges changes, ISecretBox box, TimeProvider clock)
{
    /// <summary>Label of the key that programs set.</summary>
    public const string KeyLabel = "api";

    public async Task<SetUpAccountResult> RunAsync(AccountOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageAccounts);
        if (order.Caller.Tenant is { } own && order.TenantKey is not null && order.TenantKey != own.Key) return new SetUpAccountResult.ForeignTenant();
        var (profile, faults) = await check.RunAsync(order, ct);
        return profile is null ? new SetUpAccountResult.Refused(faults) : await SaveAsync(order, profile, ct);
    }

    private async Task<SetUpAccountResult> SaveAsync(AccountOrder order, ProviderProfile profile, CancellationToken ct)
    {
        var (now, service) = (clock.GetUtcNow(), order.Caller.Service);
        var tenantKey = order.TenantKey ?? order.Caller.Tenant?.Key ?? service.Key;
        await using var store = await stores.CreateDbContextAsync(ct);
        Account? account = null;
        await store.InTurnAsync(async turn =>   // two that ask at once must not make two
        {
            var tenant = await store.Tenants.SingleOrDefaultAsync(t => t.ServiceId == service.Id && t.Key == tenantKey, turn);
            if (tenant is null)
            {
                tenant = new() { ServiceId = service.Id, Key = tenantKey, CreatedAt = now };
                store.Tenants.Add(tenant);
                await store.SaveChangesAsync(turn);   // the account points to it
                store.Record(Operation.Of(order.Caller, now, "tenant.create", $"tenant:{tenantKey}"));
            }

            account = await store.Accounts.Include(a => a.Keys).Include(a => a.Lines).OrderBy(a => a.Id)
                .FirstOrDefaultAsync(a => a.ServiceId == service.Id && a.TenantId == tenant.Id && a.Provider == order.Provider, turn);
            var before = account is null ? null : Describe(account);
            if (account is null)
            {
                account = new() { ServiceId = service.Id, TenantId = tenant.Id, Provider = order.Provider, Name = profile.English, CreatedAt = now };
                store.Accounts.Add(account);
            }

            Change(account, order, now);
            await store.SaveChangesAsync(turn);   // its id is in the log row's subject
            store.Record(Operation.Of(order.Caller, now, "account.set_up", string.Create(CultureInfo.InvariantCulture, $"account:{account.Id}"), Describe(account), before));
            await store.SaveChangesAsync(turn);
        }, ct);
        await changes.TakeEffectAsync(account!.Id, ct);
        return new SetUpAccountResult.Done(account.Id, tenantKey);
    }

    private void Change(Account account, AccountOrder order, DateTimeOffset now)
    {
        (account.BaseUrl, account.TimeoutSeconds, account.IsActive) = (order.BaseUrl?.ToString().TrimEnd('/'), order.TimeoutSeconds, order.IsActive);
        account.CallbackSecret ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        account.Resume();
        var secret = box.Seal(JsonSerializer.SerializeToUtf8Bytes(order.Credentials));
        if (account.Keys.Find(key => key.Label == KeyLabel) is { } key) key.Replace(secret);
        else account.Keys.Add(new() { Label = KeyLabel, Sealed = secret, CreatedAt = now });
        if (order.Line is not { } number) return;
        foreach (var line in account.Lines) line.IsActive = line.Number == number;   // the one that was named is the one that is used
        if (!account.Lines.Exists(line => line.Number == number)) account.Lines.Add(new() { Number = number, CreatedAt = now });
    }

    private static string Describe(Account account) => JsonSerializer.Serialize(new
    {
        provider = account.Provider,
        base_url = account.BaseUrl,
        timeout = account.TimeoutSeconds,
        is_active = account.IsActive,
        lines = account.Lines.Where(line => line.IsActive).Select(line => line.Number),
        keys = account.Keys.Select(key => key.Label),
    });
}
