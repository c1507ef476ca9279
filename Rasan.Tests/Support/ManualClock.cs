namespace Rasan.Tests.Support;

/// <summary>A clock that stands still until a test moves it. Its timers fire inside <see cref="Advance"/>, in order of their times.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _turn;

    public ManualClock() : this(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers that are set: a test that must not move the clock before somebody waits looks here.</summary>
    public int Timers
    {
        get
        {
            lock (_lock) return _timers.Count;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; every timer on the way sees its own time, and one that is set on the way fires too.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (_lock) end = _now + by;
        while (TakeNext(end) is { } timer) timer.Fire();
        lock (_lock) _now = end > _now ? end : _now;
    }

    /// <summary>Moves the clock in one go, as on a machine that slept: a timer that would have fired many times fires once.</summary>
    public void Leap(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (_lock) end = _now += by;
        while (TakeNext(end) is { } timer) timer.Fire();
    }

    private ManualTimer? TakeNext(DateTimeOffset end)
    {
        lock (_lock)
        {
            if (_timers.Where(timer => timer.Due <= end).MinBy(timer => (timer.Due, timer.Turn)) is not { } next) return null;
            if (next.Due > _now) _now = next.Due;
            if (next.Period > TimeSpan.Zero) Set(next, _now + next.Period);
            else _timers.Remove(next);
            return next;
        }
    }

    private void Set(ManualTimer timer, DateTimeOffset due)
    {
        (timer.Due, timer.Turn) = (due, ++_turn);
        if (!_timers.Contains(timer)) _timers.Add(timer);
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _ended;

        public DateTimeOffset Due { get; set; }
        public TimeSpan Period { get; private set; }
        public long Turn { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_ended) return false;
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) clock._timers.Remove(this);
                else clock.Set(this, clock._now + dueTime);
            }
            if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => clock.Advance(TimeSpan.Zero));   // due at once: nobody need move the clock
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _ended = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
