using System.Diagnostics;

namespace Rasan.Core.Search;

/// <summary>Keeps an index near what it is made from: a fault is told once, and tried again until it has passed.</summary>
internal static class IndexWatch
{
    /// <summary>Of the time an indexer works, it rests so many times as much: a core has other things to do.</summary>
    private const int RestTimes = 3;

    /// <summary>Of all cores: what accepts and sends needs them more. What is not indexed yet is found all the same.</summary>
    private const double Busy = 0.5;
    private static readonly TimeSpan RestWhileBusy = TimeSpan.FromSeconds(2), Noticeable = TimeSpan.FromMilliseconds(5);

    /// <summary>Between two batches; while the program is busy much longer.</summary>
    /// <param name="took">The batch.</param>
    public static async Task RestAsync(TimeSpan took, TimeProvider clock, CancellationToken ct)
    {
        var (used, since) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(took * RestTimes, clock, ct);
        var rested = Stopwatch.GetElapsedTime(since);
        var share = (Environment.CpuUsage.TotalTime - used) / (rested * Environment.ProcessorCount);   // the others' work: this one rested
        if (rested > Noticeable && share > Busy) await Task.Delay(RestWhileBusy, clock, ct);
    }

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
