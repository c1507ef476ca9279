using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Creations;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Routes;

/// <summary>Makes a rule, or changes its accounts, their order, its fallback and whether it counts.</summary>
public sealed class SaveRoute(IDbContextFactory<RasanDb> stores, Catalogs catalogs, KeptCreations kept, TimeProvider clock)
{
    public async Task<RouteResult> RunAsync(RouteOrder order, CancellationToken ct)
    {
        var caller = order.Caller;
        caller.Demand(Permissions.ManageRoutes);
        if (order.OfSystem && !caller.May(Permissions.SeeSystem)) return new RouteResult.SystemOwned();
        if (!caller.MayActFor(order.TenantKey)) return new RouteResult.ForeignTenant();
        await using var store = await stores.CreateDbContextAsync(ct);
        RouteResult result = new RouteResult.NotFound();
        await store.InTurnAsync(async turn => result = order.Id is { } id ? await ChangeAsync(store, order, id, turn) : await MakeAsync(store, order, turn), ct);
        if (result is RouteResult.Done) await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<RouteResult> MakeAsync(RasanDb store, RouteOrder order, CancellationToken ct)
    {
        if (await kept.FindAsync(store, order.Caller, order.Idempotency, ct) is { } first) return new RouteResult.Kept(first);
        var faults = FaultsOf(order);
        long? service = order.OfSystem ? null : order.Caller.Service.Id;
        var tenantKey = order.OfSystem ? null : order.TenantKey ?? order.Caller.Tenant?.Key;
        var tenant = tenantKey is null ? null : await store.Tenants.SingleOrDefaultAsync(t => t.ServiceId == service && t.Key == tenantKey, ct);
        if (tenantKey is not null && tenant is null) faults.Add(new("tenant_id", "unknown_tenant", tenantKey));
        var tenantId = tenant?.Id;
        var steps = await RouteSteps.ReadAsync(store, order.Steps, service, tenantId, faults, ct);
        if (faults.Count > 0) return new RouteResult.Refused(faults);
        var intent = order.Kind is null ? order.Intent?.Trim() : null;
        if (await store.Routes.AnyAsync(r => r.ServiceId == service && r.TenantId == tenantId && r.Intent == intent && r.Kind == order.Kind && r.Channel == order.Channel, ct))
            return new RouteResult.Exists();

        var now = clock.GetUtcNow();
        var route = new Route
        {
            ServiceId = service, TenantId = tenantId, Intent = intent, Kind = order.Kind, Channel = order.Channel, Fallback = order.Fallback, IsActive = order.IsActive, CreatedAt = now,
        };
        route.Steps.AddRange(steps);
        store.Routes.Add(route);
        await store.SaveChangesAsync(ct);   // its id is in the log row's subject
        store.Record(Operation.Of(order.Caller, now, "route.create", RouteInLog.SubjectOf(route), RouteInLog.Describe(route, tenantKey), ofSystem: order.OfSystem));
        await store.SaveChangesAsync(ct);
        await kept.KeepAsync(store, order.Caller, order.Idempotency, route, ct);
        return new RouteResult.Done(route.Id);
    }

    private async Task<RouteResult> ChangeAsync(RasanDb store, RouteOrder order, long id, CancellationToken ct)
    {
        if (await store.Routes.Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } route || !order.Caller.MaySee(route)) return new RouteResult.NotFound();
        if (!order.Caller.MayChange(route)) return new RouteResult.SystemOwned();
        var faults = new List<Fault>();
        var steps = await RouteSteps.ReadAsync(store, order.Steps, route.ServiceId, route.TenantId, faults, ct);
        if (faults.Count > 0) return new RouteResult.Refused(faults);
        var tenant = route.TenantId is { } row ? catalogs.Current.TenantKeys.GetValueOrDefault(row) : null;
        var before = RouteInLog.Describe(route, tenant);
        (route.Fallback, route.IsActive) = (order.Fallback, order.IsActive);
        store.RouteSteps.RemoveRange(route.Steps);
        route.Steps.Clear();
        route.Steps.AddRange(steps);
        store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "route.change", RouteInLog.SubjectOf(route), RouteInLog.Describe(route, tenant), before, route.ServiceId is null));
        await store.SaveChangesAsync(ct);
        return new RouteResult.Done(id);
    }

    private static List<Fault> FaultsOf(RouteOrder order)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(order.Intent) == order.Kind is null) faults.Add(new("intent", "intent_or_kind"));
        if (order.Intent?.Length > IntentOrder.LongestKey) faults.Add(new("intent", "too_long", IntentOrder.LongestKey.ToString(CultureInfo.InvariantCulture)));
        if (!ChannelKeys.Served.Contains(order.Channel, StringComparer.Ordinal)) faults.Add(new("channel", "unknown_channel", order.Channel));
        return faults;
    }
}
