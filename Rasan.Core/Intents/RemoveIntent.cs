using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>Takes a definition away: from then on the key is treated as one that nobody has defined. Routes that name it stay.</summary>
public sealed class RemoveIntent(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    public async Task<IntentResult> RunAsync(Caller caller, long id, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageRoutes);
        if (caller.Tenant is not null) return new IntentResult.ForeignTenant();
        await using var store = await stores.CreateDbContextAsync(ct);
        IntentResult result = new IntentResult.NotFound();
        await store.InTurnAsync(async turn => result = await RemoveAsync(store, caller, id, turn), ct);
        if (result is IntentResult.Done) await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<IntentResult> RemoveAsync(RasanDb store, Caller caller, long id, CancellationToken ct)
    {
        if (await store.Intents.SingleOrDefaultAsync(i => i.Id == id && (i.ServiceId == null || i.ServiceId == caller.Service.Id), ct) is not { } intent) return new IntentResult.NotFound();
        if (intent.ServiceId is null && !caller.May(Permissions.SeeSystem)) return new IntentResult.SystemOwned();
        store.Intents.Remove(intent);
        store.Record(Operation.Of(caller, clock.GetUtcNow(), "intent.remove", IntentInLog.SubjectOf(intent), after: null, IntentInLog.Describe(intent), intent.ServiceId is null));
        await store.SaveChangesAsync(ct);
        return new IntentResult.Done(id);
    }
}
