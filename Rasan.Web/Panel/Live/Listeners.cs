namespace Rasan.Web.Panel.Live;

/// <summary>Who wants to hear of one thing. Each is told in the context it joined in (its reader's language), and one that fails or hangs costs the others nothing.</summary>
internal sealed partial class Listeners(TimeProvider clock, ILogger log)
{
    /// <summary>A beat waits no longer for those it told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<Listener> _all = [];

    /// <summary>Told from now on, until the result is disposed.</summary>
    public IDisposable Add(Func<Task> hear)
    {
        var listener = new Listener(hear);
        lock (_lock) _all.Add(listener);
        return new Seat(this, listener);
    }

    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _all.Count == 0;
        }
    }

    /// <param name="news">False: only those are told who were busy when there was news.</param>
    public async Task TellAsync(bool news)
    {
        Listener[] all;
        lock (_lock) all = [.. _all];
        var told = new List<Task>();
        foreach (var listener in all)
        {
            listener.IsOwed |= news;
            if (listener is not { IsOwed: true, Hearing.IsCompleted: true }) continue;
            listener.Hearing = TellAsync(listener);
            told.Add(listener.Hearing);
        }

        if (told.Count > 0) await Task.WhenAll(told).WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TellAsync(Listener listener)
    {
        try
        {
            listener.IsOwed = false;
            await listener.HearAsync();
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(7302, LogLevel.Warning, "A page could not be told that something moved")]
    private partial void LogFailed(Exception exception);

    private sealed class Listener(Func<Task> hear)
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private volatile bool _gone;

        /// <summary>There was news it has not been told.</summary>
        public bool IsOwed { get; set; }

        public Task Hearing { get; set; } = Task.CompletedTask;

        public void Leave() => _gone = true;

        public Task HearAsync()
        {
            if (_gone) return Task.CompletedTask;
            if (_context is null) return hear();
            var heard = Task.CompletedTask;
            ExecutionContext.Run(_context, _ => heard = hear(), state: null);
            return heard;
        }
    }

    private sealed class Seat(Listeners listeners, Listener listener) : IDisposable
    {
        public void Dispose()
        {
            listener.Leave();
            lock (listeners._lock) listeners._all.Remove(listener);
        }
    }
}
