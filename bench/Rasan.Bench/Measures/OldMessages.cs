using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Bench.Measures;

/// <summary>Years of traffic in a minute: final messages put straight into the table of a stopped program, spread over ninety days.</summary>
internal static class OldMessages
{
    private const int PerCommit = 100_000;
    private static readonly TimeSpan Span = TimeSpan.FromDays(90);

    public static void Put(string dataDirectory, int count)
    {
        var since = Stopwatch.GetTimestamp();
        using var connection = new SqliteConnection($"Data Source={new DataDirectory(dataDirectory).Database};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=20000; PRAGMA cache_size=-262144");
        using var insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO messages (id, tracking_id, service_id, tenant_id, channel, kind, lane, intent, recipient, text, segments, language, created_at, day,
                state, state_at, due_at, expires_at, attempt_count, round, may_arrive_twice, final_at, delivered_at)
            VALUES ($id, $tracking, 1, 1, 'sms', 1, 1, 'ORDER_PAID', $to, 'Your order is on its way, thank you for buying with us.', 1, 'en', $at, $day, $state, $at, $at, $at, 1, 0, 0, $at, $at)
            """;
        var values = ((string[])["$id", "$tracking", "$to", "$at", "$day", "$state"]).Select(name => insert.Parameters.Add(new SqliteParameter { ParameterName = name })).ToArray();
        values[5].Value = (long)MessageState.Delivered;
        var start = TimeProvider.System.GetUtcNow() - Span;
        for (var row = 0; row < count; row++)
        {
            if (row % PerCommit == 0) Run(connection, row == 0 ? "BEGIN" : "COMMIT; BEGIN");
            var at = start + (Span * ((double)row / count));
            values[0].Value = row + 1L;
            values[1].Value = TrackingId.New(at).Value.ToByteArray(bigEndian: true);
            values[2].Value = string.Create(CultureInfo.InvariantCulture, $"+98912{Random.Shared.Next(10_000_000):D7}");
            values[3].Value = at.ToUnixTimeMilliseconds();
            values[4].Value = at.ToUnixTimeSeconds() / 86_400;
            insert.ExecuteNonQuery();
        }
        Run(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        Report.Note($"{count} messages put into the table in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
