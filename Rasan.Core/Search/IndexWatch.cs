namespace Rasan.Core.Search;

/// <summary>Keeps an index near what it is made from: a fault is told once, and tried again until it has passed.</summary>
internal static class IndexWatch
{
    /// <summary>Of the time an indexer works, it rests so many times as much: a core has other things to do.</summary>
    public const int RestTimes = 3;

    /// <param name="failed">Told of the first fault in a row.</param>
    public static async Task RunAsync(TimeSpan between, TimeProvider clock, Func<Task> work, Action<Exception> failed, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(between, clock);
        var hasFailed = false;
        do
        {
            try
            {
                await work();
                hasFailed = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (!hasFailed) failed(exception);
                hasFailed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }
}
