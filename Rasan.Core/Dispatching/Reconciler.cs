using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>Asks about attempts whose outcome is unknown, before anything is sent again.</summary>
internal sealed partial class Reconciler(
    Ledger ledger, Catalogs catalogs, Providers providers, ProviderAccounts accounts, Evidence evidence, AttemptPlanner planner, RecordAnswers record, TimeProvider clock, ILogger<Reconciler> log)
{
    private const int Askers = 16;   // a lane: no lane's questions wait behind another's
    private const int ShortestQuestionMilliseconds = 1_000;
    private const string NoLookUp = "no_look_up";
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(24);

    private readonly Channel<long>[] _questions = Array.ConvertAll(Enum.GetValues<Lane>(), _ => System.Threading.Channels.Channel.CreateUnbounded<long>());
    private readonly ConcurrentDictionary<long, bool> _asked = new();

    /// <summary>A message that waits for its question already, or is being asked about, is not asked about twice.</summary>
    public void Ask(MessageRow message)
    {
        if (_asked.TryAdd(message.Body.Id, true)) _questions[(int)message.Body.Lane].Writer.TryWrite(message.Body.Id);
    }

    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(_questions.SelectMany(lane => Enumerable.Range(0, Askers).Select(_ => WorkAsync(lane.Reader, stopping))));

    private async Task WorkAsync(ChannelReader<long> questions, CancellationToken stopping)
    {
        await foreach (var messageId in questions.ReadAllAsync(stopping))
        {
            try
            {
                await AskAsync(messageId, stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogFailed(exception, messageId);   // it is due again when its question's lease is over
            }
            finally
            {
                _asked.TryRemove(messageId, out _);
            }
        }
    }

    /// <summary>Asks about every attempt of unknown outcome and writes what follows.</summary>
    public async Task<MessageState?> AskAsync(long messageId, CancellationToken stopping)
    {
        var unknown = await ledger.DoAsync(session => session.Find(messageId) is { } row && MayBeAskedAbout(row.State)
            ? (Row: row, Attempts: session.AttemptsOf(messageId).FindAll(a => a.Outcome == AttemptOutcome.Unknown))
            : default);
        if (unknown.Row is null) return null;
        var answers = new Dictionary<long, LookUpAnswer>();
        foreach (var attempt in unknown.Attempts) answers[attempt.Id] = await LookUpAsync(unknown.Row, attempt, stopping);
        return await ledger.PromiseAsync(session => Apply(session, messageId, answers)).WaitAsync(stopping);   // what a stop leaves unwritten is asked again
    }

    /// <summary>While it waits for the answer, and before a resend of what ended without a delivery.</summary>
    private static bool MayBeAskedAbout(MessageState state) => state == MessageState.Uncertain || state.MayBeResent();

    private async Task<LookUpAnswer> LookUpAsync(MessageRow message, AttemptRow attempt, CancellationToken stopping)
    {
        if (AccountOf(attempt) is not { } account || providers.Find(account.Provider) is not { Capabilities.LookUp: true } provider) return new LookUpAnswer.NoAnswer(NoLookUp);
        if (clock.GetUtcNow() >= At(attempt.StartedAt) + WindowOf(attempt)) return new LookUpAnswer.NoAnswer("window_over");   // what a provider has forgotten it does not know either
        if (Open(account) is not { } opened) return new LookUpAnswer.NoAnswer("account_unreadable");
        try
        {
            using var deadline = new CallDeadline(Patience(message, opened), clock, stopping);
            var asked = clock.GetUtcNow();
            var answer = await provider.LookUpAsync(opened, evidence.Of(message.Body, attempt), deadline.Token);
            return answer is LookUpAnswer.NotKnown && asked < At(attempt.FinishedAt ?? attempt.StartedAt) + provider.Capabilities.Settling ? new LookUpAnswer.NoAnswer("too_early") : answer;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogQuestionFailed(attempt.AccountId, exception.GetType().Name);
            return new LookUpAnswer.NoAnswer(exception is OperationCanceledException ? TransportCodes.Timeout : TransportCodes.Cut);
        }
    }

    private ProviderAccount? Open(Account account)
    {
        try
        {
            return accounts.Find(account.Id);
        }
        catch (Exception exception)
        {
            LogUnreadable(exception, account.Id);
            return null;
        }
    }

    /// <summary>A question whose answer would come too late to decide whether the message goes on is cut short.</summary>
    private TimeSpan Patience(MessageRow message, ProviderAccount account)
    {
        var patience = account.Timeout < LongestQuestion ? account.Timeout : LongestQuestion;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (message.State != MessageState.Uncertain || !Transitions.MayGoOn(RuleOf(message).OnUnknown, message, now)) return patience;
        var rest = TimeSpan.FromMilliseconds(Math.Max(ShortestQuestionMilliseconds, Transitions.AskUntil(message) - now));
        return rest < patience ? rest : patience;
    }

    private IntentRule RuleOf(MessageRow message) => catalogs.Current.Intents.Rule(message.Body.ServiceId, message.Body.Kind);

    private MessageState? Apply(LedgerSession session, long messageId, Dictionary<long, LookUpAnswer> answers)
    {
        if (session.Find(messageId) is not { } message || !MayBeAskedAbout(message.State)) return null;
        var attempts = session.AttemptsOf(messageId);
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Outcome != AttemptOutcome.Unknown || !answers.TryGetValue(attempts[i].Id, out var answer)) continue;
            attempts[i] = After(attempts[i], answer, session.Now);
            session.SaveAttempt(attempts[i]);
        }

        if (attempts.FindLast(a => answers.GetValueOrDefault(a.Id) is LookUpAnswer.Found) is { } found)
            return Found(session, message, found, (LookUpAnswer.Found)answers[found.Id]);
        if (message.State != MessageState.Uncertain) return message.State;   // a question before a resend: nothing new
        var next = Next(session, message, attempts, answers);
        return session.Save(message, next) ? next.State : null;
    }

    private static AttemptRow After(AttemptRow attempt, LookUpAnswer answer, long now) => answer switch
    {
        LookUpAnswer.Found found => attempt with
        {
            Outcome = AttemptOutcome.Accepted,
            Reference = found.Reference,
            Detail = "found_by_look_up",
            CostMicros = found.Cost?.Micros ?? attempt.CostMicros,
            Currency = found.Cost?.Currency ?? attempt.Currency,
            AwaitsReport = found.State != DeliveryState.Delivered,
            Asked = attempt.Asked + 1,
        },
        LookUpAnswer.NotKnown => attempt with { Outcome = AttemptOutcome.NotSent, Detail = "not_known_there", FinishedAt = attempt.FinishedAt ?? now, Asked = attempt.Asked + 1 },
        LookUpAnswer.NoAnswer none => attempt with { Detail = none.Why, Asked = attempt.Asked + 1 },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private MessageState? Found(LedgerSession session, MessageRow message, AttemptRow attempt, LookUpAnswer.Found found)
    {
        var sent = Transitions.Sent(message, attempt, record.ReportPlanOf(attempt.AccountId, message.Body), session.Now);
        if (!session.Save(message, sent)) return null;
        if (found.State is not { } state || state == DeliveryState.Sent) return sent.State;
        var report = new ProviderReport(attempt.AccountId, found.Reference, state, found.Code ?? "");
        session.InsertReport(attempt, report, DateTimeOffset.FromUnixTimeMilliseconds(session.Now));
        return Transitions.Reported(sent, attempt, report, session.Now) is { } reported && session.Save(sent, reported) ? reported.State : sent.State;
    }

    private MessageRow Next(LedgerSession session, MessageRow message, List<AttemptRow> attempts, Dictionary<long, LookUpAnswer> answers)
    {
        var now = session.Now;
        var open = attempts.FindAll(a => a.Outcome == AttemptOutcome.Unknown);
        if (open.Count == 0) return Transitions.NotSent(message, attempts, now);

        var mayGoOn = Transitions.MayGoOn(RuleOf(message).OnUnknown, message, now);
        var pointless = open.TrueForAll(a => answers.GetValueOrDefault(a.Id) is LookUpAnswer.NoAnswer { Why: NoLookUp });
        if (mayGoOn && (pointless || now >= Transitions.AskUntil(message)) && planner.HasAnother(message, attempts, now))
        {
            foreach (var attempt in open) session.SaveAttempt(attempt with { MayArriveTwice = true });
            return message.To(MessageState.Queued, now, Transitions.OutcomeUnknown) with { MayArriveTwice = true, DueAt = now };
        }

        var newest = open[^1];
        if (now >= newest.StartedAt + (long)WindowOf(newest).TotalMilliseconds) return Transitions.StillSent(message, attempts, now) ?? message.To(MessageState.Failed, now, Transitions.OutcomeUnknown);
        var due = now + (long)RetryPlan.AfterLookUp(newest.Asked - 1).TotalMilliseconds;
        if (mayGoOn && Transitions.AskUntil(message) > now) due = Math.Min(due, Transitions.AskUntil(message));
        return message.To(MessageState.Uncertain, now, message.Fault) with { DueAt = due };
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private TimeSpan WindowOf(AttemptRow attempt)
    {
        var window = AccountOf(attempt) is { } account ? providers.Find(account.Provider)?.Capabilities.LookUpWindow ?? LongestWindow : LongestWindow;
        return window < LongestWindow ? window : LongestWindow;
    }

    private Account? AccountOf(AttemptRow attempt) => catalogs.Current.Accounts.GetValueOrDefault(attempt.AccountId);

    [LoggerMessage(2301, LogLevel.Error, "Asking about message {MessageId} failed")]
    private partial void LogFailed(Exception exception, long messageId);

    [LoggerMessage(2303, LogLevel.Critical, "Account {AccountId} can't be asked: its settings or its key can't be read")]
    private partial void LogUnreadable(Exception exception, long accountId);

    [LoggerMessage(2302, LogLevel.Warning, "Account {AccountId} could not be asked: {Exception}")]
    private partial void LogQuestionFailed(long accountId, string exception);
}
