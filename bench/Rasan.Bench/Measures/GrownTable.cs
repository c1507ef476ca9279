using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rasan.Bench.Sending;
using Rasan.Core;
using Rasan.Core.Messages;
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

    /// <summary>The core on it, in this process, with nothing running.</summary>
    public ServiceProvider OpenCore() => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddSingleton<IConfiguration>(new ConfigurationManager())
        .AddOptions<StorageOptions>().Services.AddRasanCore(new(Path)).AddSingleton<ISecretBox, NoBox>().AddSingleton<ListMessages>().BuildServiceProvider();

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

    private sealed class NoBox : ISecretBox
    {
        public byte[] Seal(ReadOnlySpan<byte> plain) => plain.ToArray();

        public byte[] Open(byte[] sealedBytes) => sealedBytes;
    }
}
