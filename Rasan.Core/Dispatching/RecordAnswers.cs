using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>Writes what a provider answered, and what follows from it.</summary>
internal sealed partial class RecordAnswers(Ledger ledger, Catalogs catalogs, Providers providers, ILogger<RecordAnswers> log)
{
    /// <summary>Hands the answers to the writer and goes on: shutdown must not lose an answer, and no worker need wait for the disk.</summary>
    /// <param name="ended">They are stored, or nobody can store them any more.</param>
    public void Begin(List<PlannedAttempt> group, IReadOnlyList<ProviderAnswer> answers, Action<List<PlannedAttempt>> ended) => ledger.Promise(new Work(this, group, answers, ended));

    public Transitions.ReportPlan ReportPlanOf(long accountId, MessageBody message)
    {
        var account = catalogs.Current.Accounts.GetValueOrDefault(accountId);
        var window = account?.ReportWindow ?? Account.DefaultReportWindow;
        if (catalogs.Current.Intents.Rule(message.ServiceId, message.Kind).NoReportAfter is { } goesOn && goesOn < window) window = goesOn;
        return new(window, account is not null && providers.Find(account.Provider)?.Capabilities.StatusByReference == true);
    }

    private void Record(LedgerSession session, PlannedAttempt planned, ProviderAnswer answer)
    {
        var attempt = Transitions.Answered(planned.Attempt, Priced(planned, answer), session.Now);
        var report = ReportPlanOf(attempt.AccountId, planned.Message.Body);
        if (session.Save(planned.Message, Transitions.Answered(planned.Message, attempt, answer, report, session.Now)))
        {
            session.SaveAttempt(attempt);
            return;
        }

        // the message was moved without this answer: what a question has found out stands, an acceptance still counts
        if (session.AttemptsOf(attempt.MessageId).Exists(a => a.Id == attempt.Id && a.Outcome == AttemptOutcome.Accepted)) return;
        session.SaveAttempt(attempt);
        if (session.Find(attempt.MessageId) is { } moved && (moved.State == MessageState.Uncertain || (answer is ProviderAnswer.Accepted && moved.State is MessageState.Queued or MessageState.Scheduled)))
            session.Save(moved, Transitions.Answered(moved, attempt, answer, report, session.Now));
    }

    /// <summary>A provider that does not say what it charges: the price known for its account stands for it.</summary>
    private static ProviderAnswer Priced(PlannedAttempt planned, ProviderAnswer answer) =>
        answer is ProviderAnswer.Accepted { Cost: null } accepted && planned.Account.PricePerSegment is { } price
            ? accepted with { Cost = price with { Amount = price.Amount * planned.Message.Body.Segments } }
            : answer;

    private sealed class Work(RecordAnswers record, List<PlannedAttempt> group, IReadOnlyList<ProviderAnswer> answers, Action<List<PlannedAttempt>> ended) : LedgerWork
    {
        public override bool MustSucceed => true;

        public override int Rows => group.Count;

        public override void Run(LedgerSession session)
        {
            for (var i = 0; i < group.Count; i++) record.Record(session, group[i], answers[i]);
        }

        public override void Done() => ended(group);

        public override void Failed(Exception exception)
        {
            record.LogNotRecorded(exception, group.Count, group[0].Account.Id);   // the lease ends, the outcome is asked about
            ended(group);
        }
    }

    [LoggerMessage(2103, LogLevel.Error, "{Count} answers of account {AccountId} could not be recorded")]
    private partial void LogNotRecorded(Exception exception, int count, long accountId);
}
