namespace Rasan.Web.Panel.Live;

/// <summary>Does something when it is asked to, so often at most: what is asked for too early is done later, once. Who asks never waits for it.</summary>
internal sealed class Paced(TimeSpan every, TimeProvider clock, Func<Task> work) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _gone = new();
    private bool _owed, _working;

    public Task AskAsync()
    {
        CancellationToken gone;
        lock (_lock)
        {
            _owed = true;
            if (_working || _gone.IsCancellationRequested) return Task.CompletedTask;
            _working = true;
            gone = _gone.Token;   // later its source may be disposed of
        }

        _ = WorkAsync(gone);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    private async Task WorkAsync(CancellationToken gone)
    {
        while (TakeOwed())
        {
            await work();
            await Task.Delay(every, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool TakeOwed()
    {
        lock (_lock)
        {
            _working = _owed && !_gone.IsCancellationRequested;
            _owed = false;
            return _working;
        }
    }
}
