using Rasan.Core.Dispatching;
using Rasan.Core.Search;
using Rasan.Core.Services;

namespace Rasan.Web.Hosting;

/// <summary>Starts what works in the background before the first request is taken, and stops it after the last one was answered.</summary>
internal sealed class CoreRun(Catalogs catalogs, Dispatcher dispatcher, SearchIndexer indexer, ReferenceIndexer references) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task _watching = Task.CompletedTask, _indexing = Task.CompletedTask, _referring = Task.CompletedTask;
    private Task? _stop;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await catalogs.RefreshAsync(cancellationToken);
        _watching = catalogs.WatchAsync(_stopping.Token);
        await indexer.OpenAsync(cancellationToken);
        _indexing = Task.Run(() => indexer.WatchAsync(_stopping.Token), CancellationToken.None);
        _referring = Task.Run(() => references.WatchAsync(_stopping.Token), CancellationToken.None);
        await dispatcher.StartAsync(cancellationToken);
    }

    /// <summary>The dispatcher keeps its own limit; an answer that arrives meanwhile is still recorded. A host may be stopped twice at once: both wait for the one stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _stop ??= StopOnceAsync();
    }

    private async Task StopOnceAsync()
    {
        await dispatcher.StopAsync();
        await _stopping.CancelAsync();
        await Task.WhenAll(_watching, _indexing, _referring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();
}
