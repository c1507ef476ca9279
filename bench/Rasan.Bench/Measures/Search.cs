using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Bench.Machine;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Bench.Measures;

/// <summary>The newest fifty of a large table by text, number and filters, as the list page asks for them, and against a scan.</summary>
internal static class Search
{
    private const int Questions = 50, Newest = 50;

    public static async Task RunAsync(BenchRun run)
    {
        await using var core = (await run.GrownTableAsync(run.Full ? 10_000_000 : 1_000_000)).OpenCore();
        await core.GetRequiredService<SearchIndexer>().OpenAsync(CancellationToken.None);
        await using var store = await core.GetRequiredService<IDbContextFactory<RasanDb>>().CreateDbContextAsync();
        var desk = new ListDesk(core.GetRequiredService<ListMessages>(), new(await store.Services.FirstAsync(), null, "bench", Permissions.All));
        var some = await store.Messages.Where(m => m.ServiceId == desk.Caller.Service.Id && m.Id % 7919 == 0).OrderBy(m => m.Id).Take(Questions).ToListAsync();
        var texts = OldTexts.Questions([.. some.Select(m => m.Text!)]);
        var numbers = some.Select((m, i) => i % 2 == 0 ? m.Recipient! : m.Recipient![..(6 + (i % 7))]).ToArray();

        Report.Figure("search.text_ms", await desk.MedianAsync("search.text_ms", texts, text => new() { Text = text }));
        Report.Figure("search.number_ms", await desk.MedianAsync("search.number_ms", numbers, number => new() { Number = Pattern(number) }));
        Report.Figure("search.filter_ms", await desk.MedianAsync(
            "search.filter_ms", some, m => new() { States = [MessageState.Failed], Accounts = [1 + (m.Id % OldMessages.Accounts)], Until = m.CreatedAt }));
        var found = await desk.MedianAsync("search.scan, by the index", Enumerable.Repeat(OldTexts.Rare, 9).ToArray(), text => new() { Text = text });
        Report.Figure("search.scan", found / Scan(store, OldTexts.Rare));
    }

    private static NumberPattern Pattern(string number) => NumberPattern.TryParse(number, out var pattern) ? pattern : throw new InvalidOperationException(number);

    /// <summary>What everybody would write first.</summary>
    private static double Scan(RasanDb store, string term)
    {
        using var connection = new SqliteConnection(store.Database.GetConnectionString());
        connection.Open();
        using var scan = connection.CreateCommand();
        scan.CommandText = "SELECT id FROM messages WHERE service_id = 1 AND text LIKE '%' || $term || '%' ORDER BY id DESC LIMIT 1 OFFSET 100000";
        scan.Parameters.AddWithValue("$term", term);
        List<double> took = [];
        for (var turn = 0; turn < 3; turn++)
        {
            var since = Stopwatch.GetTimestamp();
            _ = scan.ExecuteScalar();   // the whole table, as for any term that comes less than fifty times
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        Report.Note($"search.scan: the scan takes {Quantiles.Median(took):0} ms");
        return Quantiles.Median(took);
    }

    private sealed record ListDesk(ListMessages List, Caller Caller)
    {
        /// <summary>Each question once for the caches, once for the clock.</summary>
        public async Task<double> MedianAsync<T>(string name, IReadOnlyList<T> questions, Func<T, MessageFilter> filter)
        {
            List<double> took = [];
            var hits = 0;
            var cpu = Environment.CpuUsage.TotalTime;
            foreach (var question in questions.Concat(questions))
            {
                var since = Stopwatch.GetTimestamp();
                var page = await List.RunAsync(Caller, filter(question), null, Newest, CancellationToken.None);
                took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                hits += page.Messages.Count;
            }

            var (cold, warm) = (took[..questions.Count], took[questions.Count..]);
            Report.Note($"{name}: median {Quantiles.Median(warm):0.00} ms, p90 {Quantiles.Of(warm, 0.9):0.00}, slowest {Quantiles.Of(warm, 1):0.00}; the first time {Quantiles.Median(cold):0.00}; {hits / 2.0 / questions.Count:0.0} hits, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / 2 / questions.Count:0.00} ms of CPU on average");
            return Quantiles.Median(warm);
        }
    }
}
