using Microsoft.Extensions.Logging;
using Rasan.Core.Services;

namespace Rasan.Core.Search;

/// <summary>Keeps the index of provider ids a second behind the newest attempt. What sends knows nothing of it.</summary>
public sealed partial class ReferenceIndexer(ReferenceIndex index, Catalogs catalogs, TimeProvider clock, ILogger<ReferenceIndexer> log)
{
    private const int RowsAtOnce = 2_000;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public Task WatchAsync(CancellationToken stopping) => IndexWatch.RunAsync(Between, clock, () => RunAsync(isGentle: true, stopping), LogFailed, stopping);

    /// <summary>Takes in everything there is.</summary>
    /// <param name="isGentle">With rests in between.</param>
    public async Task RunAsync(bool isGentle, CancellationToken ct)
    {
        for (var more = true; more;)
        {
            var since = clock.GetTimestamp();
            more = await index.TakeAsync(RowsAtOnce, catalogs.Current.SearchRequest ?? "", ct);
            if (more && isGentle) await IndexWatch.RestAsync(clock.GetElapsedTime(since), clock, ct);
        }
    }

    [LoggerMessage(4312, LogLevel.Error, "The index of provider ids could not be written; it is tried again")]
    private partial void LogFailed(Exception exception);
}
