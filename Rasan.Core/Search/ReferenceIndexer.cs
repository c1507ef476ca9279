using Microsoft.Extensions.Logging;
using Rasan.Core.Services;

namespace Rasan.Core.Search;

/// <summary>Keeps the index of provider ids a second behind the newest attempt. What sends knows nothing of it.</summary>
public sealed partial class ReferenceIndexer(ReferenceIndex index, Catalogs catalogs, TimeProvider clock, ILogger<ReferenceIndexer> log)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Of the time it works, it rests so many times as much: a core has other things to do.</summary>
    private const int RestTimes = 3;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private bool _hasFailed;

    public async Task WatchAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            try
            {
                await RunAsync(isGentle: true, stopping);
                _hasFailed = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (!_hasFailed) LogFailed(exception);
                _hasFailed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    /// <summary>Takes in everything there is.</summary>
    /// <param name="isGentle">With rests in between.</param>
    public async Task RunAsync(bool isGentle, CancellationToken ct)
    {
        for (var more = true; more;)
        {
            var since = clock.GetTimestamp();
            more = await index.TakeAsync(RowsAtOnce, catalogs.Current.SearchRequest ?? "", ct);
            if (more && isGentle) await Task.Delay(clock.GetElapsedTime(since) * RestTimes, clock, ct);
        }
    }

    [LoggerMessage(4312, LogLevel.Error, "The index of provider ids could not be written; it is tried again")]
    private partial void LogFailed(Exception exception);
}
