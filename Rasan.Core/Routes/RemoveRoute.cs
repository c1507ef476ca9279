using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Routes;

/// <summary>Takes a rule away: the next less specific one decides.</summary>
public sealed class RemoveRoute(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    public async Task<RouteResult> RunAsync(Caller caller, long id, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageRoutes);
        await using var store = await stores.CreateDbContextAsync(ct);
        RouteResult result = new RouteResult.NotFound();
        await store.InTurnAsync(async turn => result = await RemoveAsync(store, caller, id, turn), ct);
        if (result is RouteResult.Done) await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<RouteResult> RemoveAsync(RasanDb store, Caller caller, long id, CancellationToken ct)
    {
        if (await store.Routes.Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } route || !caller.MaySee(route)) return new RouteResult.NotFound();
        if (!caller.MayChange(route)) return new RouteResult.SystemOwned();
        var tenant = route.TenantId is { } row ? catalogs.Current.TenantKeys.GetValueOrDefault(row) : null;
        store.Routes.Remove(route);
        store.Record(Operation.Of(caller, clock.GetUtcNow(), "route.remove", RouteInLog.SubjectOf(route), after: null, RouteInLog.Describe(route, tenant), route.ServiceId is null));
        await store.SaveChangesAsync(ct);
        return new RouteResult.Done(id);
    }
}
