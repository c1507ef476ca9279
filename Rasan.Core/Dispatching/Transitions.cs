using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;

namespace Rasan.Core.Dispatching;

/// <summary>Which state follows from what a provider said. Pure: rows in, rows out.</summary>
internal static class Transitions
{
    public const string OutcomeUnknown = "outcome_unknown";
    public const string NoReport = "no_report";

    /// <summary>Where an accepted message waits: for its first poll, and at most until its report window, or its kind's patience, is over.</summary>
    public sealed record ReportPlan(TimeSpan Window, bool CanPoll);

    public static AttemptRow Answered(AttemptRow attempt, ProviderAnswer answer, long now) => answer switch
    {
        ProviderAnswer.Accepted accepted => attempt with
        {
            FinishedAt = now,
            Outcome = AttemptOutcome.Accepted,
            Reference = accepted.Reference,
            CostMicros = accepted.Cost?.Micros,
            Currency = accepted.Cost?.Currency,
            AwaitsReport = true,
        },
        ProviderAnswer.Refused refused => attempt with { FinishedAt = now, Outcome = AttemptOutcome.Refused, Code = refused.Code, Detail = refused.Detail },
        ProviderAnswer.Unknown unknown => attempt with { FinishedAt = now, Outcome = AttemptOutcome.Unknown, Code = unknown.Why },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static MessageRow Answered(MessageRow message, AttemptRow attempt, ProviderAnswer answer, ReportPlan report, long now)
    {
        var tried = Tried(message, attempt);
        return answer switch
        {
            ProviderAnswer.Accepted => Sent(tried, attempt, report, now),
            ProviderAnswer.Unknown unknown => tried.To(MessageState.Uncertain, now, unknown.Why) with { DueAt = now },
            ProviderAnswer.Refused { Reason: RefusalReason.BadNumber } refused => tried.To(MessageState.Failed, now, Word("bad_number", refused)),
            ProviderAnswer.Refused { Reason: RefusalReason.BadMessage } refused => tried.To(MessageState.Failed, now, Word("bad_message", refused)),
            ProviderAnswer.Refused { Reason: RefusalReason.Blocked } refused => tried.To(MessageState.Blocked, now, Word("blocked", refused)),
            ProviderAnswer.Refused refused => tried.To(MessageState.Queued, now, refused.Code) with { DueAt = now },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static MessageRow Sent(MessageRow message, AttemptRow attempt, ReportPlan report, long now)
    {
        var firstPoll = report.CanPoll && RetryPlan.AfterPoll(0) < report.Window ? RetryPlan.AfterPoll(0) : report.Window;
        return Tried(message, attempt).To(MessageState.Sent, now) with { DueAt = now + (long)firstPoll.TotalMilliseconds };
    }

    /// <summary>The provider never had it: the next account, or the same one later, while the message lives.</summary>
    public static MessageRow NotSent(MessageRow message, List<AttemptRow> attempts, long now) =>
        now >= message.ExpiresAt ? AtDeadline(message, attempts, now) : message.To(MessageState.Queued, now, "not_sent") with { DueAt = now };

    /// <summary>The lifetime is over before any acceptance; where an outcome is still unknown it is asked about first.</summary>
    public static MessageRow AtDeadline(MessageRow message, List<AttemptRow> attempts, long now) =>
        attempts.Exists(a => a.Outcome == AttemptOutcome.Unknown)
            ? message.To(MessageState.Uncertain, now, OutcomeUnknown) with { DueAt = now }
            : StillSent(message, attempts, now) is { } sent ? sent : message.To(MessageState.Expired, now, attempts.Count > 0 ? attempts[^1].Code ?? message.Fault : message.Fault ?? "lifetime_over");

    /// <summary>No report came, and the message goes on to the next account; what it left behind may still arrive.</summary>
    public static MessageRow Unreported(MessageRow message, long now) => message.To(MessageState.Queued, now, NoReport) with { MayArriveTwice = true, DueAt = now };

    /// <summary>An account took it, and the next one it went on to for want of a report is not to be had: it waits for that report after all.</summary>
    /// <returns>Null: no account took it.</returns>
    public static MessageRow? StillSent(MessageRow message, List<AttemptRow> attempts, long now) =>
        attempts.FindLast(a => a.Outcome == AttemptOutcome.Accepted) is { } taken ? Tried(message, taken).To(MessageState.Sent, now, NoReport) with { DueAt = now } : null;

    /// <summary>What a report makes of the message; null: nothing.</summary>
    public static MessageRow? Reported(MessageRow message, AttemptRow attempt, ProviderReport report, long now)
    {
        if (report.State == DeliveryState.Sent || message.State == MessageState.Delivered) return null;
        if (report.State == DeliveryState.Delivered)
        {
            var deliveredAt = report.At?.ToUnixTimeMilliseconds() ?? now;
            return Tried(message, attempt).To(MessageState.Delivered, now) with { DeliveredAt = deliveredAt };
        }

        // otherwise the message follows its newest attempt, and only while that attempt is all there is
        if (message.AttemptId != attempt.Id || message.State is not (MessageState.Sent or MessageState.Unconfirmed)) return null;
        return message.To(StateOf(report.State), now, report.Code);
    }

    public static MessageState StateOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => MessageState.Delivered,
        DeliveryState.Undelivered => MessageState.Undelivered,
        DeliveryState.Failed => MessageState.Failed,
        DeliveryState.Blocked => MessageState.Blocked,
        DeliveryState.Expired => MessageState.Expired,
        DeliveryState.Cancelled => MessageState.Cancelled,
        _ => MessageState.Sent,
    };

    /// <summary>How long an unknown outcome is asked about before a message that may go on goes on.</summary>
    public static long AskUntil(MessageRow message) => message.StateAt + ((message.ExpiresAt - message.StateAt) / 4);

    public static bool MayGoOn(OnUnknown onUnknown, MessageRow message, long now) => onUnknown == OnUnknown.NextAccount && now < message.ExpiresAt;

    private static MessageRow Tried(MessageRow message, AttemptRow attempt) => message with
    {
        AttemptId = attempt.Id,
        AccountId = attempt.AccountId,
        LineId = attempt.LineId,
        CostMicros = attempt.CostMicros ?? message.CostMicros,
        Currency = attempt.Currency ?? message.Currency,
    };

    private static string Word(string word, ProviderAnswer.Refused refused) => refused.Code.Length > 0 ? refused.Code : word;
}
