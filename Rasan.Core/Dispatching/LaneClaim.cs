using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Core.Dispatching;

/// <summary>
/// A lane's standing claim: run at the end of every transaction of the writer, it hands ready messages to free workers in the same
/// commit that made them ready. It asks the table only when the lane may have something ready.
/// </summary>
internal sealed class LaneClaim(Lane lane, AttemptPlanner planner, Providers providers, LaneWorkers workers) : LedgerWork
{
    private const int Most = 500;
    private readonly List<MessageRow> _claimed = [];
    private readonly List<PlannedAttempt> _planned = [];
    private List<List<PlannedAttempt>> _groups = [];
    private bool _mayHaveReady = true;
    private int _asked;

    /// <summary>Only the writer's thread looks.</summary>
    public bool IsWanted => _mayHaveReady && workers.Wanted > 0;

    public override void Run(LedgerSession session)
    {
        _claimed.Clear();
        _planned.Clear();
        _groups = [];
        _asked = 0;
        if (session.IsReady(lane)) _mayHaveReady = true;
        var many = _mayHaveReady ? Math.Min(workers.Wanted, Most) : 0;
        if (many == 0) return;
        _asked = many;
        session.Claim(lane, many, session.Now + (long)LaneWorkers.Lease.TotalMilliseconds, _claimed);
        foreach (var row in _claimed)
            if (planner.Plan(session, row) is { } planned) _planned.Add(planned);
        _groups = CallGroups.Of(_planned, providers, session.Now);
        foreach (var planned in _groups.SelectMany(group => group)) session.InsertAttempt(planned.Attempt);   // with their own ids, before anything leaves the house
    }

    public override void Done()
    {
        if (_claimed.Count < _asked) _mayHaveReady = false;   // there was no more
        if (_groups.Count == 0) return;
        workers.Take(_groups);
        _groups = [];
    }

    public override void Failed(Exception exception)
    {
        _groups = [];   // rolled back: still ready, claimed again with a later transaction
        if (exception is not StorageUnavailableException) _mayHaveReady = false;   // a fault of ours: the sweep tries again
    }

    /// <summary>Something became ready in a way no transaction of the writer saw: the start, an operator's word.</summary>
    public void LookAgain() => _mayHaveReady = true;
}
