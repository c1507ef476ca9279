using System.Collections.Concurrent;
using Rasan.Core.Accounts;

namespace Rasan.Core.Dispatching;

/// <summary>A lane's reserved workers: so many calls at once, never another lane's.</summary>
internal sealed class LaneWorkers : IDisposable
{
    private const int Rounds = 3;

    private readonly int _limit;
    private readonly HandOver _handOver;
    private readonly RecordAnswers _record;
    private readonly ConcurrentQueue<List<PlannedAttempt>> _waiting = new();
    private readonly CancellationTokenSource _abandon = new();
    private int _busy;
    private int _queued;
    private int _unfinished;
    private readonly Action<List<PlannedAttempt>> _recorded;
    private readonly ConcurrentDictionary<long, long> _held = new();   // by message, the attempt it is held for: the next one may be claimed in the commit that ends this one
    private volatile bool _open, _stopped;

    public LaneWorkers(int limit, HandOver handOver, RecordAnswers record)
    {
        (_limit, _handOver, _record) = (limit, handOver, record);
        _recorded = Recorded;
    }

    /// <summary>As long as all rounds of the slowest calls take, and one more. One that ends while its message is still held here is made longer.</summary>
    public static TimeSpan Lease { get; } = (Rounds + 1) * Account.LongestTimeout;

    /// <summary>More than can begin at once: a worker that becomes free takes the next call without waiting for the disk.</summary>
    public int Wanted => _open ? Math.Max(0, (Rounds * _limit) - Volatile.Read(ref _busy) - Volatile.Read(ref _queued)) * _handOver.MostPerCall : 0;

    /// <summary>No call is under way, and every answer is stored.</summary>
    public bool IsIdle => Volatile.Read(ref _busy) == 0 && Volatile.Read(ref _unfinished) == 0 && _waiting.IsEmpty;

    public void Open() => _open = !_stopped;

    public void Close() => _open = false;

    /// <summary>For good: what is claimed and not begun is begun no more.</summary>
    public void Stop()
    {
        _stopped = true;
        _open = false;
    }

    /// <summary>It waits here, is being called for, or its answer is not stored yet: whatever the clock says, its outcome is not unknown.</summary>
    public bool Holds(long messageId) => _held.ContainsKey(messageId);

    /// <summary>Called on the writer's thread: begins what it can.</summary>
    public void Take(List<List<PlannedAttempt>> groups)
    {
        foreach (var group in groups)
        {
            foreach (var held in group) _held[held.Message.Body.Id] = held.Attempt.Id;
            Interlocked.Increment(ref _queued);
            _waiting.Enqueue(group);
        }

        Pump();
    }

    /// <summary>What was claimed and not begun, at a stop.</summary>
    public IEnumerable<PlannedAttempt> TakeBack()
    {
        while (_waiting.TryDequeue(out var group))
        {
            Interlocked.Decrement(ref _queued);
            foreach (var planned in group) yield return planned;
        }
    }

    /// <summary>The limit of a stop is over: calls under way end as unknown, and are asked about after the next start.</summary>
    public void Abandon() => _abandon.Cancel();

    public void Dispose() => _abandon.Dispose();

    private void Pump()
    {
        for (var missing = _stopped ? 0 : _waiting.Count; missing > 0 && TryReserve(); missing--)
            ThreadPool.UnsafeQueueUserWorkItem(static workers => _ = workers.WorkAsync(), this, preferLocal: false);
    }

    private bool TryReserve()
    {
        var busy = Volatile.Read(ref _busy);
        while (busy < _limit)
        {
            var seen = Interlocked.CompareExchange(ref _busy, busy + 1, busy);
            if (seen == busy) return true;
            busy = seen;
        }

        return false;
    }

    /// <summary>One worker: a call after the other while something waits.</summary>
    private async Task WorkAsync()
    {
        do
        {
            while (!_stopped && _waiting.TryDequeue(out var group))
            {
                Interlocked.Increment(ref _unfinished);
                Interlocked.Decrement(ref _queued);
                _record.Begin(group, await _handOver.CallAsync(group, _abandon.Token), _recorded);
            }

            Interlocked.Decrement(ref _busy);
        }
        while (!_stopped && !_waiting.IsEmpty && TryReserve());   // something came between the last look and the leave
    }

    private void Recorded(List<PlannedAttempt> group)
    {
        foreach (var held in group) _held.TryRemove(KeyValuePair.Create(held.Message.Body.Id, held.Attempt.Id));
        Interlocked.Decrement(ref _unfinished);
    }
}
