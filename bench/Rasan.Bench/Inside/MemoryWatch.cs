namespace Rasan.Bench.Inside;

/// <summary>How far this process grew, looked at twenty times a second.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly long _before = Environment.WorkingSet;
    private long _highest;
    private Task _watching = Task.CompletedTask;

    public static MemoryWatch Start()
    {
        var watch = new MemoryWatch();
        watch._watching = watch.LookAsync();
        return watch;
    }

    /// <summary>In megabytes.</summary>
    public double Grown() => (Math.Max(Environment.WorkingSet, _highest) - _before) / 1048576.0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(_stop.Token)) _highest = Math.Max(_highest, Environment.WorkingSet);
    }
}
