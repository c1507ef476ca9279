using System.Diagnostics;

namespace Rasan.Bench.Machine;

/// <summary>What every durable commit waits for; on a shared disk it changes more than any code of ours.</summary>
internal static class Disk
{
    private const int Block = 8192;
    private const int Times = 200;

    /// <summary>Median over writes at the end of a fresh file, where the measured databases lie.</summary>
    /// <param name="pauseMs">Between two writes: a disk and a machine that sleep in between take longer than those that are busy.</param>
    public static async Task<double> FlushMsAsync(int pauseMs = 0)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, options: FileOptions.DeleteOnClose);
        var block = new byte[Block];
        var took = new List<double>(Times);
        for (var i = 0; i < Times; i++)
        {
            await Task.Delay(pauseMs);
            await RandomAccess.WriteAsync(handle, block, (long)i * Block);
            var since = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(handle);
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        return Quantiles.Median(took);
    }
}
