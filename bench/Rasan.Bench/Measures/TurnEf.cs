using System.Globalization;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>How long an EF save takes while the ledger commits without pause.</summary>
internal static class TurnEf
{
    public static async Task RunAsync(BenchRun run)
    {
        await using var rasan = await RasanInside.StartAsync(provider: null);
        var seconds = (int)run.Seconds + 2;
        await run.LoadAsync(new LoadPlan(rasan.Port, OtpRequest.ToRasan, 32, 30, 30_000));
        await rasan.AskAsync("saves 1");
        List<double> slow = [];
        for (var turn = 0; turn < 3; turn++)
        {
            var load = run.LoadAsync(new LoadPlan(rasan.Port, OtpRequest.ToRasan, 32, seconds + 1));
            var took = await rasan.AskNumbersAsync("saves " + seconds.ToString(CultureInfo.InvariantCulture));
            var beside = (await load).Clean().PerSecond;
            Report.Note($"turn.ef_ms: p95 {took[0]:0.00}, median {took[1]:0.00} beside {beside:0} accepted/s");
            slow.Add(took[0]);
        }
        Report.Figure("turn.ef_ms", Quantiles.Median(slow));
    }
}
