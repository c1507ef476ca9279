using Microsoft.Data.Sqlite;

namespace Rasan.Core.Storage;

/// <summary>Prepared statements with positional access to their parameters: the hot path looks nothing up by name.</summary>
internal static class Sql
{
    public static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Parameters are <c>$1, $2 …</c> in the order of their types.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<SqliteType> types)
    {
        var command = Prepare(connection, sql);
        for (var i = 0; i < types.Length; i++) command.Parameters.Add(Name(i), types[i]);
        command.Prepare();
        return command;
    }

    private static string Name(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${index + 1}");

    extension(SqliteCommand command)
    {
        public void Set(int index, long value) => command.Parameters[index].Value = value;

        public void Set(int index, long? value) => command.Parameters[index].Value = value ?? (object)DBNull.Value;

        public void Set(int index, string? value) => command.Parameters[index].Value = value ?? (object)DBNull.Value;

        public void Set(int index, byte[]? value) => command.Parameters[index].Value = value ?? (object)DBNull.Value;
    }

    extension(SqliteDataReader reader)
    {
        public long? Long(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

        public string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    }
}
