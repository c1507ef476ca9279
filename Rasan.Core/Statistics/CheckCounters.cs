using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Statistics;

/// <summary>Counts the messages of recent days afresh and sets counters right that stand wrong: each is news for an operator.</summary>
public sealed partial class CheckCounters(IDbContextFactory<RasanDb> stores, IOptions<RetentionOptions> retention, TimeProvider clock, ILogger<CheckCounters> log)
{
    private const int Days = 8;

    // a service whose rows of that day may be gone already has nothing left to count them by: its counters stay as they are
    private const string Whole = "(SELECT id FROM services WHERE coalesce(row_retention_days, $kept) >= $age)";

    // rows of one day are found by the message ids accepted around it: counted outside any write, compared and mended inside the turn
    private const string Count = $"""
        SELECT day, service_id, channel, coalesce(account_id, 0) AS account_id, lane, kind, state, count(*) AS count, sum(segments) AS segments
        FROM messages WHERE service_id IN {Whole} AND created_at >= $from AND day = $day GROUP BY 1, 2, 3, 4, 5, 6, 7
        """;

    private const string Drift = $"""
        WITH fresh AS ({Count})
        SELECT count(*) FROM (
            SELECT day, service_id, channel, account_id, lane, kind, state, count, segments FROM fresh
            EXCEPT SELECT day, service_id, channel, account_id, lane, kind, state, count, segments FROM counters WHERE day = $day)
        UNION ALL
        SELECT count(*) FROM counters c WHERE c.day = $day AND c.service_id IN {Whole} AND c.count <> 0 AND NOT EXISTS (
            SELECT 1 FROM fresh f WHERE f.service_id = c.service_id AND f.channel = c.channel AND f.account_id = c.account_id AND f.lane = c.lane AND f.kind = c.kind AND f.state = c.state)
        """;

    private const string Mend = $"""
        DELETE FROM counters WHERE day = $day AND service_id IN {Whole};
        INSERT INTO counters (day, service_id, channel, account_id, lane, kind, state, count, segments) {Count};
        """;

    /// <returns>How many days stood wrong.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 86_400);
        var wrong = 0;
        for (var day = today - Days; day <= today + 1; day++)
            if (await CheckAsync(day, ct)) wrong++;
        return wrong;
    }

    /// <summary>Only looks.</summary>
    /// <returns>How many days stand wrong.</returns>
    public async Task<int> CountWrongAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var today = (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 86_400);
        var wrong = 0;
        for (var day = today - Days; day <= today + 1; day++)
            if (await DriftAsync(store, day, ct) > 0) wrong++;
        return wrong;
    }

    private async Task<bool> CheckAsync(int day, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await DriftAsync(store, day, ct) == 0) return false;
        var drift = 0L;
        await store.InTurnAsync(async inTurn =>
        {
            drift = await DriftAsync(store, day, inTurn);   // what moved while we counted outside was no drift
            if (drift == 0) return;
            await using var mend = Command(store, Mend, day);
            await mend.ExecuteNonQueryAsync(inTurn);
        }, ct);
        if (drift > 0) LogDrift(day, drift);
        return drift > 0;
    }

    private async Task<long> DriftAsync(RasanDb store, int day, CancellationToken ct)
    {
        await store.Database.OpenConnectionAsync(ct);
        await using var command = Command(store, Drift, day);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = 0L;
        while (await reader.ReadAsync(ct)) rows += reader.GetInt64(0);
        return rows;
    }

    private SqliteCommand Command(RasanDb store, string sql, int day)
    {
        var command = ((SqliteConnection)store.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$day", day);
        command.Parameters.AddWithValue("$from", (day - 1) * 86_400_000L);   // no zone is a whole day away
        command.Parameters.AddWithValue("$kept", retention.Value.RowDays);
        command.Parameters.AddWithValue("$age", (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 86_400) - day + 2);
        return command;
    }

    [LoggerMessage(4201, LogLevel.Warning, "{Rows} counters of day {Day} stood wrong and were counted afresh")]
    private partial void LogDrift(int day, long rows);
}
