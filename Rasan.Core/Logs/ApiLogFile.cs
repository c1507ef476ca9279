using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>The writing end of <c>logs.db</c>: one connection, one prepared statement, many rows a commit.</summary>
internal sealed class ApiLogFile : IDisposable
{
    private const string Insert = """
        INSERT INTO api_calls (id, at, service_id, token_id, address, method, route, status, code, microseconds, request, response, trace_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;
    private const int ForgottenAtOnce = 5_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;
    private readonly ApiLogMask _mask = new();
    private long _last;

    public ApiLogFile(DataDirectory directory)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = directory.LogsDatabase, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            SqliteStore.Run(_connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");   // a diary: the last moments may be missing after a power cut, never the file
            _last = ReadLast();
            _insert = _connection.CreateCommand();
            _insert.CommandText = Insert;
            _values = [.. Enumerable.Range(1, 13).Select(n => _insert.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${n}") }))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Append(List<LoggedCall> calls)
    {
        SqliteStore.Begin(_connection);
        try
        {
            foreach (var call in calls) Append(call);
            SqliteStore.Commit(_connection);
        }
        catch (SqliteException)
        {
            SqliteStore.Rollback(_connection);
            throw;
        }
    }

    /// <summary>Deletes one chunk of old rows.</summary>
    /// <returns>Whether none is left.</returns>
    public bool Forget(long before)
    {
        using var delete = _connection.CreateCommand();
        delete.CommandText = "DELETE FROM api_calls WHERE id IN (SELECT id FROM api_calls ORDER BY id LIMIT $many) AND at < $before";   // ids rise with time
        delete.Parameters.AddWithValue("$many", ForgottenAtOnce);
        delete.Parameters.AddWithValue("$before", before);
        return delete.ExecuteNonQuery() < ForgottenAtOnce;
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _mask.Dispose();
        _connection.Dispose();
    }

    private void Append(in LoggedCall call)
    {
        _values[0].Value = ++_last;
        _values[1].Value = call.At.ToUnixTimeMilliseconds();
        _values[2].Value = OrNull(call.ServiceId);
        _values[3].Value = OrNull(call.TokenId);
        _values[4].Value = OrNull(call.Address?.ToString());
        _values[5].Value = call.Method;
        _values[6].Value = call.Route;
        _values[7].Value = call.Status;
        _values[8].Value = OrNull(call.Code);
        _values[9].Value = call.Microseconds;
        _values[10].Value = OrNull(call.LongRequest > 0 ? ApiLogMask.Size(call.LongRequest) : _mask.Mask(call.Request));
        _values[11].Value = OrNull(call.LongResponse > 0 ? ApiLogMask.Size(call.LongResponse) : _mask.Mask(call.Response.Span));
        _values[12].Value = OrNull(call.TraceId);
        _insert.ExecuteNonQuery();
    }

    private long ReadLast()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT IFNULL(MAX(id), 0) FROM api_calls";
        return (long)command.ExecuteScalar()!;
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;
}
