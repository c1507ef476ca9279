using Rasan.Core.Ledgers;
using Rasan.Core.Messages;

namespace Rasan.Core.Dispatching;

/// <summary>A lease that belongs to nobody any more: back to the queue where nothing was begun, to the question where something was.</summary>
internal static class Recovery
{
    public static void Run(LedgerSession session, MessageRow leased)
    {
        var attempts = session.AttemptsOf(leased.Body.Id);
        if (attempts.FindLast(a => a.Outcome == AttemptOutcome.Started) is not { } begun)
        {
            session.Save(leased, leased.To(MessageState.Queued, session.Now) with { AttemptCount = attempts.Count, DueAt = session.Now });
            return;
        }

        session.SaveAttempt(begun with { Outcome = AttemptOutcome.Unknown, Code = "interrupted", FinishedAt = session.Now });
        session.Save(leased, leased.To(MessageState.Uncertain, session.Now, "interrupted") with
        {
            AttemptId = begun.Id,
            AccountId = begun.AccountId,
            LineId = begun.LineId,
            DueAt = session.Now,
        });
    }
}
