using System.Collections.Concurrent;
using Rasan.Core.Channels;

namespace Rasan.Core.Dispatching;

/// <summary>A lane's reserved workers: so many calls at once, never another lane's. Claims take no more than they can begin.</summary>
internal sealed class LaneWorkers(int limit, Providers providers, HandOver handOver) : IDisposable
{
    private readonly ConcurrentQueue<List<PlannedAttempt>> _waiting = new();
    private readonly CancellationTokenSource _abandon = new();
    private int _busy;
    private int _queued;
    private int _unfinished;
    private volatile bool _open;

    /// <summary>Longer than any call: a lease that ends belongs to nobody any more.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(120);

    public int Wanted => _open ? Math.Max(0, limit - Volatile.Read(ref _busy) - Volatile.Read(ref _queued)) * handOver.MostPerCall : 0;

    public bool IsIdle => Volatile.Read(ref _busy) == 0 && Volatile.Read(ref _unfinished) == 0 && _waiting.IsEmpty;

    public void Open() => _open = true;

    public void Close() => _open = false;

    /// <summary>Called on the writer's thread: groups what may share a call, begins what it can.</summary>
    public void Take(List<PlannedAttempt> planned)
    {
        foreach (var group in CallGroups.Of(planned, providers))
        {
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
        while (TryReserve())
        {
            if (!_waiting.TryDequeue(out var group))
            {
                Interlocked.Decrement(ref _busy);
                if (_waiting.IsEmpty) return;
                continue;   // one came between the two looks
            }

            Interlocked.Decrement(ref _queued);
            ThreadPool.UnsafeQueueUserWorkItem(static call => _ = call.Workers.RunAsync(call.Group), (Workers: this, Group: group), preferLocal: false);
        }
    }

    private bool TryReserve()
    {
        var busy = Volatile.Read(ref _busy);
        while (busy < limit)
        {
            var seen = Interlocked.CompareExchange(ref _busy, busy + 1, busy);
            if (seen == busy) return true;
            busy = seen;
        }

        return false;
    }

    private async Task RunAsync(List<PlannedAttempt> group)
    {
        Interlocked.Increment(ref _unfinished);
        try
        {
            await handOver.RecordAsync(group, await CallAsync(group));
        }
        finally
        {
            Interlocked.Decrement(ref _unfinished);
        }
    }

    /// <summary>Free again before the answers are stored: the very transaction that stores them hands out what comes next.</summary>
    private async Task<IReadOnlyList<ProviderAnswer>> CallAsync(List<PlannedAttempt> group)
    {
        try
        {
            return await handOver.CallAsync(group, _abandon.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
            Pump();
        }
    }
}
