using System.Globalization;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>A batch through the ledger's bulk door, against a bare insert loop into the same table; each half in a fresh program and database.</summary>
internal static class Enqueue
{
    private const int WarmUp = 50_000;

    public static async Task RunAsync(BenchRun run)
    {
        List<double> grown = [];
        var ratio = await Turns.RatioAsync(run, "enqueue", () => BareAsync(run), async () =>
        {
            var (rate, megabytes) = await ThroughLedgerAsync(run);
            grown.Add(megabytes);
            return rate;
        });
        Report.Figure("enqueue.ratio", ratio);
        Report.Figure("enqueue.rss_mb", Quantiles.Median(grown));
    }

    private static async Task<double> BareAsync(BenchRun run)
    {
        await using var rasan = await RasanInside.StartAsync(provider: null);
        await rasan.AskAsync(Order("bare", WarmUp));
        return (await rasan.AskNumbersAsync(Order("bare", run.Rows)))[0];
    }

    private static async Task<(double Rate, double Megabytes)> ThroughLedgerAsync(BenchRun run)
    {
        await using var rasan = await RasanInside.StartAsync(provider: null);
        await rasan.AskAsync(Order("append bulk", WarmUp));
        return await rasan.AskNumbersAsync(Order("append bulk", run.Rows)) is [var rate, var megabytes] ? (rate, megabytes) : default;
    }

    private static string Order(string what, int count) => string.Create(CultureInfo.InvariantCulture, $"{what} {count}");
}
