using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;

namespace Rasan.Core.DeliveryReports;

/// <summary>Takes in what providers say about accepted attempts. The same report twice changes nothing.</summary>
public sealed class TakeReports(Ledger ledger) : IReportSink
{
    public async Task TakeAsync(IReadOnlyList<ProviderReport> reports, CancellationToken ct)
    {
        if (reports.Count > 0) await ledger.PromiseAsync(session => TakeAll(session, reports)).WaitAsync(ct);
    }

    private static int TakeAll(LedgerSession session, IReadOnlyList<ProviderReport> reports)
    {
        var changed = 0;
        foreach (var report in reports)
            if (Take(session, report)) changed++;
        return changed;
    }

    private static bool Take(LedgerSession session, ProviderReport report)
    {
        if (report.State == DeliveryState.Sent || session.FindReported(report.AccountId, report.Reference, report.To?.E164) is not { } attempt) return false;
        if (!session.InsertReport(attempt, report, DateTimeOffset.FromUnixTimeMilliseconds(session.Now))) return false;
        var priced = report.Cost is { } cost ? attempt with { CostMicros = cost.Micros, Currency = cost.Currency } : attempt;
        if (report.State == DeliveryState.Delivered || priced != attempt) session.SaveAttempt(priced with { AwaitsReport = report.State != DeliveryState.Delivered });
        return session.Find(attempt.MessageId) is { } message
            && Transitions.Reported(message, priced, report, session.Now) is { } reported
            && session.Save(message, reported);
    }
}
