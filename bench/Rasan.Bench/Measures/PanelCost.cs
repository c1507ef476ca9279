using System.Globalization;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>What operators who watch cost those who send: codes taken on beside many open dashboards, against the same without.</summary>
internal static class PanelCost
{
    private const int Circuits = 200;
    private const int Connections = 32;

    /// <summary>The dashboard of the service whose messages are taken on; BENCH_PANEL_PAGE names another page.</summary>
    private const string Dashboard = "/s/sandbox";

    /// <summary>A window that shows less is not alive: the figure would be of nothing.</summary>
    private const double SecondsPerBatch = 4;

    /// <summary>Until the windows just opened are only watched.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(BenchRun run)
    {
        await using var rasan = await Accept.StartAsync(run);
        await using var windows = await Child.StartAsync("circuits");
        await OpenAsync(rasan, windows);   // what opening compiles is not what watching costs
        await AskAsync(windows, "close");
        Report.Figure("panel.cost", await Turns.RatioAsync(run, "panel.cost", () => Accept.RateAsync(run, rasan, Connections), () => BesideAsync(run, rasan, windows)));
    }

    private static async Task<double> BesideAsync(BenchRun run, Accept.AcceptingRasan rasan, Child windows)
    {
        await OpenAsync(rasan, windows);
        var cpu = await ProcessTimes.CpuSecondsAsync(windows.Id);
        var before = await BatchesAsync(windows);
        var rate = await Accept.RateAsync(run, rasan, Connections);
        var shown = (await BatchesAsync(windows)).Zip(before, (after, earlier) => after - earlier).ToArray();
        var used = await ProcessTimes.CpuSecondsAsync(windows.Id) - cpu;
        Report.Note($"panel.cost: {shown.Length} windows, {shown.Min()} to {shown.Max()} renders each; they used {used:0.00} s of CPU");
        await AskAsync(windows, "close");
        var wanted = Math.Max(1, (long)(run.Seconds / SecondsPerBatch));
        return shown.Length == Circuits && shown.Min() >= wanted
            ? rate
            : throw new InvalidOperationException($"A window showed {shown.Min()} renders where at least {wanted} were due: they do not live.");
    }

    private static async Task OpenAsync(Accept.AcceptingRasan rasan, Child windows)
    {
        var page = Environment.GetEnvironmentVariable("BENCH_PANEL_PAGE") ?? Dashboard;
        var opened = await AskAsync(windows, string.Create(CultureInfo.InvariantCulture, $"open {Circuits} {rasan.Program.At("/")} {RasanProgram.AdminName} {RasanProgram.AdminPassword} {page}"));
        if (opened != page) Report.Note($"panel.cost: this program has no sign-in, the windows show {opened}: not the figure that is meant");
        await Task.Delay(Settling);
    }

    private static async Task<long[]> BatchesAsync(Child windows) =>
        Array.ConvertAll((await AskAsync(windows, "batches")).Split(' '), count => long.Parse(count, CultureInfo.InvariantCulture));

    private static async Task<string> AskAsync(Child windows, string order)
    {
        var answer = await windows.AskAsync(order);
        return answer.StartsWith("fault", StringComparison.Ordinal) ? throw new InvalidOperationException($"{order.Split(' ')[0]}: {answer}") : answer;
    }
}
