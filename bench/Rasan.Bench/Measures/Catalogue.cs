using Rasan.Bench.Machine;

namespace Rasan.Bench.Measures;

/// <summary>Every measure by name, in the order of running.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("echo", FullOnly: false, EchoAsync),
        new("accept", FullOnly: false, Accept.RunAsync),
        new("search", FullOnly: false, Search.RunAsync),   // before the same table grows by what is accepted
        new("accept.grown", FullOnly: true, Accept.GrownAsync),
        new("enqueue", FullOnly: false, Enqueue.RunAsync),
        new("turn.ef_ms", FullOnly: false, TurnEf.RunAsync),
        new("lanes.otp_ratio", FullOnly: false, Lanes.RunAsync),
        new("e2e", FullOnly: false, EndToEnd.RunAsync),
        new("dispatch.ratio", FullOnly: false, Dispatch.RunAsync),
        new("failover", FullOnly: false, Failover.RunAsync),
        new("dashboard.ms", FullOnly: false, Dashboard.RunAsync),
        new("panel.cost", FullOnly: false, PanelCost.RunAsync),
        new("crash", FullOnly: false, Crash.RunAsync),
        new("idle.anon_mb", FullOnly: true, Footprint.RunAsync),
    ];

    /// <summary>No figure of its own: tells the reader how fast the machine is today.</summary>
    private static async Task EchoAsync(BenchRun run)
    {
        await run.EchoRateAsync(32, run.Seconds);
        var (few, many) = (await run.EchoRateAsync(32, run.Seconds), await run.EchoRateAsync(128, run.Seconds));
        Report.Note($"bare echo: {few:0}/s at 32 connections, {many:0}/s at 128");
        var flush = await Disk.FlushMsAsync();
        Report.Note($"disk: {flush:0.00} ms to make 8 KB durable");
    }
}

/// <param name="Name">Of the one figure, or the part before the dot of several.</param>
/// <param name="FullOnly">Left out of a quick run.</param>
/// <param name="RunAsync">Measures and prints.</param>
internal sealed record Measure(string Name, bool FullOnly, Func<BenchRun, Task> RunAsync);
