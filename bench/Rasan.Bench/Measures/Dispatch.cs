using System.Diagnostics;
using System.Globalization;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>A queue that is already there, sent message by message with every answer recorded, against a loop of the same calls and nothing else.</summary>
internal static class Dispatch
{
    private const int AtOnce = 64;   // the lane's workers
    private const int WarmUp = 200_000;

    public static async Task RunAsync(BenchRun run)
    {
        var provider = await run.ProviderAsync();
        await using var rasan = await RasanInside.StartAsync(provider);
        await using var loop = await Child.StartAsync("http", provider.Port.ToString(CultureInfo.InvariantCulture), AtOnce.ToString(CultureInfo.InvariantCulture));
        var count = run.Rows / 2;
        await RateAsync(provider, rasan, WarmUp);
        await loop.AskAsync(WarmUp.ToString(CultureInfo.InvariantCulture));
        Report.Figure("dispatch.ratio", await Turns.RatioAsync(
            run, "dispatch",
            async () => double.Parse(await loop.AskAsync(count.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture),
            () => RateAsync(provider, rasan, count)));
    }

    private static async Task<double> RateAsync(Provider provider, RasanInside rasan, int count)
    {
        await rasan.AskAsync("hold");
        await rasan.AskAsync(string.Create(CultureInfo.InvariantCulture, $"append normal {count}"));
        await provider.ResetAsync();
        var before = await ProcessTimes.CpuSecondsAsync(rasan.Id);
        var since = Stopwatch.GetTimestamp();
        await rasan.AskAsync("release");
        var stats = await provider.WaitForAsync(count, 300);
        var cpu = await ProcessTimes.CpuSecondsAsync(rasan.Id) - before;
        Report.Note($"dispatch: {stats.PerSecondSince(since):0}/s, {cpu * 1e6 / count:0.0} µs of CPU each");
        return stats.PerSecondSince(since);
    }
}
