using System.Diagnostics;

namespace Rasan.Bench.Machine;

internal static class Wait
{
    public static async Task UntilAsync(Func<Task<bool>> true_, string what, double seconds = 60, int everyMs = 20)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await true_())
        {
            if (Stopwatch.GetElapsedTime(since).TotalSeconds > seconds) throw new TimeoutException($"Waited {seconds} s in vain: {what}.");
            await Task.Delay(everyMs);
        }
    }
}
