using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rasan.Core.Storage;

/// <summary>
/// A prepared statement for the hottest writes, driven without ADO.NET: that looks every parameter up by name, boxes its value,
/// asks for its type and makes a reader to throw away, for every row. Parameters count from 0 in the order in which they first appear.
/// Not for several threads.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int UsualText = 512;

    private readonly sqlite3 _file;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 file, string sql)
    {
        _file = file;
        Must(raw.sqlite3_prepare_v2(file, sql, out _statement), raw.SQLITE_OK);
    }

    // By reflection: the property's type comes from the wrapper's newer version, which the compiler does not find in the one that is served.
    public Statement(SqliteConnection connection, string sql) : this((sqlite3)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!, sql)
    {
    }

    public void Set(int index, long? value) =>
        Must(value is { } number ? raw.sqlite3_bind_int64(_statement, index + 1, number) : raw.sqlite3_bind_null(_statement, index + 1), raw.SQLITE_OK);

    public void Set(int index, string? value)
    {
        if (value is null) SetNull(index);
        else if (value.Length == 0) Must(raw.sqlite3_bind_text(_statement, index + 1, ""), raw.SQLITE_OK);
        else SetEncoded(index, value);
    }

    public void Set(int index, byte[]? value)
    {
        if (value is null) SetNull(index);
        else Must(raw.sqlite3_bind_blob(_statement, index + 1, value), raw.SQLITE_OK);
    }

    /// <param name="utf8">Not empty.</param>
    public void SetText(int index, ReadOnlySpan<byte> utf8) => Must(raw.sqlite3_bind_text(_statement, index + 1, utf8), raw.SQLITE_OK);

    public void SetNull(int index) => Must(raw.sqlite3_bind_null(_statement, index + 1), raw.SQLITE_OK);

    /// <returns>Rows changed.</returns>
    public int ExecuteNonQuery()
    {
        var step = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Must(step, raw.SQLITE_DONE);
        return raw.sqlite3_changes(_file);
    }

    /// <summary>The first row's values; the statement is ready for the next question afterwards.</summary>
    /// <returns>Default: there is no row.</returns>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            var step = raw.sqlite3_step(_statement);
            if (step == raw.SQLITE_DONE) return default;
            Must(step, raw.SQLITE_ROW);
            return read(this);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Every row, in turn; the statement is ready for the next question afterwards.</summary>
    public void Each<T>(List<T> into, Func<Statement, T> read) => Each(row => into.Add(read(row)));

    /// <inheritdoc cref="Each{T}"/>
    public void Each(Action<Statement> take)
    {
        try
        {
            int step;
            while ((step = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW) take(this);
            Must(step, raw.SQLITE_DONE);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement?.Dispose();

    private void SetEncoded(int index, string value)
    {
        Span<byte> usual = stackalloc byte[UsualText];
        if (Encoding.UTF8.TryGetBytes(value, usual, out var length))
        {
            SetText(index, usual[..length]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        SetText(index, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Must(int result, int wanted)
    {
        if (result != wanted) throw new SqliteException(raw.sqlite3_errmsg(_file).utf8_to_string(), result & 0xff, result);
    }
}
