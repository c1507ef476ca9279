using System.Globalization;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>Codes beside a campaign: how much later the slowest of a hundred arrive while a large batch is being sent.</summary>
internal static class Lanes
{
    private const int PauseMs = 10;

    public static async Task RunAsync(BenchRun run)
    {
        var provider = await run.ProviderAsync();
        await using var rasan = await RasanInside.StartAsync(provider);
        await BesideBatchAsync(run, provider, rasan);   // until the compiler has had its last word
        Report.Figure("lanes.otp_ratio", await Turns.RatioAsync(
            run, "lanes", () => P99Async(run, provider, rasan, run.Seconds), () => BesideBatchAsync(run, provider, rasan)));
    }

    private static async Task<double> BesideBatchAsync(BenchRun run, Provider provider, RasanInside rasan)
    {
        var appending = rasan.AskAsync(string.Create(CultureInfo.InvariantCulture, $"append bulk {run.Rows}"));
        await provider.WaitForAsync(1_000);
        var p99 = await P99Async(run, provider, rasan, run.Seconds);
        var sent = (await provider.StatsAsync()).Count;
        await appending;
        await QuietAsync(provider);
        Report.Note($"lanes: {sent / run.Seconds:0} messages/s beside it");
        return p99;
    }

    /// <summary>Nothing has come for a second: the batch is sent.</summary>
    private static async Task QuietAsync(Provider provider)
    {
        for (long before = -1, now = await provider.CountAsync(); before != now; now = await provider.CountAsync())
        {
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<double> P99Async(BenchRun run, Provider provider, RasanInside rasan, double seconds)
    {
        await provider.ResetAsync();
        (await run.LoadAsync(new LoadPlan(rasan.Port, OtpRequest.ToRasan, 1, seconds, PauseMs: PauseMs))).Clean();
        return (await provider.StatsAsync()).P99;
    }
}
