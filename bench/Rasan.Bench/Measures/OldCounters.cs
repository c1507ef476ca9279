using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;

namespace Rasan.Bench.Measures;

/// <summary>The counters of three years and twenty services, each with two accounts and three kinds, as they stand when the years are over.</summary>
internal static class OldCounters
{
    private const string Dimensions = """
        WITH RECURSIVE
            days(day) AS (SELECT CAST(strftime('%s', 'now') / 86400 AS INTEGER) UNION ALL SELECT day - 1 FROM days LIMIT 1000),
            services(service) AS (SELECT 1 UNION ALL SELECT service + 1 FROM services LIMIT 20),
            accounts(account) AS (VALUES (1), (2)), kinds(kind) AS (VALUES (0), (1), (2))
        """;

    public static void Put(string dataDirectory)
    {
        using var connection = new SqliteConnection($"Data Source={new DataDirectory(dataDirectory).Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA synchronous=OFF; BEGIN;
            INSERT INTO counters (day, service_id, channel, account_id, lane, kind, state, count, segments)
                {Dimensions}, states(state) AS (VALUES (0), (1), (2), (4), (5), (6), (7), (11))
                SELECT day, service, 'sms', account, kind, kind, state, CASE WHEN state IN (1, 2) OR state = 0 AND day % 30 <> 0 THEN 0 ELSE 100 + day % 50 END, 150 FROM services, days, accounts, kinds, states;
            INSERT INTO cost_counters (day, service_id, channel, account_id, kind, currency, micros)
                {Dimensions} SELECT day, service, 'sms', account, kind, 'IRR', 1000000 * (1000 + day % 77) FROM services, days, accounts, kinds;
            INSERT INTO delivery_time_counters (day, service_id, channel, account_id, kind, bucket, count)
                {Dimensions}, buckets(bucket) AS (VALUES (1), (2), (3), (4), (5), (6), (9), (14))
                SELECT day, service, 'sms', account, kind, bucket, 10 + day % 9 FROM services, days, accounts, kinds, buckets;
            COMMIT; PRAGMA wal_checkpoint(TRUNCATE);
            """;
        command.ExecuteNonQuery();
    }
}
