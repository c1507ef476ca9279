using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.DeliveryReports;

/// <summary>
/// Asks for the delivery state of messages still open, young ones more often; what stays silent past its window ends Unconfirmed, or goes on to the
/// next account before that where its kind says so.
/// </summary>
public sealed partial class PollReports
{
    private const int Chunk = 500, MostFailures = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private readonly Ledger _ledger;
    private readonly Catalogs _catalogs;
    private readonly Providers _providers;
    private readonly ProviderAccounts _accounts;
    private readonly TakeReports _take;
    private readonly AttemptPlanner _planner;
    private readonly TimeProvider _clock;
    private readonly ILogger<PollReports> _log;

    internal PollReports(Ledger ledger, Catalogs catalogs, Providers providers, ProviderAccounts accounts, TakeReports take, AttemptPlanner planner, TimeProvider clock, ILogger<PollReports> log) =>
        (_ledger, _catalogs, _providers, _accounts, _take, _planner, _clock, _log) = (ledger, catalogs, providers, accounts, take, planner, clock, log);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var (looked, questions) = await _ledger.DoAsync(TakeDue);
            await Task.WhenAll(questions.GroupBy(q => q.AccountId).Select(account => AskAsync(account.Key, [.. account], ct)));   // a slow one holds up its own alone
            if (looked < Chunk) return;
        }
    }

    private (int Looked, List<Question> Questions) TakeDue(LedgerSession session)
    {
        var due = new List<MessageRow>();
        var questions = new List<Question>();
        session.FindDue(MessageState.Sent, Chunk, due);
        foreach (var message in due) Look(session, message, questions);
        return (due.Count, questions);
    }

    private void Look(LedgerSession session, MessageRow message, List<Question> questions)
    {
        var account = message.AccountId is { } id ? _catalogs.Current.Accounts.GetValueOrDefault(id) : null;
        var windowEnd = message.StateAt + (long)(account?.ReportWindow ?? Account.DefaultReportWindow).TotalMilliseconds;
        if (session.Now >= windowEnd)
        {
            session.Save(message, message.To(MessageState.Unconfirmed, session.Now, Transitions.NoReport));
            return;
        }

        var attempts = session.AttemptsOf(message.Body.Id);
        var attempt = attempts.Find(a => a.Id == message.AttemptId);
        if (GoesOnAt(message) is { } patience)
        {
            if (GoesOn(session, message, attempts, patience)) return;
            windowEnd = Math.Min(windowEnd, patience > session.Now ? patience : session.Now + (long)BetweenLooks.TotalMilliseconds);
        }

        if (attempt is not { Reference: { } reference } || account is null || _providers.Find(account.Provider)?.Capabilities is not { StatusByReference: true } provider || session.Now - attempt.StartedAt >= provider.StatusWindow.TotalMilliseconds)
        {
            session.Save(message, message with { DueAt = windowEnd });
            return;
        }

        session.SaveAttempt(attempt with { Asked = attempt.Asked + 1 });
        session.Save(message, message with { DueAt = Math.Min(windowEnd, session.Now + (long)RetryPlan.AfterPoll(attempt.Asked + 1).TotalMilliseconds) });
        questions.Add(new(account.Id, new(attempt.OwnId, reference, Recipient.FromStored(message.Body.Recipient), DateTimeOffset.FromUnixTimeMilliseconds(attempt.StartedAt)) { ByTemplate = attempt.ByTemplate }));
    }

    /// <summary>When the next account takes it for want of a report; null: never, or its lifetime is over by now.</summary>
    private long? GoesOnAt(MessageRow message)
    {
        var at = message.StateAt + (long?)_catalogs.Current.Intents.Rule(message.Body.ServiceId, message.Body.Kind).NoReportAfter?.TotalMilliseconds;
        return at < message.ExpiresAt && _clock.GetUtcNow().ToUnixTimeMilliseconds() < message.ExpiresAt ? at : null;
    }

    private bool GoesOn(LedgerSession session, MessageRow message, List<AttemptRow> attempts, long at)
    {
        if (session.Now < at || !_planner.HasAnother(message, attempts, session.Now)) return false;
        if (!session.Save(message, Transitions.Unreported(message, session.Now))) return true;   // moved meanwhile
        foreach (var open in attempts.Where(a => a.Id == message.AttemptId)) session.SaveAttempt(open with { MayArriveTwice = true });
        return true;
    }

    private async Task AskAsync(long accountId, List<Question> questions, CancellationToken ct)
    {
        var failures = 0;
        try
        {
            if (_catalogs.Current.Accounts.GetValueOrDefault(accountId) is not { } row || _accounts.Find(accountId) is not { } account || _providers.Find(row.Provider) is not { } provider) return;
            foreach (var chunk in questions.Chunk(Math.Max(1, provider.Capabilities.MaxPerStatusCall)))
            {
                if (await TryAskAsync(provider, account, chunk, ct)) failures = 0;
                else if (++failures == MostFailures) return;   // asked again at their next time
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(accountId, exception.GetType().Name);
        }
    }

    private async Task<bool> TryAskAsync(IProvider provider, ProviderAccount account, Question[] chunk, CancellationToken ct)
    {
        try
        {
            using var deadline = new CallDeadline(account.Timeout, _clock, ct);
            await _take.TakeAsync(await provider.ReportsAsync(account, [.. chunk.Select(q => q.Evidence)], deadline.Token), ct);
            return true;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(account.Id, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "Account {AccountId} could not be asked for reports: {Exception}")]
    private partial void LogFailed(long accountId, string exception);

    private sealed record Question(long AccountId, AttemptEvidence Evidence);
}
