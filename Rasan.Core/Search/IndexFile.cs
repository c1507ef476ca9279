using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <param name="Version">Raised when tables change: a file of another version is made anew.</param>
/// <param name="Pragmas">Of its one connection.</param>
/// <param name="Tables">Among them <c>standing</c>, with its one row's <c>watermark</c> and <c>request</c>.</param>
internal sealed record IndexShape(int Version, string Pragmas, string Tables);

/// <summary>A file that <c>rasan.db</c>'s rows are found by, and that can be made anew from it at any time. Not for several threads.</summary>
internal sealed class IndexFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin, _commit;

    private IndexFile(SqliteConnection connection)
    {
        _connection = connection;
        (_begin, _commit) = (Prepare("BEGIN IMMEDIATE"), Prepare("COMMIT"));
    }

    public static void Delete(string path)
    {
        foreach (var companion in (string[])["-wal", "-shm", "-journal", ""]) File.Delete(path + companion);   // beside another database the log would be played into it
    }

    /// <param name="request">The request for a new index that it is made for.</param>
    /// <param name="make">What stands on it, and ends it.</param>
    /// <exception cref="SqliteException">It can't be made here.</exception>
    public static T Create<T>(string path, IndexShape shape, string request, Func<IndexFile, T> make) where T : class
    {
        Delete(path);
        return Use(path, shape, file =>
        {
            file.Run(string.Create(CultureInfo.InvariantCulture, $"BEGIN; {shape.Tables} PRAGMA user_version={shape.Version};"));
            var stand = file.Prepare("INSERT INTO standing (watermark, request) VALUES (0, $1)");
            stand.Set(0, request);
            stand.ExecuteNonQuery();
            file.Run("COMMIT");
            return make(file);
        })!;
    }

    /// <param name="make">What stands on it, and ends it.</param>
    /// <returns>Null: there is none, or one of another version.</returns>
    public static T? Open<T>(string path, IndexShape shape, Func<IndexFile, T> make) where T : class => !File.Exists(path)
        ? null
        : Use(path, shape, file => file.Read("PRAGMA user_version", row => row.Int(0)) == shape.Version ? make(file) : null);

    /// <returns>A statement that lives as long as the file is open.</returns>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>The one row of a question that is asked once.</summary>
    public T Read<T>(string sql, Func<Statement, T> row)
    {
        using var statement = new Statement(_connection, sql);
        return statement.First(row)!;
    }

    public void Run(string sql) => SqliteStore.Run(_connection, sql);

    /// <param name="done">Once the work is kept.</param>
    public void Write(Action work, Action? done = null)
    {
        _begin.ExecuteNonQuery();
        try
        {
            work();
            _commit.ExecuteNonQuery();
        }
        catch
        {
            SqliteStore.Rollback(_connection);
            throw;
        }

        done?.Invoke();
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _connection.Dispose();
    }

    private static T? Use<T>(string path, IndexShape shape, Func<IndexFile, T?> make) where T : class
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        IndexFile? file = null;
        T? made = null;
        try
        {
            connection.Open();
            SqliteStore.Run(connection, shape.Pragmas);
            file = new(connection);
            return made = make(file);
        }
        finally
        {
            if (made is null)
            {
                file?.Dispose();
                connection.Dispose();
            }
        }
    }
}
