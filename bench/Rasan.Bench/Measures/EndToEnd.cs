using System.Globalization;
using Rasan.Bench.Kannel;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>From a client's request to the provider's door, against Kannel with the same generator and the same provider.</summary>
internal static class EndToEnd
{
    private const int Connections = 32;
    private const int PauseMs = 5;

    public static async Task RunAsync(BenchRun run)
    {
        var provider = await run.ProviderAsync();
        await using var kannel = await KannelBox.StartAsync(provider);
        if (kannel is null) return;
        await using var rasan = await RasanInside.StartAsync(provider);
        await RateAsync(run, provider, kannel.Port, KannelBox.Request, 2_000);
        await RateAsync(run, provider, rasan.Port, OtpRequest.ToRasan, 30_000);   // until the compiler has had its last word
        var count = run.Full ? 100_000 : 30_000;
        Report.Figure("e2e.kannel", await Turns.RatioAsync(
            run, "e2e.kannel", () => RateAsync(run, provider, kannel.Port, KannelBox.Request, count), () => RateAsync(run, provider, rasan.Port, OtpRequest.ToRasan, count)));
        var flush = await Disk.FlushMsAsync(PauseMs);
        Report.Note($"e2e.latency: of Rasan's share the disk alone takes {flush:0.00} ms on this machine when it is idle; Kannel does not wait for it");
        Report.Figure("e2e.latency", await Turns.RatioAsync(
            run, "e2e.latency", () => LatencyAsync(run, provider, kannel.Port, KannelBox.Request), () => LatencyAsync(run, provider, rasan.Port, OtpRequest.ToRasan)));
    }

    /// <summary>Messages a second from the first request to the last arrival.</summary>
    private static async Task<double> RateAsync(BenchRun run, Provider provider, int port, string request, int count)
    {
        await provider.ResetAsync();
        var load = (await run.LoadAsync(new LoadPlan(port, request, Connections, 60, count))).Clean();
        var stats = await provider.WaitForAsync(count);
        Report.Note($"e2e: {load.PerSecond:0}/s accepted, p50 {load.P50Ms:0.00} ms; {stats.PerSecondSince(load.StartedAt):0}/s arrived, p50 {stats.P50:0.00} ms");
        return stats.PerSecondSince(load.StartedAt);
    }

    /// <summary>Median from request to arrival, one message at a time.</summary>
    private static async Task<double> LatencyAsync(BenchRun run, Provider provider, int port, string request)
    {
        await provider.ResetAsync();
        var load = (await run.LoadAsync(new LoadPlan(port, request, 1, 30, run.Full ? 1_000 : 300, PauseMs: PauseMs))).Clean();
        return (await provider.WaitForAsync(load.Taken)).P50;
    }
}
