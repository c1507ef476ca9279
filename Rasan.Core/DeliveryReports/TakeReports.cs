using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;

namespace Rasan.Core.DeliveryReports;

/// <summary>Takes in what providers say about accepted attempts. The same report twice changes nothing.</summary>
public sealed class TakeReports(Ledger ledger) : IReportSink
{
    public Task TakeAsync(IReadOnlyList<ProviderReport> reports, CancellationToken ct) => TakeKnownAsync(reports, ct);

    /// <returns>Those of attempts that nothing is known of: a report may be faster than the answer it belongs to.</returns>
    public async Task<IReadOnlyList<ProviderReport>> TakeKnownAsync(IReadOnlyList<ProviderReport> reports, CancellationToken ct) =>
        reports.Count == 0 ? [] : await ledger.PromiseAsync(session => TakeAll(session, reports)).WaitAsync(ct);

    private static List<ProviderReport> TakeAll(LedgerSession session, IReadOnlyList<ProviderReport> reports) =>
        [.. reports.Where(report => report.State != DeliveryState.Sent && !Take(session, report))];

    /// <returns>False: nobody knows the attempt.</returns>
    private static bool Take(LedgerSession session, ProviderReport report)
    {
        if ((session.FindReported(report.AccountId, report.Reference, report.To?.E164) ?? Found(session, report)) is not { } attempt) return false;
        if (session.InsertReport(attempt, report, DateTimeOffset.FromUnixTimeMilliseconds(session.Now))) Follow(session, attempt, report);
        return true;
    }

    /// <summary>A report under our own id says what became of a call whose answer never came: the provider has the message.</summary>
    private static AttemptRow? Found(LedgerSession session, ProviderReport report)
    {
        if (report.OwnId is not { } own || session.FindUncertain(report.AccountId, own) is not { } unknown || session.Find(unknown.MessageId) is not { } message) return null;
        var attempt = unknown with { Outcome = AttemptOutcome.Accepted, Reference = report.Reference, Detail = "found_by_report", AwaitsReport = true };
        session.SaveAttempt(attempt);
        session.Save(message, Transitions.Sent(message, attempt, new(Account.DefaultReportWindow, CanPoll: true), session.Now));
        return attempt;
    }

    private static void Follow(LedgerSession session, AttemptRow attempt, ProviderReport report)
    {
        var priced = report.Cost is { } cost ? attempt with { CostMicros = cost.Micros, Currency = cost.Currency } : attempt;
        if (report.State == DeliveryState.Delivered || priced != attempt) session.SaveAttempt(priced with { AwaitsReport = report.State != DeliveryState.Delivered });
        if (session.Find(attempt.MessageId) is { } message && Transitions.Reported(message, priced, report, session.Now) is { } reported) session.Save(message, reported);
    }
}
