using Rasan.Core.Services;
using Rasan.Core.Statistics;

namespace Rasan.Web.Panel.Live;

/// <summary>One board for everybody who may see the same of a service.</summary>
/// <param name="caller">Whoever came first; the others may do just the same.</param>
internal sealed class SharedBoard(Caller caller, ServiceBoard boards, LiveServices live, Catalogs catalogs, TimeProvider clock, Listeners watchers) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Reading? _last;
    private Board? _told;

    public Listeners Watchers => watchers;

    /// <summary>As last read; null: not yet.</summary>
    public Board? Board => _last?.Board;

    /// <summary>Reads it where it is old; not more often than every so often, however many ask.</summary>
    public async Task RefreshAsync(TimeSpan every, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            var stamp = new Stamp(live.VersionOf(caller.Service.Id), catalogs.Current.Revision, clock.GetUtcNow().ToUnixTimeSeconds() / 60);
            if (_last is { } last && (last.Stamp == stamp || clock.GetElapsedTime(last.At) < every)) return;
            var at = clock.GetTimestamp();
            if (await boards.RunAsync(caller, ct) is { } board) _last = new(board, stamp, at);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Tells the watchers where it is another one than they were told of, whoever made it be read. One beat at a time.</summary>
    public Task TellAsync()
    {
        var news = !ReferenceEquals(Board, _told);
        _told = Board;
        return watchers.TellAsync(news);
    }

    public void Dispose() => _reading.Dispose();

    private sealed record Reading(Board Board, Stamp Stamp, long At);

    /// <summary>What a board depends on: the messages, the configuration, and the clock to the minute.</summary>
    private sealed record Stamp(long Version, long Revision, long Minute);
}
