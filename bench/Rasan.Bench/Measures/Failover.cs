using System.Diagnostics;
using System.Globalization;
using Rasan.Bench.Inside;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>What it costs that an account fails: the program's own time between a refused attempt and the next one, and how much is sent beside an account that is dead.</summary>
internal static class Failover
{
    private const int PauseMs = 10;
    private const int WarmUp = 50_000;

    /// <summary>Some seconds of sending: finding out that the account is dead takes a moment, and is not what the figure is about.</summary>
    private const int Least = 200_000;

    public static async Task RunAsync(BenchRun run)
    {
        var provider = await run.ProviderAsync();
        await using var rasan = await RasanInside.StartAsync(provider);
        await OverheadAsync(run, provider, rasan);   // until the compiler has had its last word
        Report.Figure("failover.overhead_ms", await OverheadAsync(run, provider, rasan));

        var count = Math.Max(run.Rows / 2, Least);
        await RateAsync(provider, rasan, WarmUp, dead: false);
        await RateAsync(provider, rasan, WarmUp, dead: true);
        Report.Figure("failover.throughput", await Turns.RatioAsync(
            run, "failover.throughput", () => RateAsync(provider, rasan, count, dead: false), () => RateAsync(provider, rasan, count, dead: true)));
    }

    /// <summary>Codes one after another, each refused by the first account and taken by the second.</summary>
    private static async Task<double> OverheadAsync(BenchRun run, Provider provider, RasanInside rasan)
    {
        await rasan.AskAsync($"accounts {Failing.Refusing} {BenchHttpProvider.Name}");
        await rasan.AskAsync("failovers");
        await provider.ResetAsync();
        var load = (await run.LoadAsync(new LoadPlan(rasan.Port, OtpRequest.ToRasan, 1, run.Seconds, PauseMs: PauseMs))).Clean();
        await provider.WaitForAsync(load.Taken);
        var told = await rasan.AskNumbersAsync("failovers");
        Report.Note($"failover: {told[0]:0} of them, median {told[1]:0.00} ms, p99 {told[2]:0.00} ms");
        return told[0] > 0 ? told[1] : throw new InvalidOperationException("nothing was refused");
    }

    /// <summary>A queue that is already there, sent by two accounts alone or with a dead one before them.</summary>
    private static async Task<double> RateAsync(Provider provider, RasanInside rasan, int count, bool dead)
    {
        await rasan.AskAsync($"accounts {(dead ? Failing.Dead + " " : "")}{BenchHttpProvider.Name} {Failing.Second}");
        await rasan.AskAsync("hold");
        await rasan.AskAsync(string.Create(CultureInfo.InvariantCulture, $"append normal {count}"));
        await provider.ResetAsync();
        var since = Stopwatch.GetTimestamp();
        await rasan.AskAsync("release");
        return (await provider.WaitForAsync(count, 300)).PerSecondSince(since);
    }
}
