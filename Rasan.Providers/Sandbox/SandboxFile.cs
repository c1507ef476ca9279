using Microsoft.Data.Sqlite;

namespace Rasan.Providers.Sandbox;

/// <summary>The Sandbox's own file, apart from everything Rasan promises: the two must be able to contradict each other.</summary>
public static class SandboxFile
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS requests (
          id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, own_id INTEGER NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL,
          line TEXT, segments INTEGER NOT NULL, at INTEGER NOT NULL, magic INTEGER NOT NULL, outcome INTEGER NOT NULL, code TEXT NOT NULL, cost INTEGER NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS requests_accepted ON requests (account_id, own_id) WHERE outcome <= 3;
        CREATE INDEX IF NOT EXISTS requests_throttled ON requests (account_id, recipient) WHERE magic = 9 AND outcome = 4;
        CREATE TABLE IF NOT EXISTS accounts (id INTEGER PRIMARY KEY, healthy INTEGER NOT NULL, credit INTEGER, expires_at INTEGER);
        PRAGMA user_version = 1;
        """;

    public static SqliteConnection Open(string path)
    {
        MakePrivate(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,      // one connection, held open
            DefaultTimeout = 2,   // seconds that a lock of another process is waited for
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Run(connection, $"BEGIN IMMEDIATE; {Schema} COMMIT;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>It holds texts and whole numbers. SQLite gives the log beside it the same mode.</summary>
    private static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
