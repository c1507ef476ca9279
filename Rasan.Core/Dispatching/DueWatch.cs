using Microsoft.Extensions.Logging;
using Rasan.Core.Ledgers;

namespace Rasan.Core.Dispatching;

/// <summary>A timer on the nearest due time: what becomes due moves then, not at the next sweep.</summary>
internal sealed partial class DueWatch(Ledger ledger, Sweep sweep, TimeProvider clock, ILogger<DueWatch> log) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _sooner = new(0, 1);

    public async Task RunAsync(CancellationToken stopping)
    {
        ledger.DueSooner = Wake;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var pause = await LookAsync(stopping);
                await WaitAsync(pause, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped();
        }
        finally
        {
            ledger.DueSooner = null;
        }
    }

    public void Dispose() => _sooner.Dispose();

    private async Task<TimeSpan> LookAsync(CancellationToken stopping)
    {
        try
        {
            ledger.Watched(long.MaxValue);   // what comes nearer while we look rings again
            var next = await sweep.MoveDueAsync(stopping);
            ledger.Watched(next);
            if (next == long.MaxValue) return Longest;
            var pause = DateTimeOffset.FromUnixTimeMilliseconds(next) - clock.GetUtcNow();
            return pause < Longest ? (pause > TimeSpan.Zero ? pause : TimeSpan.Zero) : Longest;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
            return PauseAfterFault;
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sooner = _sooner.WaitAsync(over.Token);
        await Task.WhenAny(sooner, Task.Delay(pause, clock, over.Token));
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private void Wake()
    {
        lock (_sooner)
        {
            if (_sooner.CurrentCount == 0) _sooner.Release();
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "Looking for what is due failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(2202, LogLevel.Debug, "The watch on due times has stopped")]
    private partial void LogStopped();
}
