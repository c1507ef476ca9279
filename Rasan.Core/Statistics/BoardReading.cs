using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Intents;
using Rasan.Core.Messages;

namespace Rasan.Core.Statistics;

/// <summary>The board's questions to the database: the counters of seven days, what is pending of any day, and ten messages.</summary>
internal sealed class BoardReading(SqliteConnection connection, long serviceId, int firstDay)
{
    public const int Days = 7;

    // each day by name: a range would read the days of every service
    private const string OnTheDays = "day IN ($first, $first + 1, $first + 2, $first + 3, $first + 4, $first + 5, $first + 6)";

    public const string Counts = $"SELECT day, state, account_id <> 0, sum(count), sum(segments) FROM counters WHERE {OnTheDays} AND service_id = $service GROUP BY 1, 2, 3";
    public const string Waiting = "SELECT lane, sum(count) FROM counters WHERE service_id = $service AND state <= 3 AND count <> 0 GROUP BY 1";
    public const string Costs = $"SELECT day, account_id, currency, sum(micros) FROM cost_counters WHERE {OnTheDays} AND service_id = $service GROUP BY 1, 2, 3";
    public const string CostsOfAll = $"SELECT account_id, currency, sum(micros) FROM cost_counters WHERE {OnTheDays} GROUP BY 1, 2";
    public const string CostsSinceEver = "SELECT account_id, currency, sum(micros) FROM cost_counters WHERE account_id IN ($accounts) GROUP BY 1, 2";
    public const string Times = $"SELECT day, bucket, sum(count) FROM delivery_time_counters WHERE {OnTheDays} AND service_id = $service GROUP BY 1, 2";
    public const string Newest = "SELECT tracking_id, created_at, recipient, state, kind, account_id FROM messages WHERE service_id = $service ORDER BY created_at DESC, id DESC LIMIT 10";

    public List<CountRow> ReadCounts() =>
        Read(Counts, row => new CountRow(row.GetInt32(0), (MessageState)row.GetInt32(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4)));

    public Dictionary<Lane, long> ReadWaiting()
    {
        var waiting = Enum.GetValues<Lane>().ToDictionary(lane => lane, _ => 0L);
        foreach (var (lane, count) in Read(Waiting, row => ((Lane)row.GetInt32(0), row.GetInt64(1)))) waiting[lane] = count;
        return waiting;
    }

    public List<CostRow> ReadCosts() => Read(Costs, row => new CostRow(row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3)));

    /// <summary>By account and currency, whichever service it was for.</summary>
    public Dictionary<(long Account, string Currency), long> ReadCostsOfAll() =>
        Read(CostsOfAll, row => ((Account: row.GetInt64(0), Currency: row.GetString(1)), Micros: row.GetInt64(2))).ToDictionary(cost => cost.Item1, cost => cost.Micros);

    /// <summary>By account and currency, of every day: what is gone from a balance is the difference to what it was when the balance was told.</summary>
    public Dictionary<(long Account, string Currency), long> ReadCostsSinceEver(IReadOnlyCollection<long> accounts) => accounts.Count == 0 ? [] :
        Read(CostsSinceEver.Replace("$accounts", string.Join(',', accounts.Select(id => id.ToString(CultureInfo.InvariantCulture))), StringComparison.Ordinal), row => ((Account: row.GetInt64(0), Currency: row.GetString(1)), Micros: row.GetInt64(2)))
            .ToDictionary(cost => cost.Item1, cost => cost.Micros);

    public List<TimeRow> ReadTimes() => Read(Times, row => new TimeRow(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)));

    public List<NewestRow> ReadNewest() => Read(Newest, row => new NewestRow(
        new TrackingId(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.IsDBNull(2) ? null : row.GetString(2), (MessageState)row.GetInt32(3), (Kind)row.GetInt32(4), row.IsDBNull(5) ? null : row.GetInt64(5)));

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> take)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$service", serviceId);
        command.Parameters.AddWithValue("$first", firstDay);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(take(reader));
        return rows;
    }

    /// <param name="Tried">An account was tried for them.</param>
    public sealed record CountRow(int Day, MessageState State, bool Tried, long Count, long Segments);

    public sealed record CostRow(int Day, long AccountId, string Currency, long Micros);

    public sealed record TimeRow(int Day, int Bucket, long Count);

    public sealed record NewestRow(TrackingId TrackingId, DateTimeOffset CreatedAt, string? Recipient, MessageState State, Kind Kind, long? AccountId);
}
