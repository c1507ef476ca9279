using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>The API log and the scheduler's file hold nothing that was promised: damaged, they are put aside, and the server starts without them.</summary>
public sealed class SetAsideDamaged(DataDirectory directory, TimeProvider clock)
{
    private const int Corrupt = 11, NotADatabase = 26;

    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    /// <summary>The caller holds the server lock.</summary>
    /// <returns>Where the damaged ones lie now.</returns>
    public List<string> Run() => [.. new[] { directory.LogsDatabase, directory.SchedulerDatabase }.Where(path => File.Exists(path) && IsDamaged(path)).Select(MoveAside)];

    /// <summary>Whether it opens as a database at all; a walk through every page is the doctor's.</summary>
    private static bool IsDamaged(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            SqliteStore.Run(connection, "SELECT count(*) FROM sqlite_master");
            return false;
        }
        catch (SqliteException exception)
        {
            return exception.SqliteErrorCode is Corrupt or NotADatabase;   // one that is held or can't be read just now is not damaged
        }
    }

    private string MoveAside(string path)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{clock.GetUtcNow():yyyyMMdd-HHmmss}");
        foreach (var companion in Companions.Where(companion => File.Exists(path + companion))) File.Move(path + companion, aside + companion);
        return aside;
    }
}
