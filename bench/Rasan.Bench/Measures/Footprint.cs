using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Rasan.Bench.Machine;
using Rasan.Bench.Sending;

namespace Rasan.Bench.Measures;

/// <summary>The program as an operator gets it, one file: how soon it is ready on a migrated database, and what it holds when nothing happens.</summary>
internal static class Footprint
{
    private const int Starts = 5;

    public static async Task RunAsync(BenchRun run)
    {
        var folder = Directory.CreateTempSubdirectory("rasan-bench-footprint-");
        await PublishAsync(folder.FullName);
        var data = folder.CreateSubdirectory("data").FullName;
        List<double> starts = [], idle = [];
        for (var i = 0; i <= Starts; i++)
        {
            await using var rasan = new RasanProgram(Path.Combine(folder.FullName, "Rasan.Web"), data);
            var since = Stopwatch.GetTimestamp();
            await rasan.StartAsync("Production", everyMs: 5);
            if (i == 0) continue;   // it migrates
            starts.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (i < Starts - 1) continue;
            await Task.Delay(TimeSpan.FromSeconds(20));
            idle.Add(await AnonymousMegabytesAsync(rasan.Id));
        }
        Report.Figure("idle.anon_mb", Quantiles.Median(idle));
        Report.Figure("start.ms", Quantiles.Median(starts));
        folder.Delete(recursive: true);
    }

    /// <summary>RssAnon: what is the program's own, without the pages of its file.</summary>
    public static async Task<double> AnonymousMegabytesAsync(int process)
    {
        var status = await File.ReadAllLinesAsync($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status");
        var line = status.First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024.0;
    }

    private static async Task PublishAsync(string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo("/usr/bin/env",
            ["dotnet", "publish", Path.Combine(Top(), "Rasan.Web"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained",
             "-p:PublishSingleFile=true", "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "-v", "q", "--nologo", "-o", folder])
        { UseShellExecute = false, RedirectStandardOutput = true })!;
        var words = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException("Publishing failed: " + words);
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rasan.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The bench does not lie in the repository: nothing to publish.");
    }
}
