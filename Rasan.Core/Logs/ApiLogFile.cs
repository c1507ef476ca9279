using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using SQLitePCL;

namespace Rasan.Core.Logs;

/// <summary>
/// The writing end of <c>logs.db</c>: one connection, one prepared statement, many rows a commit. Without ADO.NET, which
/// looks every parameter up by name for every row and makes a reader to throw away.
/// </summary>
internal sealed class ApiLogFile : IDisposable
{
    private const string Insert = """
        INSERT INTO api_calls (id, at, service_id, token_id, address, method, route, status, code, microseconds, request, response, trace_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """;
    private const int ForgottenAtOnce = 5_000, LongestText = 512;

    private readonly sqlite3 _file;
    private readonly sqlite3_stmt? _insert;
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
            Must(raw.sqlite3_prepare_v2(_file, Insert, out _insert), raw.SQLITE_OK);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Append(List<LoggedCall> calls)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var call in calls) Append(call);
            Run("COMMIT");
        }
        catch (SqliteException)
        {
            raw.sqlite3_exec(_file, "ROLLBACK");   // its own failure says only that none is open any more
            throw;
        }
    }

    /// <summary>Deletes one chunk of old rows.</summary>
    /// <returns>Whether none is left.</returns>
    public bool Forget(long before)
    {
        Run(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM api_calls WHERE id IN (SELECT id FROM api_calls ORDER BY id LIMIT {ForgottenAtOnce}) AND at < {before}"));   // ids rise with time
        return raw.sqlite3_changes(_file) < ForgottenAtOnce;
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _mask.Dispose();
        _file.Dispose();
    }

    private void Append(in LoggedCall call)
    {
        Bind(1, ++_last);
        Bind(2, call.At.ToUnixTimeMilliseconds());
        Bind(3, call.ServiceId);
        Bind(4, call.TokenId);
        Bind(5, call.Address?.ToString());
        Bind(6, call.Method);
        Bind(7, call.Route);
        Bind(8, call.Status);
        Bind(9, call.Code);
        Bind(10, call.Microseconds);
        BindBody(11, call.Request, call.LongRequest);
        BindBody(12, call.Response.Span, call.LongResponse);
        Bind(13, call.TraceId);
        var step = raw.sqlite3_step(_insert);
        raw.sqlite3_reset(_insert);
        Must(step, raw.SQLITE_DONE);
    }

    private void Bind(int place, long? number) =>
        Must(number is { } value ? raw.sqlite3_bind_int64(_insert, place, value) : raw.sqlite3_bind_null(_insert, place), raw.SQLITE_OK);

    private void Bind(int place, string? text)
    {
        Span<byte> utf8 = stackalloc byte[LongestText];
        if (text is null) Must(raw.sqlite3_bind_null(_insert, place), raw.SQLITE_OK);
        else Must(raw.sqlite3_bind_text(_insert, place, Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? utf8[..length] : utf8[..0]), raw.SQLITE_OK);
    }

    private void BindBody(int place, ReadOnlySpan<byte> body, int tooLong)
    {
        if (tooLong > 0) Bind(place, ApiLogMask.Size(tooLong));
        else if (body.IsEmpty) Bind(place, text: null);
        else Must(raw.sqlite3_bind_text(_insert, place, _mask.Mask(body)), raw.SQLITE_OK);
    }

    private void Run(string sql) => Must(raw.sqlite3_exec(_file, sql), raw.SQLITE_OK);

    private void Must(int result, int wanted)
    {
        if (result != wanted) throw new SqliteException(raw.sqlite3_errmsg(_file).utf8_to_string(), result & 0xff, result);
    }

    private long ReadLast()
    {
        Must(raw.sqlite3_prepare_v2(_file, "SELECT IFNULL(MAX(id), 0) FROM api_calls", out var question), raw.SQLITE_OK);
        using var _ = question;
        Must(raw.sqlite3_step(question), raw.SQLITE_ROW);
        return raw.sqlite3_column_int64(question, 0);
    }
}
