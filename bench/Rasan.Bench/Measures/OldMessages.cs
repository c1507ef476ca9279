using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Bench.Measures;

/// <summary>Years of traffic in minutes: final messages put straight into the table of a stopped program, spread over ninety days.</summary>
internal static class OldMessages
{
    /// <summary>They were sent by so many.</summary>
    public const int Accounts = 5;

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
                state, state_at, due_at, expires_at, account_id, attempt_count, round, may_arrive_twice, final_at, delivered_at)
            VALUES ($id, $tracking, $service, 1, 'sms', 1, 1, 'ORDER_PAID', $to, $text, 1, 'fa', $at, $day, $state, $at, $at, $at, $account, 1, 0, 0, $at, $at)
            """;
        var values = ((string[])["$id", "$tracking", "$to", "$at", "$day", "$state", "$text", "$service", "$account"]).Select(name => insert.Parameters.Add(new SqliteParameter { ParameterName = name })).ToArray();
        var texts = new OldTexts(1);
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
            values[5].Value = (long)(row % 37 == 0 ? MessageState.Failed : MessageState.Delivered);
            values[6].Value = texts.Next();
            values[7].Value = row % 20 == 0 ? 2L : 1L;   // another service's, in between
            values[8].Value = 1L + Random.Shared.Next(Accounts);
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
