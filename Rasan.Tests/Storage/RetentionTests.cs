using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rasan.Core.Logs;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;
using Rasan.Tests.Support;

namespace Rasan.Tests.Storage;

/// <summary>What is old is wiped, then removed; what is young or open stays.</summary>
public sealed partial class RetentionTests : IAsyncLifetime
{
    private const string Columns = "tracking_id, service_id, tenant_id, channel, kind, lane, intent, state, state_at, recipient, text, sealed, segments, attempt_count, round, created_at, day, due_at, expires_at, may_arrive_twice, final_at";

    private readonly ManualClock _clock = new();
    private readonly Overheard _overheard = new();
    private readonly DataDirectory _data = new(Directory.CreateTempSubdirectory("rasan-retention-").FullName);
    private readonly WriteTurn _turn = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        SqliteLibrary.Start();
        await new Migrate(new Stores(this), new LogStores(this)).RunAsync(Ct);
        await using var store = new Stores(this).CreateDbContext();
        store.Services.AddRange(
            new Service { Key = "shop", Name = "Shop", CreatedAt = _clock.GetUtcNow() },
            new Service { Key = "bank", Name = "Bank", CreatedAt = _clock.GetUtcNow(), BodyRetentionDays = 7, RowRetentionDays = 20 });
        await store.SaveChangesAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data.Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_text_of_a_code_goes_a_day_after_its_end_and_its_number_stays()
    {
        Insert(service: 1, ended: TimeSpan.FromHours(25), isSealed: true);
        Insert(service: 1, ended: TimeSpan.FromHours(23), isSealed: true);
        Insert(service: 1, ended: null, isSealed: true);
        await RunAsync();
        Assert.Equal(["+989121234567 -", "+989121234567 sealed", "+989121234567 sealed"], Messages());
    }

    [Fact]
    public async Task Texts_and_numbers_go_after_the_days_of_their_service_and_rows_later()
    {
        foreach (var days in (int[])[5, 10, 25, 100, 400])
            for (var service = 1; service <= 2; service++) Insert(service, TimeSpan.FromDays(days));
        Insert(service: 2, ended: null, accepted: TimeSpan.FromDays(400));
        await RunAsync();
        // shop keeps bodies 90 days and rows 365; bank 7 and 20; what is still open stays with both
        Assert.Equal(["+989121234567 text", "+989121234567 text", "+989121234567 text", "- -", "+989121234567 text", "- -", "+989121234567 text"], Messages("service_id, created_at DESC"));
        Assert.Equal(7, Count("attempts"));
        Assert.Equal(7, Count("delivery_reports"));
    }

    [Fact]
    public async Task Stored_answers_go_after_a_day_and_the_api_log_after_its_days()
    {
        foreach (var (id, hours) in ((int, int)[])[(1, 30), (2, 25), (3, 20)])
        {
            Run(_data.Database, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO idempotent_answers (id, hash, service_id, route, key, request_hash, status, body, created_at) VALUES ({id}, 1, 1, 'r', 'k{id}', x'00', 202, x'00', {Ago(TimeSpan.FromHours(hours))})"));
            Run(_data.Database, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO kept_creations (id, service_id, route, key, request_hash, status, body, created_at) VALUES ({id}, 1, 'r', 'k{id}', x'00', 200, x'00', {Ago(TimeSpan.FromHours(hours))})"));
        }

        foreach (var (id, days) in ((int, int)[])[(1, 40), (2, 31), (3, 29)])
            Run(_data.LogsDatabase, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO api_calls (id, at, method, route, status, microseconds) VALUES ({id}, {Ago(TimeSpan.FromDays(days))}, 'GET', 'r', 200, 1)"));
        await RunAsync();
        Assert.Equal((1, 1, 1), (Count("idempotent_answers"), Count("kept_creations"), Count("api_calls", _data.LogsDatabase)));
    }

    [Fact]
    public async Task More_than_a_chunk_goes_in_several_transactions()
    {
        for (var i = 0; i < 1100; i++) Insert(service: 1, ended: TimeSpan.FromDays(2), isSealed: true);
        await RunAsync();
        Assert.DoesNotContain("+989121234567 sealed", Messages());
        Assert.Equal(3, _overheard.Statements.Count(sql => sql.Contains("sealed IS NOT NULL", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_chunk_is_looked_for_by_a_walk_through_a_table()
    {
        await RunAsync();
        var plans = _overheard.Statements.Distinct(StringComparer.Ordinal).SelectMany(Plan).ToList();
        Assert.Contains(plans, step => step.Contains("ix_messages_otp_texts", StringComparison.Ordinal));
        Assert.Contains(plans, step => step.Contains("ix_messages_bodies", StringComparison.Ordinal));
        // walking from the oldest id for one chunk is no walk through the table
        string[] fromTheOldest = ["idempotent_answers", "kept_creations", "api_calls", "balance_points", "TABLE alerts"];
        Assert.DoesNotContain(plans, step => Scan().IsMatch(step) && !Array.Exists(fromTheOldest, table => step.Contains(table, StringComparison.Ordinal)));
    }

    private async Task RunAsync()
    {
        var store = new SqliteStore(_data, new StorageOptions());
        using var reading = new SearchReading(store);
        using var index = new SearchIndex(store, _data, reading, NullLogger<SearchIndex>.Instance);
        using var references = new ReferenceIndex(store, _data, NullLogger<ReferenceIndex>.Instance);
        await new Retention(new Stores(this), new LogStores(this), new OldMessages(new Stores(this), index, references), Options.Create(new RetentionOptions()), _clock, NullLogger<Retention>.Instance).RunAsync(Ct);
    }

    private void Insert(int service, TimeSpan? ended, bool isSealed = false, TimeSpan? accepted = null)
    {
        var created = Ago(accepted ?? ended ?? TimeSpan.Zero);
        var final = ended is { } age ? Ago(age).ToString(CultureInfo.InvariantCulture) : "NULL";
        var (text, box) = isSealed ? ("NULL", "x'01'") : ("'text'", "NULL");
        Run(_data.Database, string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO messages ({Columns}) VALUES (randomblob(16), {service}, 1, 'sms', 0, 0, 'I', 5, {created}, '+989121234567', {text}, {box}, 1, 1, 0, {created}, 0, {created}, {created}, 0, {final});
            INSERT INTO attempts (message_id, number, round, account_id, own_id, started_at, outcome, may_arrive_twice, awaits_report, asked) VALUES (last_insert_rowid(), 1, 0, 1, 1, {created}, 1, 0, 0, 0);
            INSERT INTO delivery_reports (message_id, attempt_id, state, code, at, received_at) SELECT message_id, id, 1, 'ok', 0, 0 FROM attempts ORDER BY id DESC LIMIT 1;
            """));
    }

    private long Ago(TimeSpan age) => (_clock.GetUtcNow() - age).ToUnixTimeMilliseconds();

    private List<string> Messages(string order = "id") =>
        Query(_data.Database, $"SELECT coalesce(recipient, '-') || ' ' || coalesce(text, iif(sealed IS NULL, '-', 'sealed')) FROM messages ORDER BY {order}");

    private int Count(string table, string? file = null) => int.Parse(Query(file ?? _data.Database, $"SELECT count(*) FROM {table}")[0], CultureInfo.InvariantCulture);

    private IEnumerable<string> Plan(string sql) =>
        Query(sql.Contains("api_calls", StringComparison.Ordinal) ? _data.LogsDatabase : _data.Database, "EXPLAIN QUERY PLAN " + sql, column: 3, ("$until", 1), ("$many", 500), ("$ids", "[1]"), ("@service", 1), ("@until", 1), ("@p", 500));

    private static void Run(string file, string sql) => Query(file, sql);

    private static List<string> Query(string file, string sql, int column = 0, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            if (sql.Contains(name, StringComparison.Ordinal)) command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
        return rows;
    }

    [GeneratedRegex(@"^SCAN (TABLE )?\w+( AS \w+)?$|^SCAN (TABLE )?messages", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Scan();

    private sealed class Stores(RetentionTests tests) : IDbContextFactory<RasanDb>
    {
        public RasanDb CreateDbContext() =>
            new(new DbContextOptionsBuilder<RasanDb>().UseSqlite($"Data Source={tests._data.Database}").AddInterceptors(tests._overheard).Options, tests._turn);
    }

    private sealed class LogStores(RetentionTests tests) : IDbContextFactory<LogsDb>
    {
        public LogsDb CreateDbContext() => new(new DbContextOptionsBuilder<LogsDb>().UseSqlite($"Data Source={tests._data.LogsDatabase}").AddInterceptors(tests._overheard).Options);
    }

    /// <summary>The statements that find a chunk or change it.</summary>
    private sealed class Overheard : DbCommandInterceptor
    {
        public List<string> Statements { get; } = [];

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("$many", StringComparison.Ordinal) || command.CommandText.Contains("$ids", StringComparison.Ordinal)) Statements.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("final_at", StringComparison.Ordinal)) Statements.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
