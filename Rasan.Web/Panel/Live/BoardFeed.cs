using Rasan.Core.Services;
using Rasan.Core.Statistics;

namespace Rasan.Web.Panel.Live;

/// <summary>
/// The dashboards' boards: one for all pages that may show the same, read at most once a second, only while somebody looks and only when something moved.
/// </summary>
public sealed partial class BoardFeed : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Sight, SharedBoard> _boards = [];
    private readonly Func<Caller, SharedBoard> _open;
    private readonly ServiceBoard _direct;
    private readonly ILogger _log;
    private readonly Pulse _pulse;
    private bool _failing;

    public BoardFeed(ServiceBoard boards, LiveServices live, Catalogs catalogs, TimeProvider clock, ILogger<BoardFeed> log)
    {
        (_direct, _log) = (boards, log);
        _open = caller => new(caller, boards, live, catalogs, clock, new Listeners(clock, log));
        _pulse = new(Every, BeatAsync, clock, log);
    }

    /// <summary>For a page that is drawn once: the board that others watch, else one of its own.</summary>
    /// <inheritdoc cref="ServiceBoard.RunAsync" path="/returns"/>
    public async Task<Board?> ReadAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeStatistics);
        if (Find(caller) is not { } shared) return await _direct.RunAsync(caller, ct);
        await shared.RefreshAsync(Every, ct);
        return shared.Board;
    }

    /// <summary>For a page that stays. Ask anew when what the reader may do has changed.</summary>
    /// <param name="changed">There is another <see cref="BoardWatch.Board"/>. Called outside the page's own synchronisation: <c>() => InvokeAsync(StateHasChanged)</c>.</param>
    /// <inheritdoc cref="ServiceBoard.RunAsync" path="/returns"/>
    public async Task<BoardWatch?> WatchAsync(Caller caller, Func<Task> changed, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeStatistics);
        if (caller.Tenant is not null) return null;
        var watch = Join(caller, changed);
        try
        {
            await watch.Shared.RefreshAsync(Every, ct);
            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _pulse.Dispose();
        foreach (var board in _boards.Values) board.Dispose();
    }

    internal void Leave(Sight sight, IDisposable seat)
    {
        lock (_lock)
        {
            seat.Dispose();
            if (_boards.TryGetValue(sight, out var shared) && shared.Watchers.IsEmpty) _boards.Remove(sight);   // not disposed: a beat may be reading it
            if (_boards.Count == 0) _pulse.Stop();
        }
    }

    private BoardWatch Join(Caller caller, Func<Task> changed)
    {
        lock (_lock)
        {
            var sight = new Sight(caller.Service.Id, caller.Permissions);
            if (!_boards.TryGetValue(sight, out var shared)) _boards[sight] = shared = _open(caller);
            _pulse.Start();
            return new(this, sight, shared, shared.Watchers.Add(changed));
        }
    }

    private SharedBoard? Find(Caller caller)
    {
        lock (_lock) return caller.Tenant is null ? _boards.GetValueOrDefault(new(caller.Service.Id, caller.Permissions)) : null;
    }

    private async Task BeatAsync()
    {
        SharedBoard[] boards;
        lock (_lock) boards = [.. _boards.Values];
        foreach (var board in boards)
        {
            await RefreshAsync(board);
            await board.TellAsync();
        }
    }

    private async Task RefreshAsync(SharedBoard board)
    {
        try
        {
            await board.RefreshAsync(TimeSpan.Zero, CancellationToken.None);
            _failing = false;
        }
        catch (Exception exception)
        {
            if (!_failing) LogNotRead(exception);   // once: what cannot be read now cannot be read a second later
            _failing = true;
        }
    }

    [LoggerMessage(7303, LogLevel.Error, "A dashboard could not be read; it shows what it showed")]
    private partial void LogNotRead(Exception exception);

    /// <summary>Who sees the same.</summary>
    internal readonly record struct Sight(long ServiceId, Permissions Permissions);
}

/// <summary>A page's look at a board; disposed when the page goes.</summary>
public sealed class BoardWatch : IDisposable
{
    private readonly BoardFeed _feed;
    private readonly BoardFeed.Sight _sight;
    private readonly IDisposable _seat;

    internal BoardWatch(BoardFeed feed, BoardFeed.Sight sight, SharedBoard shared, IDisposable seat) => (_feed, _sight, Shared, _seat) = (feed, sight, shared, seat);

    /// <summary>The newest there is; the same object for everybody who sees the same.</summary>
    public Board Board => Shared.Board ?? throw new InvalidOperationException("It has not been read yet.");

    internal SharedBoard Shared { get; }

    public void Dispose() => _feed.Leave(_sight, _seat);
}
