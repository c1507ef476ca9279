using Rasan.Core.Statistics;

namespace Rasan.Web.Panel.Live;

/// <summary>Tells pages that a message of their service moved, twice a second at most; what moved, they read themselves.</summary>
public sealed class LiveFeed : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Watched> _services = [];
    private readonly LiveServices _live;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Pulse _pulse;

    public LiveFeed(LiveServices live, TimeProvider clock, ILogger<LiveFeed> log)
    {
        (_live, _clock, _log) = (live, clock, log);
        _pulse = new(Every, BeatAsync, clock, log);
    }

    /// <summary>Subscribe first, read afterwards: what moves in between is told.</summary>
    /// <param name="moved">Called outside the page's own synchronisation: <c>() => InvokeAsync(…)</c>.</param>
    /// <returns>Ends the subscription; a page disposes it when it goes.</returns>
    public IDisposable Subscribe(long serviceId, Func<Task> moved)
    {
        lock (_lock)
        {
            if (!_services.TryGetValue(serviceId, out var watched))
                _services[serviceId] = watched = new(new Listeners(_clock, _log)) { Seen = _live.VersionOf(serviceId) };
            var seat = watched.Listeners.Add(moved);
            _pulse.Start();
            return new Subscription(this, serviceId, seat);
        }
    }

    public void Dispose() => _pulse.Dispose();

    private Task BeatAsync()
    {
        KeyValuePair<long, Watched>[] services;
        lock (_lock) services = [.. _services];
        return Task.WhenAll(services.Select(service => LookAsync(service.Key, service.Value)));
    }

    private Task LookAsync(long serviceId, Watched watched)
    {
        var version = _live.VersionOf(serviceId);
        var news = version != watched.Seen;
        watched.Seen = version;
        return watched.Listeners.TellAsync(news);
    }

    private void Leave(long serviceId, IDisposable seat)
    {
        lock (_lock)
        {
            seat.Dispose();
            if (_services.TryGetValue(serviceId, out var watched) && watched.Listeners.IsEmpty) _services.Remove(serviceId);
            if (_services.Count == 0) _pulse.Stop();
        }
    }

    private sealed class Watched(Listeners listeners)
    {
        public Listeners Listeners => listeners;

        public long Seen { get; set; }
    }

    private sealed class Subscription(LiveFeed feed, long serviceId, IDisposable seat) : IDisposable
    {
        public void Dispose() => feed.Leave(serviceId, seat);
    }
}
