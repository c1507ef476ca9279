namespace Rasan.Web.Panel.Live;

/// <summary>Does something when it is asked to, so often at most: what is asked for too early is done later, once. Who asks never waits for it.</summary>
internal sealed class Paced(TimeSpan every, TimeProvider clock, Func<Task> work) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _gone = new();
    private bool _owed, _working;

    public Task AskAsync()
    {
        lock (_lock)
        {
            _owed = true;
            if (_working || _gone.IsCancellationRequested) return Task.CompletedTask;
            _working = true;
        }

        _ = WorkAsync();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_lock) _gone.Cancel();
    }

    private async Task WorkAsync()
    {
        while (TakeOwed())
        {
            await work();
            await Task.Delay(every, clock, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
