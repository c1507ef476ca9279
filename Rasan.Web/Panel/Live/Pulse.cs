namespace Rasan.Web.Panel.Live;

/// <summary>
/// Beats while somebody wants it: every so often, and more seldom where a beat takes long, so that watching costs those who send little; never so
/// seldom that a screen stands still. The next beat is set when the last one is over, so two never meet.
/// </summary>
internal sealed partial class Pulse : IDisposable
{
    private const int Rest = 20;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly TimeSpan _every;
    private readonly Func<Task> _beat;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private bool _wanted, _beating;

    public Pulse(TimeSpan every, Func<Task> beat, TimeProvider clock, ILogger log)
    {
        (_every, _beat, _clock, _log) = (every, beat, clock, log);
        using (ExecutionContext.SuppressFlow())   // the timer lives on; the circuit that happened to be first must not
            _timer = clock.CreateTimer(Tick, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        lock (_lock)
        {
            if (_wanted) return;
            _wanted = true;
            if (!_beating) _timer.Change(_every, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        lock (_lock)
        {
            _wanted = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Tick(object? state) => _ = BeatAsync();

    private async Task BeatAsync()
    {
        lock (_lock)
        {
            if (!_wanted || _beating) return;
            _beating = true;
        }

        var since = _clock.GetTimestamp();
        try
        {
            await _beat();
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }

        var rest = TimeSpan.FromTicks(Math.Clamp((_clock.GetElapsedTime(since) * Rest).Ticks, _every.Ticks, LongestRest.Ticks));
        lock (_lock)
        {
            _beating = false;
            if (_wanted) _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(7301, LogLevel.Error, "What moved could not be looked at")]
    private partial void LogFailed(Exception exception);
}
