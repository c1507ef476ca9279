using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>Says what a kind means to a service, or to all of them.</summary>
public sealed class SaveKind(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    public async Task<IntentResult> RunAsync(KindOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageRoutes);
        if (order.Caller.Tenant is not null) return new IntentResult.ForeignTenant();
        if (order.OfSystem && !order.Caller.May(Permissions.SeeSystem)) return new IntentResult.SystemOwned();
        if (order.Faults(catalogs.Current.Intents.Rule(0, order.Kind)) is { Count: > 0 } faults) return new IntentResult.Refused(faults);
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(turn => SetAsync(store, order, turn), ct);
        await catalogs.RefreshAsync(ct);
        return new IntentResult.Done(0);
    }

    private async Task SetAsync(RasanDb store, KindOrder order, CancellationToken ct)
    {
        long? owner = order.OfSystem ? null : order.Caller.Service.Id;
        var rule = await store.KindRules.SingleOrDefaultAsync(r => r.ServiceId == owner && r.Kind == order.Kind, ct);
        var before = rule is null ? null : KindInLog.Describe(rule);
        if (rule is null)
        {
            rule = new() { ServiceId = owner, Kind = order.Kind, Lane = order.Lane, LifetimeSeconds = order.LifetimeSeconds, OnUnknown = order.OnUnknown };
            store.KindRules.Add(rule);
        }

        (rule.Lane, rule.LifetimeSeconds, rule.OnUnknown) = (order.Lane, order.LifetimeSeconds, order.OnUnknown);
        (rule.OnNoReport, rule.NoReportSeconds) = (order.OnNoReport, order.OnNoReport == OnNoReport.NextAccount ? order.NoReportSeconds : null);
        (rule.WindowFrom, rule.WindowUntil, rule.WindowZone) = (order.WindowFrom, order.WindowUntil, order.HasWindow ? order.WindowZone : null);
        store.Record(Operation.Of(order.Caller, clock.GetUtcNow(), "kind.change", KindInLog.SubjectOf(order.Kind), KindInLog.Describe(rule), before, order.OfSystem));
        await store.SaveChangesAsync(ct);
    }
}
