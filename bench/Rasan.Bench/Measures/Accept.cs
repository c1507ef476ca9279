using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>A code taken on durably, with token, template, a fresh Idempotency-Key, counters, sealed text and API log, against a bare echo of the same request.</summary>
internal static class Accept
{
    /// <summary>Until the code that runs is the compiler's last word.</summary>
    private const int WarmUp = 60_000;

    public static async Task RunAsync(BenchRun run)
    {
        await using var rasan = await StartAsync(run);
        Report.Figure("accept.ratio32", await RatioAsync(run, rasan, 32));
        Report.Figure("accept.ratio128", await RatioAsync(run, rasan, 128));
    }

    /// <summary>The same with ten million messages in the table, against an empty one.</summary>
    public static async Task GrownAsync(BenchRun run)
    {
        await using var grown = await StartAsync(run, await run.GrownTableAsync(10_000_000));
        await using var empty = await StartAsync(run);
        Report.Figure("accept.grown", await Turns.RatioAsync(run, "accept.grown", () => RateAsync(run, empty, 32), () => RateAsync(run, grown, 32)));
    }

    private static Task<double> RatioAsync(BenchRun run, AcceptingRasan rasan, int connections) => Turns.RatioAsync(
        run, $"accept.ratio{connections}", () => run.EchoRateAsync(connections, run.Seconds), () => RateAsync(run, rasan, connections), aIsEcho: true);

    internal static async Task<double> RateAsync(BenchRun run, AcceptingRasan rasan, int connections)
    {
        var before = await ProcessTimes.CpuSecondsAsync(rasan.Program.Id);
        var load = (await run.LoadAsync(Plan(rasan, connections, run.Seconds))).Clean();
        var cpu = await ProcessTimes.CpuSecondsAsync(rasan.Program.Id) - before;
        Report.Note($"accept, {connections} connections: {load.PerSecond:0}/s, p50 {load.P50Ms:0.00} ms, p99 {load.P99Ms:0.00} ms, {cpu * 1e6 / load.Taken:0.0} µs of CPU each");
        return load.PerSecond;
    }

    private static LoadPlan Plan(AcceptingRasan rasan, int connections, double seconds) =>
        new(rasan.Program.Port, OtpRequest.ToRasan, connections, seconds);

    /// <param name="grown">Null: on an empty table of its own.</param>
    internal static async Task<AcceptingRasan> StartAsync(BenchRun run, GrownTable? grown = null)
    {
        var own = grown is null ? Directory.CreateTempSubdirectory("rasan-bench-accept-") : null;
        var rasan = new AcceptingRasan(new RasanProgram(RasanProgram.Built, grown?.Path ?? own!.FullName), own);
        await rasan.Program.StartAsync("Production", dispatch: false);
        await run.LoadAsync(Plan(rasan, 32, 60) with { Count = WarmUp });
        return rasan;
    }

    internal sealed record AcceptingRasan(RasanProgram Program, DirectoryInfo? Own) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Program.DisposeAsync();
            Own?.Delete(recursive: true);
        }
    }
}
