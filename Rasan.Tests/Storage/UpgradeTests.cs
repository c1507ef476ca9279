using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Rasan.Core.Logs;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Tests.Storage;

/// <summary>A database left by any earlier version is brought up to date with everything in it; each new migration joins by itself.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly DataDirectory _data = new(Directory.CreateTempSubdirectory("rasan-upgrade-").FullName);

    static UpgradeTests() => SqliteLibrary.Start();

    public static TheoryData<string> Earlier
    {
        get
        {
            using var store = Store("unused.db");
            return [.. store.Database.GetMigrations().SkipLast(1)];
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data.Root, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task A_database_of_an_earlier_version_keeps_every_row(string version)
    {
        Dictionary<string, long> before;
        await using (var old = Store(_data.Database))
        {
            await old.GetService<IMigrator>().MigrateAsync(version, Ct);
            FillEveryTable();
            before = RowsPerTable();
        }

        Assert.IsType<MigrateResult.Done>(await RunAsync());

        var after = RowsPerTable();
        Assert.All(before, table => Assert.True(after.GetValueOrDefault(table.Key) >= table.Value, $"{table.Key} lost rows"));
        await using var store = Store(_data.Database);
        Assert.False(store.Database.HasPendingModelChanges());
        Assert.Empty(await store.Database.GetPendingMigrationsAsync(Ct));
        using var connection = Open();
        DatabaseCheck.Run(connection);
    }

    [Fact]
    public async Task A_process_killed_while_migrating_stops_nobody_after_it()
    {
        await using (var old = Store(_data.Database)) await old.GetService<IMigrator>().MigrateAsync(old.Database.GetMigrations().First(), Ct);
        using (var connection = Open()) Run(connection, "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        Assert.IsType<MigrateResult.Done>(await RunAsync().WaitAsync(TimeSpan.FromMinutes(5), Ct));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await RunAsync();
        using (var connection = Open()) Run(connection, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_FromTheFuture', '99')");
        Assert.Equal(new MigrateResult.Newer(_data.Database, "99990101000000_FromTheFuture"), await RunAsync());
    }

    private Task<MigrateResult> RunAsync() => new Migrate(new Stores(_data), new LogStores(_data)).RunAsync(Ct);

    /// <summary>One row in each, whatever its columns are at that version.</summary>
    private void FillEveryTable()
    {
        using var connection = Open();
        Run(connection, "PRAGMA foreign_keys=OFF");
        foreach (var table in Tables(connection))
        {
            var columns = Read(connection, $"SELECT name || ':' || type FROM pragma_table_info('{table}') WHERE \"notnull\" = 1 AND NOT (type = 'INTEGER' AND pk = 1 AND (SELECT max(pk) FROM pragma_table_info('{table}')) = 1)").ConvertAll(column => column.Split(':'));
            var values = columns.ConvertAll(column => column[1] switch { "INTEGER" => "99", "BLOB" => "randomblob(16)", _ => "'99'" });
            Run(connection, columns.Count == 0 ? $"INSERT INTO \"{table}\" DEFAULT VALUES" : $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column[0]}\""))}) VALUES ({string.Join(", ", values)})");
        }
    }

    private Dictionary<string, long> RowsPerTable()
    {
        using var connection = Open();
        return Tables(connection).ToDictionary(table => table, table => long.Parse(Read(connection, $"SELECT count(*) FROM \"{table}\"")[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static List<string> Tables(SqliteConnection connection) => Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '~_~_%' ESCAPE '~'");

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_data.Database}");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql) => Read(connection, sql);

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    private static RasanDb Store(string path) => new(new DbContextOptionsBuilder<RasanDb>().UseSqlite($"Data Source={path}").Options, new WriteTurn());

    private sealed class Stores(DataDirectory data) : IDbContextFactory<RasanDb>
    {
        public RasanDb CreateDbContext() => Store(data.Database);
    }

    private sealed class LogStores(DataDirectory data) : IDbContextFactory<LogsDb>
    {
        public LogsDb CreateDbContext() => new(new DbContextOptionsBuilder<LogsDb>().UseSqlite($"Data Source={data.LogsDatabase}").Options);
    }
}
