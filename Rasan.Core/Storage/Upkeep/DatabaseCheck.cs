using Microsoft.Data.Sqlite;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>Whether the pages of a database make sense.</summary>
public static class DatabaseCheck
{
    private const int Corrupt = 11;

    /// <exception cref="SqliteException">They don't.</exception>
    public static void Run(SqliteConnection connection)
    {
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (check.ExecuteScalar() is string answer and not "ok") throw new SqliteException(answer, Corrupt);
    }
}
