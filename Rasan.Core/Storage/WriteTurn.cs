namespace Rasan.Core.Storage;

/// <summary>
/// One writer at a time inside this process, first come first served: SQLite's own lock is polled and unfair.
/// Taken before BEGIN IMMEDIATE, given up after the commit.
/// </summary>
public sealed class WriteTurn
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _line = new();
    private bool _taken;

    /// <summary>For the ledger's own thread, which has nothing else to do.</summary>
    public Pass Enter()
    {
        if (Join(block: true) is { } waiter) waiter.Block();
        return new(this);
    }

    public async ValueTask<Pass> EnterAsync(CancellationToken ct)
    {
        if (Join(block: false) is not { } waiter) return new(this);
        await using var cancelled = ct.UnsafeRegister(static (state, token) => ((Waiter)state!).Cancel(token), waiter);
        await waiter.Turn;
        return new(this);
    }

    private Waiter? Join(bool block)
    {
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return null;
            }

            var waiter = new Waiter(block);
            _line.Enqueue(waiter);
            return waiter;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (_line.TryDequeue(out var next))
                if (next.Go()) return;   // the turn passes on without ever being free
            _taken = false;
        }
    }

    public readonly struct Pass(WriteTurn turn) : IDisposable
    {
        public void Dispose() => turn.Leave();
    }

    private sealed class Waiter(bool block)
    {
        private readonly ManualResetEventSlim? _event = block ? new(false, spinCount: 50) : null;
        private readonly TaskCompletionSource? _source = block ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Turn => _source!.Task;

        public void Block()
        {
            _event!.Wait();
            _event.Dispose();
        }

        // false when it was cancelled meanwhile: the next one's turn
        public bool Go()
        {
            if (_source is not null) return _source.TrySetResult();
            _event!.Set();
            return true;
        }

        public void Cancel(CancellationToken token) => _source!.TrySetCanceled(token);
    }
}
