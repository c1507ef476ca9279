using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rasan.Core.Storage.Sqlite;

/// <summary>How every connection to <c>rasan.db</c> behaves, and the one way to begin a write on it.</summary>
public sealed class SqliteStore(DataDirectory directory, StorageOptions options)
{
    /// <summary>Another process may hold the database this long before we give up.</summary>
    private static readonly TimeSpan BusyLimit = TimeSpan.FromSeconds(2);
    private const int GenericError = 1, Busy = 5, TableLocked = 6;
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(4);

    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = directory.Database,
        Cache = SqliteCacheMode.Default,   // never Shared: table locks instead of WAL snapshots
        Pooling = true,
        DefaultTimeout = 2,                // seconds that the driver retries a busy read
    }.ToString();

    /// <summary>
    /// A commit is on the disk; only the ledger's writer checkpoints. Never busy_timeout: this SQLite build sleeps whole seconds.
    /// </summary>
    private string Pragmas { get; } =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0;" + (options.MaxMegabytes is { } limit ? $" PRAGMA max_page_count={limit * 256L};" : "");

    public SqliteConnection Open() => Open(ConnectionString);

    /// <summary>A connection whose file is nobody else's before or after.</summary>
    public SqliteConnection OpenAlone() => Open(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());

    private SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Run(connection, Pragmas);
        return connection;
    }

    public IInterceptor PragmasOnOpen => new OpenInterceptor(Pragmas);

    /// <summary>Begins a write transaction at once; a lock held by another process is waited for in small steps. Call inside the write turn.</summary>
    /// <param name="begin">The connection's prepared BEGIN IMMEDIATE.</param>
    internal static void Begin(Statement begin)
    {
        var waited = TimeSpan.Zero;
        using var pause = new ManualResetEventSlim();
        while (!Try(() => begin.ExecuteNonQuery()))
        {
            if ((waited += BusyPause) > BusyLimit) throw Locked();
            pause.Wait(BusyPause);
        }
    }

    /// <inheritdoc cref="Begin" path="/summary"/>
    public static async Task BeginAsync(SqliteConnection connection, CancellationToken ct)
    {
        var waited = TimeSpan.Zero;
        while (!Try(() => BeginOn(connection)))
        {
            if ((waited += BusyPause) > BusyLimit) throw Locked();
            await Task.Delay(BusyPause, ct);
        }
    }

    public static void Commit(SqliteConnection connection) => Run(connection, "COMMIT");

    /// <summary>Takes the transaction back if it still stands: SQLite has done so itself when the disk was full or a page could not be read.</summary>
    public static void Rollback(SqliteConnection connection)
    {
        try
        {
            Run(connection, "ROLLBACK");
        }
        catch (SqliteException gone) when (gone.SqliteErrorCode == GenericError)
        {
            // no transaction stands any more: that was the aim
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteException Locked() => new("The database is locked by another process.", Busy);

    private static void BeginOn(SqliteConnection connection)
    {
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.CommandTimeout = -1;   // over before it begins: the driver would retry in steps of 150 ms
        begin.ExecuteNonQuery();
    }

    private static bool Try(Action begin)
    {
        try
        {
            begin();
            return true;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is Busy or TableLocked)
        {
            return false;
        }
    }

    private sealed class OpenInterceptor(string pragmas) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Run((SqliteConnection)connection, pragmas);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Run((SqliteConnection)connection, pragmas);
            return Task.CompletedTask;
        }
    }
}
