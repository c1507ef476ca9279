using Microsoft.EntityFrameworkCore;
using Rasan.Core.Creations;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>Defines an intent, or changes what is defined.</summary>
public sealed class SaveIntent(IDbContextFactory<RasanDb> stores, Catalogs catalogs, KeptCreations kept, TimeProvider clock)
{
    public async Task<IntentResult> RunAsync(IntentOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageRoutes);
        if (order.Caller.Tenant is not null) return new IntentResult.ForeignTenant();
        if (order.OfSystem && !order.Caller.May(Permissions.SeeSystem)) return new IntentResult.SystemOwned();
        if (order.Faults() is { Count: > 0 } faults) return new IntentResult.Refused(faults);
        await using var store = await stores.CreateDbContextAsync(ct);
        IntentResult result = new IntentResult.NotFound();
        await store.InTurnAsync(async turn => result = order.Id is { } id ? await ChangeAsync(store, order, id, turn) : await DefineAsync(store, order, turn), ct);
        if (result is IntentResult.Done) await catalogs.RefreshAsync(ct);
        return result;
    }

    private async Task<IntentResult> DefineAsync(RasanDb store, IntentOrder order, CancellationToken ct)
    {
        if (await kept.FindAsync(store, order.Caller, order.Idempotency, ct) is { } first) return new IntentResult.Kept(first);
        long? owner = order.OfSystem ? null : order.Caller.Service.Id;
        var key = order.Key.Trim();
        if (await store.Intents.AnyAsync(i => i.ServiceId == owner && i.Key == key, ct)) return new IntentResult.Exists();
        var intent = new Intent { ServiceId = owner, Key = key, Kind = order.Kind, LifetimeSeconds = order.LifetimeSeconds, Channels = order.ChannelText };
        store.Intents.Add(intent);
        store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "intent.define", IntentInLog.SubjectOf(intent), IntentInLog.Describe(intent), ofSystem: order.OfSystem));
        await store.SaveChangesAsync(ct);
        await kept.KeepAsync(store, order.Caller, order.Idempotency, intent, ct);
        return new IntentResult.Done(intent.Id);
    }

    private async Task<IntentResult> ChangeAsync(RasanDb store, IntentOrder order, long id, CancellationToken ct)
    {
        if (await store.Intents.SingleOrDefaultAsync(i => i.Id == id && (i.ServiceId == null || i.ServiceId == order.Caller.Service.Id), ct) is not { } intent) return new IntentResult.NotFound();
        if (intent.ServiceId is null && !order.Caller.May(Permissions.SeeSystem)) return new IntentResult.SystemOwned();
        var before = IntentInLog.Describe(intent);
        (intent.Kind, intent.LifetimeSeconds, intent.Channels) = (order.Kind, order.LifetimeSeconds, order.ChannelText);
        store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "intent.change", IntentInLog.SubjectOf(intent), IntentInLog.Describe(intent), before, intent.ServiceId is null));
        await store.SaveChangesAsync(ct);
        return new IntentResult.Done(id);
    }
}
