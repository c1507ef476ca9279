using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.DeliveryReports;

/// <summary>Asks for the delivery state of messages still open, young ones more often; what stays silent past its window ends Unconfirmed.</summary>
public sealed partial class PollReports(Ledger ledger, Catalogs catalogs, Providers providers, ProviderAccounts accounts, TakeReports take, TimeProvider clock, ILogger<PollReports> log)
{
    private const int Chunk = 500, MostFailures = 3;

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var (looked, questions) = await ledger.DoAsync(TakeDue);
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
        var account = message.AccountId is { } id ? catalogs.Current.Accounts.GetValueOrDefault(id) : null;
        var windowEnd = message.StateAt + (long)(account?.ReportWindow ?? Account.DefaultReportWindow).TotalMilliseconds;
        if (session.Now >= windowEnd)
        {
            session.Save(message, message.To(MessageState.Unconfirmed, session.Now, "no_report"));
            return;
        }

        var attempt = session.AttemptsOf(message.Body.Id).Find(a => a.Id == message.AttemptId);
        if (attempt is not { Reference: { } reference } || account is null || providers.Find(account.Provider)?.Capabilities is not { StatusByReference: true } provider || session.Now - attempt.StartedAt >= provider.StatusWindow.TotalMilliseconds)
        {
            session.Save(message, message with { DueAt = windowEnd });
            return;
        }

        session.SaveAttempt(attempt with { Asked = attempt.Asked + 1 });
        session.Save(message, message with { DueAt = Math.Min(windowEnd, session.Now + (long)RetryPlan.AfterPoll(attempt.Asked + 1).TotalMilliseconds) });
        questions.Add(new(account.Id, new(attempt.OwnId, reference, Recipient.FromStored(message.Body.Recipient), DateTimeOffset.FromUnixTimeMilliseconds(attempt.StartedAt)) { ByTemplate = attempt.ByTemplate }));
    }

    private async Task AskAsync(long accountId, List<Question> questions, CancellationToken ct)
    {
        var failures = 0;
        try
        {
            if (catalogs.Current.Accounts.GetValueOrDefault(accountId) is not { } row || accounts.Find(accountId) is not { } account || providers.Find(row.Provider) is not { } provider) return;
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
            using var deadline = new CallDeadline(account.Timeout, clock, ct);
            await take.TakeAsync(await provider.ReportsAsync(account, [.. chunk.Select(q => q.Evidence)], deadline.Token), ct);
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
