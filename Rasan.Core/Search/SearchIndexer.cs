using Microsoft.Extensions.Logging;
using Rasan.Core.Services;

namespace Rasan.Core.Search;

/// <summary>Keeps the index behind the newest message by half a second, and builds a new one when that is asked for. What accepts knows nothing of it.</summary>
public sealed partial class SearchIndexer(SearchIndex index, Catalogs catalogs, TimeProvider clock, ILogger<SearchIndexer> log)
{
    private const int RowsAtOnce = 5_000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private string? _givenUp;

    /// <summary>The index is open, or a new one begun, before the first message is taken on: what has no rows yet can't mistake new ones for old.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            await index.OpenAsync(Wanted, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);   // what it does not take in is looked at row by row
        }
    }

    public Task WatchAsync(CancellationToken stopping) => IndexWatch.RunAsync(Between, clock, () => RunAsync(isGentle: true, stopping), LogFailed, stopping);

    /// <summary>Takes in everything there is, and builds a new index if one was asked for.</summary>
    /// <param name="isGentle">With rests in between.</param>
    public async Task RunAsync(bool isGentle, CancellationToken ct)
    {
        if (index.Request is { } built && built != Wanted && Wanted != _givenUp) await RebuildAsync(Wanted, isGentle, ct);
        else await TakeAllAsync(isGentle, ct);
    }

    private async Task RebuildAsync(string request, bool isGentle, CancellationToken ct)
    {
        await index.BeginNextAsync(request, ct);
        try
        {
            await TakeAllAsync(isGentle, ct);
            await index.SwapAsync(ct);
            LogRebuilt();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _givenUp = request;   // a disk that was too small is too small the next time
            await index.DropNextAsync(ct);
            throw;
        }
    }

    private async Task TakeAllAsync(bool isGentle, CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        if (!await index.TakeAsync(RowsAtOnce, ct)) return;
        do
        {
            if (isGentle) await IndexWatch.RestAsync(clock.GetElapsedTime(since), clock, ct);
            since = clock.GetTimestamp();
        }
        while (await index.TakeAsync(RowsAtOnce, ct));
        await index.RestAsync(ct);
    }

    private string Wanted => catalogs.Current.SearchRequest ?? "";

    [LoggerMessage(4303, LogLevel.Information, "A new search index has taken the old one's place")]
    private partial void LogRebuilt();

    [LoggerMessage(4302, LogLevel.Error, "The search index could not be written; it is tried again")]
    private partial void LogFailed(Exception exception);
}
