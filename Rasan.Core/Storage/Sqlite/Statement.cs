using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rasan.Core.Storage.Sqlite;

/// <summary>
/// A prepared statement for the hottest writes, driven without ADO.NET: that looks every parameter up by name, boxes its value,
/// asks for its type and makes a reader to throw away, for every row. Parameters count from 0 in the order in which they first appear,
/// and every execution sets every one of them: texts and blobs are read where they lie and are gone afterwards.
/// Not for several threads.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int BoundBytes = 4096;

    private readonly sqlite3 _file;
    private readonly sqlite3_stmt _owner;
    private readonly nint _statement;

    // this execution's texts and blobs; pinned, because SQLite reads them here
    private readonly byte[] _bound = GC.AllocateUninitializedArray<byte>(BoundBytes, pinned: true);
    private int _used;

    public Statement(sqlite3 file, string sql)
    {
        _file = file;
        Must(raw.sqlite3_prepare_v2(file, sql, out _owner), raw.SQLITE_OK);
#pragma warning disable S3869 // the owner lies beside it and ends with it
        _statement = _owner.DangerousGetHandle();
#pragma warning restore S3869
    }

    // By reflection: the property's type comes from the wrapper's newer version, which the compiler does not find in the one that is served.
    public Statement(SqliteConnection connection, string sql) : this((sqlite3)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!, sql)
    {
    }

    public void Set(int index, long? value)
    {
        if (value is { } number) Must(SqliteCalls.BindLong(_statement, index + 1, number), raw.SQLITE_OK);
        else SetNull(index);
    }

    public void Set(int index, string? value)
    {
        if (value is null) SetNull(index);
        else if (Encoding.UTF8.TryGetBytes(value, _bound.AsSpan(_used), out var length)) SetText(index, Taken(length), length, SqliteCalls.Static);
        else SetText(index, Encoding.UTF8.GetBytes(value));
    }

    public void Set(int index, byte[]? value)
    {
        if (value is null)
        {
            SetNull(index);
        }
        else if (value.AsSpan().TryCopyTo(_bound.AsSpan(_used)))
        {
            Must(SqliteCalls.BindBlob(_statement, index + 1, Taken(value.Length), value.Length, SqliteCalls.Static), raw.SQLITE_OK);
        }
        else
        {
            var pin = GCHandle.Alloc(value, GCHandleType.Pinned);
            var result = SqliteCalls.BindBlob(_statement, index + 1, pin.AddrOfPinnedObject(), value.Length, SqliteCalls.Transient);
            pin.Free();
            Must(result, raw.SQLITE_OK);
        }
    }

    public void SetText(int index, ReadOnlySpan<byte> utf8)
    {
        if (utf8.TryCopyTo(_bound.AsSpan(_used))) SetText(index, Taken(utf8.Length), utf8.Length, SqliteCalls.Static);
        else SetText(index, utf8.ToArray());
    }

    public void SetNull(int index) => Must(SqliteCalls.BindNull(_statement, index + 1), raw.SQLITE_OK);

    /// <returns>Rows changed.</returns>
    public int ExecuteNonQuery()
    {
        var step = SqliteCalls.Step(_statement);
        Reset();
        Must(step, raw.SQLITE_DONE);
        return raw.sqlite3_changes(_file);
    }

    /// <summary>The first row's values; the statement is ready for the next question afterwards.</summary>
    /// <returns>Default: there is no row.</returns>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            var step = SqliteCalls.Step(_statement);
            if (step == raw.SQLITE_DONE) return default;
            Must(step, raw.SQLITE_ROW);
            return read(this);
        }
        finally
        {
            Reset();
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
            while ((step = SqliteCalls.Step(_statement)) == raw.SQLITE_ROW) take(this);
            Must(step, raw.SQLITE_DONE);
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => SqliteCalls.ColumnType(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => SqliteCalls.ColumnLong(_statement, column);

    public int Int(int column) => (int)Long(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string? Text(int column)
    {
        if (IsNull(column)) return null;
        var at = SqliteCalls.ColumnBlob(_statement, column);   // before its length is asked for; null where the text is empty
        return at == 0 ? "" : Marshal.PtrToStringUTF8(at, SqliteCalls.ColumnBytes(_statement, column));
    }

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);

    public byte[] Bytes(int column)
    {
        var at = SqliteCalls.ColumnBlob(_statement, column);
        var bytes = new byte[SqliteCalls.ColumnBytes(_statement, column)];
        if (bytes.Length > 0) Marshal.Copy(at, bytes, 0, bytes.Length);
        return bytes;
    }

    public void Dispose() => _owner?.Dispose();

    private void SetText(int index, byte[] utf8)
    {
        var pin = GCHandle.Alloc(utf8, GCHandleType.Pinned);
        var result = SqliteCalls.BindText(_statement, index + 1, pin.AddrOfPinnedObject(), utf8.Length, SqliteCalls.Transient);
        pin.Free();
        Must(result, raw.SQLITE_OK);
    }

    private void SetText(int index, nint utf8, int bytes, nint lifetime) =>
        Must(SqliteCalls.BindText(_statement, index + 1, utf8, bytes, lifetime), raw.SQLITE_OK);

    private nint Taken(int bytes)
    {
        var at = Marshal.UnsafeAddrOfPinnedArrayElement(_bound, Math.Min(_used, BoundBytes - 1));   // an empty text at the very end takes nothing
        _used += bytes;
        return at;
    }

    private void Reset()
    {
        _ = SqliteCalls.Reset(_statement);   // repeats the step's error, which is dealt with there
        _used = 0;
    }

    private void Must(int result, int wanted)
    {
        if (result != wanted) throw new SqliteException(raw.sqlite3_errmsg(_file).utf8_to_string(), result & 0xff, raw.sqlite3_extended_errcode(_file));
    }
}
