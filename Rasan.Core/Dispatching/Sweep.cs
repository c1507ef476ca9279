using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;

namespace Rasan.Core.Dispatching;

/// <summary>Moves what is due by time. Called by the watch on the nearest due time; every 15 seconds by a trigger, should a bell have been lost.</summary>
public sealed class Sweep
{
    private const int Chunk = 500;
    private static readonly TimeSpan AskLease = TimeSpan.FromSeconds(90);

    private readonly Ledger _ledger;
    private readonly Reconciler _reconciler;
    private readonly Dispatcher _dispatcher;

    internal Sweep(Ledger ledger, Reconciler reconciler, Dispatcher dispatcher) => (_ledger, _reconciler, _dispatcher) = (ledger, reconciler, dispatcher);

    /// <summary>The safety net: whatever is due is moved, whatever is ready is looked at again.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await MoveDueAsync(ct);
        while (await _ledger.DoAsync(ExpireQueued) > 0) ct.ThrowIfCancellationRequested();
        _dispatcher.LookAgain();
    }

    /// <summary>After a start nobody holds a lease.</summary>
    internal async Task RecoverAllAsync(CancellationToken ct)
    {
        while (await _ledger.DoAsync(RecoverSome) == Chunk) ct.ThrowIfCancellationRequested();
        await _ledger.DoAsync(AskAgain);
    }

    /// <returns>When the next thing is due, milliseconds since 1970.</returns>
    internal async Task<long> MoveDueAsync(CancellationToken ct)
    {
        while (true)
        {
            var (moved, uncertain, next) = await _ledger.DoAsync(MoveSome);
            foreach (var message in uncertain) _reconciler.Ask(message);
            if (moved < Chunk) return next;
            ct.ThrowIfCancellationRequested();
        }
    }

    private (int Moved, List<MessageRow> Uncertain, long Next) MoveSome(LedgerSession session)
    {
        var scheduled = new List<MessageRow>();
        session.FindDue(MessageState.Scheduled, Chunk, scheduled);
        foreach (var message in scheduled)
            session.Save(message, session.Now >= message.ExpiresAt
                ? Transitions.AtDeadline(message, session.AttemptsOf(message.Body.Id), session.Now)
                : message.To(MessageState.Queued, session.Now, message.Fault));

        var dead = new List<MessageRow>();
        session.FindDue(MessageState.Submitting, Chunk, dead);
        foreach (var message in dead)
        {
            // the machine slept or its clock was set: as long as we hold the message, nobody else may take it up
            if (_dispatcher.Holds(message)) session.Save(message, message with { DueAt = session.Now + (long)LaneWorkers.Lease.TotalMilliseconds });
            else Recovery.Run(session, message);
        }

        var uncertain = new List<MessageRow>();
        session.FindDue(MessageState.Uncertain, Chunk, uncertain);
        foreach (var message in uncertain)   // while it is being asked about it is not due again
            session.Save(message, message with { DueAt = session.Now + (long)AskLease.TotalMilliseconds });

        return (Math.Max(scheduled.Count, Math.Max(dead.Count, uncertain.Count)), uncertain, session.NextDue());
    }

    private static int RecoverSome(LedgerSession session)
    {
        var leased = new List<MessageRow>();
        session.FindLeased(Chunk, leased);
        foreach (var message in leased) Recovery.Run(session, message);
        return leased.Count;
    }

    /// <summary>What was being asked about when the program ended is asked now, not when its question's lease is over.</summary>
    private static int AskAgain(LedgerSession session)
    {
        var asked = new List<MessageRow>();
        session.FindDueUntil(MessageState.Uncertain, session.Now + (long)AskLease.TotalMilliseconds, Chunk * 10, asked);
        foreach (var message in asked.Where(message => message.DueAt > session.Now)) session.Save(message, message with { DueAt = session.Now });
        return asked.Count;
    }

    private static int ExpireQueued(LedgerSession session)
    {
        var overdue = new List<MessageRow>();
        foreach (var lane in Enum.GetValues<Lane>()) session.FindOverdue(lane, Chunk, overdue);
        foreach (var message in overdue) session.Save(message, Transitions.AtDeadline(message, session.AttemptsOf(message.Body.Id), session.Now));
        return overdue.Count;
    }
}
