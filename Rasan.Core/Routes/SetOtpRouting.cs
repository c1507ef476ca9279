using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Routes;

/// <summary>In which order a tenant's codes try its providers.</summary>
/// <param name="Providers">Keys, the first to be tried first; each names all the tenant's accounts there.</param>
public sealed record OtpRoutingOrder(Caller Caller, IReadOnlyList<string> Providers)
{
    public string? TenantKey { get; init; }
    public bool Fallback { get; init; } = true;
    public bool IsActive { get; init; } = true;

    /// <summary>Null: one rule for all codes.</summary>
    public IReadOnlyList<string>? Intents { get; init; }
}

public abstract record SetOtpRoutingResult
{
    private SetOtpRoutingResult() { }

    /// <param name="Intents">Those that the rules decide today.</param>
    public sealed record Done(string TenantKey, IReadOnlyList<string> Intents) : SetOtpRoutingResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : SetOtpRoutingResult;

    /// <summary>The caller speaks for another tenant alone.</summary>
    public sealed record ForeignTenant : SetOtpRoutingResult;
}

/// <summary>Sets the rules for a tenant's codes: one for the kind, or one for each intent that is named.</summary>
public sealed class SetOtpRouting(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    public async Task<SetOtpRoutingResult> RunAsync(OtpRoutingOrder order, CancellationToken ct)
    {
        var (caller, catalog) = (order.Caller, catalogs.Current);
        caller.Demand(Permissions.ManageRoutes);
        if (!caller.MayActFor(order.TenantKey)) return new SetOtpRoutingResult.ForeignTenant();
        var tenantKey = caller.TenantKeyFor(order.TenantKey);
        if (FaultsOf(order, catalog) is { Count: > 0 } faults) return new SetOtpRoutingResult.Refused(faults);

        await using var store = await stores.CreateDbContextAsync(ct);
        IReadOnlyList<Fault> missing = [];
        await store.InTurnAsync(async turn => missing = await SaveAsync(store, order, tenantKey, turn), ct);
        if (missing is not []) return new SetOtpRoutingResult.Refused(missing);
        await catalogs.RefreshAsync(ct);
        return new SetOtpRoutingResult.Done(tenantKey, DecidedBy(order, tenantKey));
    }

    private static List<Fault> FaultsOf(OtpRoutingOrder order, Catalog catalog)
    {
        var faults = new List<Fault>();
        foreach (var (index, intent) in (order.Intents ?? []).Index())
            if (catalog.Intents.Find(order.Caller.Service.Id, intent, otpDoor: true).Kind != Kind.Otp) faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"intents[{index}]"), "not_an_otp_intent", intent));
        return faults;
    }

    private async Task<IReadOnlyList<Fault>> SaveAsync(RasanDb store, OtpRoutingOrder order, string tenantKey, CancellationToken ct)
    {
        var service = order.Caller.Service;
        if (await store.Tenants.SingleOrDefaultAsync(t => t.ServiceId == service.Id && t.Key == tenantKey, ct) is not { } tenant) return [new("tenant_id", "unknown_tenant", tenantKey)];
        var accounts = await store.Accounts.AsNoTracking().Where(a => a.RemovedAt == null).Where(a => (a.ServiceId == null && a.TenantId == null) || (a.ServiceId == service.Id && (a.TenantId == null || a.TenantId == tenant.Id))).ToListAsync(ct);
        var missing = order.Providers.Index().Where(provider => !accounts.Exists(account => account.Provider == provider.Item))
            .Select(provider => new Fault(string.Create(CultureInfo.InvariantCulture, $"providers[{provider.Index}]"), "provider_not_configured", provider.Item)).ToList();
        if (missing is not []) return missing;

        var named = order.Providers.Distinct(StringComparer.Ordinal)
            .SelectMany(provider => accounts.Where(account => account.Provider == provider).OrderBy(account => account.Distance).ThenBy(account => account.Id)).Select(account => account.Id).ToList();
        foreach (var intent in order.Intents?.Distinct(StringComparer.Ordinal).Select(string? (key) => key) ?? [null]) await SetAsync(store, order, tenant.Id, intent, named, ct);
        store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "route.set_otp", $"tenant:{tenantKey}", JsonSerializer.Serialize(new { order.Providers, order.Fallback, is_active = order.IsActive, order.Intents })));
        await store.SaveChangesAsync(ct);
        return [];
    }

    private async Task SetAsync(RasanDb store, OtpRoutingOrder order, long tenantId, string? intent, List<long> accounts, CancellationToken ct)
    {
        Kind? kind = intent is null ? Kind.Otp : null;
        var route = await store.Routes.Include(r => r.Steps)
            .FirstOrDefaultAsync(r => r.ServiceId == order.Caller.Service.Id && r.TenantId == tenantId && r.Channel == ChannelKeys.Sms && r.Intent == intent && r.Kind == kind, ct);
        if (route is null)
        {
            route = new() { ServiceId = order.Caller.Service.Id, TenantId = tenantId, Intent = intent, Kind = kind, CreatedAt = clock.GetUtcNow() };
            store.Routes.Add(route);
        }

        (route.Fallback, route.IsActive) = (order.Fallback, order.IsActive);
        store.RouteSteps.RemoveRange(route.Steps);
        route.Steps.Clear();
        foreach (var (position, account) in accounts.Index()) route.Steps.Add(new() { Position = position, AccountId = account });
    }

    private IReadOnlyList<string> DecidedBy(OtpRoutingOrder order, string tenantKey)
    {
        if (order.Intents is { } named) return [.. named.Distinct(StringComparer.Ordinal)];
        var catalog = catalogs.Current;
        if (!catalog.Tenants.TryGetValue((order.Caller.Service.Id, tenantKey), out var tenant)) return [];
        var exceptions = catalog.Routes.All.Where(route => route is { IsActive: true, Intent: not null } && route.ServiceId == order.Caller.Service.Id && route.TenantId == tenant.Id).Select(route => route.Intent!);
        return [.. OtpRouting.IntentsOf(catalog, order.Caller.Service.Id).Except(exceptions, StringComparer.Ordinal)];
    }
}
