using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>Takes back what a service has said of a kind: from then on the system's word counts.</summary>
public sealed class ResetKind(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    /// <returns>NotFound: the service has said nothing of it.</returns>
    public async Task<IntentResult> RunAsync(Caller caller, Kind kind, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageRoutes);
        if (caller.Tenant is not null) return new IntentResult.ForeignTenant();
        await using var store = await stores.CreateDbContextAsync(ct);
        IntentResult result = new IntentResult.NotFound();
        await store.InTurnAsync(async turn => result = await RemoveAsync(store, caller, kind, turn), ct);
        if (result is IntentResult.Done) await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<IntentResult> RemoveAsync(RasanDb store, Caller caller, Kind kind, CancellationToken ct)
    {
        if (await store.KindRules.SingleOrDefaultAsync(r => r.ServiceId == caller.Service.Id && r.Kind == kind, ct) is not { } rule) return new IntentResult.NotFound();
        store.KindRules.Remove(rule);
        store.Record(Operation.Of(caller, clock.GetUtcNow(), "kind.reset", KindInLog.SubjectOf(kind), after: null, KindInLog.Describe(rule)));
        await store.SaveChangesAsync(ct);
        return new IntentResult.Done(0);
    }
}
