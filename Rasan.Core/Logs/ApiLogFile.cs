using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using SQLitePCL;

namespace Rasan.Core.Logs;

/// <summary>The writing end of <c>logs.db</c>: one connection, one prepared statement, many rows a commit.</summary>
internal sealed class ApiLogFile : IDisposable
{
    private const string Insert = """
        INSERT INTO api_calls (id, at, service_id, token_id, address, method, route, status, code, microseconds, request, response, trace_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """;

    /// <summary>Retention removes old rows beside us, a few milliseconds at a time.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(4), BusyLimit = TimeSpan.FromSeconds(2);

    private readonly sqlite3 _file;
    private readonly Statement? _insert;
    private readonly ApiLogMask _mask = new();
    private long _last;

    public ApiLogFile(DataDirectory directory)
    {
        var opened = raw.sqlite3_open_v2(directory.LogsDatabase, out _file, raw.SQLITE_OPEN_READWRITE, vfs: null);
        try
        {
            Must(opened, raw.SQLITE_OK);
            Run("PRAGMA journal_mode=WAL");
            Run("PRAGMA synchronous=NORMAL");   // a diary: the last moments may be missing after a power cut, never the file
            _last = ReadLast();
            _insert = new(_file, Insert);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Append(List<LoggedCall> calls)
    {
        Begin();
        try
        {
            foreach (var call in calls) Append(_insert!, call);
            Run("COMMIT");
        }
        catch (SqliteException)
        {
            raw.sqlite3_exec(_file, "ROLLBACK");   // its own failure says only that none is open any more
            throw;
        }
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _mask.Dispose();
        _file.Dispose();
    }

    private void Append(Statement insert, in LoggedCall call)
    {
        insert.Set(0, ++_last);
        insert.Set(1, call.At.ToUnixTimeMilliseconds());
        insert.Set(2, call.ServiceId);
        insert.Set(3, call.TokenId);
        insert.Set(4, call.Address?.ToString());
        insert.Set(5, call.Method);
        insert.Set(6, call.Route);
        insert.Set(7, call.Status);
        insert.Set(8, call.Code);
        insert.Set(9, call.Microseconds);
        SetBody(insert, 10, call.Request, call.LongRequest);
        SetBody(insert, 11, call.Response.Span, call.LongResponse);
        insert.Set(12, call.TraceId);
        insert.ExecuteNonQuery();
    }

    private void SetBody(Statement insert, int index, ReadOnlySpan<byte> body, int tooLong)
    {
        if (tooLong > 0) insert.Set(index, ApiLogMask.Size(tooLong));
        else if (body.IsEmpty) insert.SetNull(index);
        else insert.SetText(index, _mask.Mask(body));
    }

    private void Begin()
    {
        using var pause = new ManualResetEventSlim();
        var waited = TimeSpan.Zero;
        int begun;
        while ((begun = raw.sqlite3_exec(_file, "BEGIN IMMEDIATE")) == raw.SQLITE_BUSY && waited < BusyLimit)
        {
            pause.Wait(BusyPause);
            waited += BusyPause;
        }
        Must(begun, raw.SQLITE_OK);
    }

    private void Run(string sql) => Must(raw.sqlite3_exec(_file, sql), raw.SQLITE_OK);

    private void Must(int result, int wanted)
    {
        if (result != wanted) throw new SqliteException(raw.sqlite3_errmsg(_file).utf8_to_string(), result & 0xff, raw.sqlite3_extended_errcode(_file));
    }

    private long ReadLast()
    {
        using var last = new Statement(_file, "SELECT IFNULL(MAX(id), 0) FROM api_calls");
        return last.First(row => row.Long(0));
    }
}
