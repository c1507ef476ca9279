using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;
using Rasan.Core.Services;
using Rasan.Core.Statistics;

namespace Rasan.Bench.Measures;

/// <summary>Everything a service's dashboard asks the database, years into the life of an installation.</summary>
internal static class Dashboard
{
    private const int WarmUp = 100;
    private const int Times = 300;

    public static async Task RunAsync(BenchRun run)
    {
        var folder = Directory.CreateTempSubdirectory("rasan-bench-dashboard-");
        await using (var rasan = new RasanProgram(RasanProgram.Built, folder.FullName)) await rasan.StartAsync("Production", dispatch: false);   // it migrates
        OldMessages.Put(folder.FullName, run.Full ? 10_000_000 : 1_000_000);
        OldCounters.Put(folder.FullName);
        await using (var core = CoreAlone.In(folder.FullName))
        {
            var catalogs = core.GetRequiredService<Catalogs>();
            await catalogs.RefreshAsync(CancellationToken.None);
            var caller = new Caller(catalogs.Current.Services.Values.MinBy(s => s.Id)!, Tenant: null, "bench", Permissions.All);
            var took = await TakeAsync(core.GetRequiredService<ServiceBoard>(), caller);
            Report.Figure("dashboard.ms", Quantiles.Median(took));
            Report.Note($"dashboard: slowest but three of {Times} took {Quantiles.Of(took, 0.99):0.00} ms");
        }
        folder.Delete(recursive: true);
    }

    private static async Task<List<double>> TakeAsync(ServiceBoard boards, Caller caller)
    {
        List<double> took = [];
        for (var i = 0; i < WarmUp + Times; i++)
        {
            var since = Stopwatch.GetTimestamp();
            var board = await boards.RunAsync(caller, CancellationToken.None);
            if (i >= WarmUp) took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (board is not { Newest.Count: 10, Today.Count: > 0 } || board.InQueue.Values.Sum() == 0) throw new InvalidOperationException("The board is empty: nothing was measured.");
        }
        return took;
    }
}
