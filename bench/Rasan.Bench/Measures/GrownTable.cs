using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Bench.Sending;
using Rasan.Core.Search;
using Rasan.Core.Storage;

namespace Rasan.Bench.Measures;

/// <summary>A data directory with years of traffic and their search index, made once and shared.</summary>
internal sealed class GrownTable : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rasan-bench-grown-");

    private GrownTable(int rows) => Rows = rows;

    public int Rows { get; }

    public string Path => _folder.FullName;

    public static async Task<GrownTable> MakeAsync(int rows)
    {
        var table = new GrownTable(rows);
        await using (var program = new RasanProgram(RasanProgram.Built, table.Path)) await program.StartAsync("Production", dispatch: false);   // it migrates
        OldMessages.Put(table.Path, rows);
        await table.IndexAsync();
        return table;
    }

    public ServiceProvider OpenCore() => CoreAlone.In(Path);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task IndexAsync()
    {
        var since = Stopwatch.GetTimestamp();
        await using var core = OpenCore();
        var indexer = core.GetRequiredService<SearchIndexer>();
        await indexer.OpenAsync(CancellationToken.None);
        await indexer.RunAsync(isGentle: false, CancellationToken.None);
        var standing = await core.GetRequiredService<SearchIndex>().StandingAsync(CancellationToken.None);
        var size = new FileInfo(core.GetRequiredService<DataDirectory>().SearchDatabase).Length >> 20;
        Report.Note($"{standing.Indexed} messages taken into the search index in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s, {size} MB");
    }
}
