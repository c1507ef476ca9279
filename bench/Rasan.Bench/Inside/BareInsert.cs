using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;

namespace Rasan.Bench.Inside;

/// <summary>One prepared command, its parameters at hand, a commit a chunk: what any program would write.</summary>
internal sealed class BareInsert : IDisposable
{
    private const string Insert = """
        INSERT INTO messages (id, tracking_id, service_id, tenant_id, channel, kind, lane, intent, recipient, text, segments,
            created_at, day, state, state_at, due_at, expires_at, attempt_count, round, may_arrive_twice)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, 0, 0)
        """;
    private const int Values = 17;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;
    private long _id;

    public BareInsert(SqliteConnection connection)
    {
        _connection = connection;
        Run("PRAGMA cache_size=-65536");
        using (var last = connection.CreateCommand())
        {
            last.CommandText = "SELECT coalesce(max(id), 0) FROM messages";
            _id = (long)last.ExecuteScalar()!;
        }
        _insert = connection.CreateCommand();
        _insert.CommandText = Insert;
        _values = [.. Enumerable.Range(1, Values).Select(n => _insert.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${n}") }))];
    }

    public void Write(MessageRow[] rows)
    {
        Run("BEGIN IMMEDIATE");
        foreach (var row in rows)
        {
            Bind(row);
            _insert.ExecuteNonQuery();
        }
        Run("COMMIT");
        if (_id % 32_000 == 0) Run("PRAGMA wal_checkpoint(PASSIVE)");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Bind(MessageRow row)
    {
        var body = row.Body;
        var place = 0;
        foreach (var value in (ReadOnlySpan<object>)
        [
            ++_id, body.TrackingId.Value.ToByteArray(bigEndian: true), body.ServiceId, body.TenantId, body.Channel, (long)body.Kind, (long)body.Lane, body.Intent,
            body.Recipient, body.Text!, body.Segments, body.CreatedAt, body.Day, (long)row.State, row.StateAt, row.DueAt, row.ExpiresAt,
        ])
        {
            _values[place++].Value = value;
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
