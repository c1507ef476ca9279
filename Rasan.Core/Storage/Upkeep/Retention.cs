using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rasan.Core.Logs;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>
/// Wipes texts and numbers, later whole rows, when their time is over; counters stay. In chunks through the write turn, so that an accept
/// waits for one chunk at most; every chunk is found by an index, never by a walk through the table.
/// </summary>
public sealed partial class Retention(
    IDbContextFactory<RasanDb> stores, IDbContextFactory<LogsDb> logs, OldMessages messages, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Retention> log)
{
    private const int Chunk = 500;

    private const string WipeOtpTexts = """
        UPDATE messages SET text = NULL, variables = NULL, sealed = NULL WHERE id IN (
            SELECT id FROM messages WHERE sealed IS NOT NULL AND final_at IS NOT NULL AND final_at < $until ORDER BY final_at LIMIT $many)
        """;

    // ids grow with time: the oldest come first without an index of their own
    private const string RemoveAnswers = "DELETE FROM idempotent_answers WHERE id IN (SELECT id FROM idempotent_answers ORDER BY id LIMIT $many) AND created_at < $until";

    private const string RemoveCreations = "DELETE FROM kept_creations WHERE id IN (SELECT id FROM kept_creations ORDER BY id LIMIT $many) AND created_at < $until";

    private const string RemoveBalances = "DELETE FROM balance_points WHERE id IN (SELECT id FROM balance_points ORDER BY id LIMIT $many) AND at < $until";

    private const string RemoveAlerts = "DELETE FROM alerts WHERE id IN (SELECT id FROM alerts ORDER BY id LIMIT $many) AND at < $until";

    private const string RemoveApiCalls = "DELETE FROM api_calls WHERE id IN (SELECT id FROM api_calls ORDER BY id LIMIT $many) AND at < $until";

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var set = options.Value;
        var texts = await InChunksAsync(now - RetentionOptions.OtpTexts, WipeOtpTexts, ct);
        var answers = await InChunksAsync(now - RetentionOptions.IdempotentAnswers, RemoveAnswers, ct) + await InChunksAsync(now - RetentionOptions.IdempotentAnswers, RemoveCreations, ct);
        await InChunksAsync(now - Accounts.BalancePoint.Kept, RemoveBalances, ct);
        await InChunksAsync(now.AddDays(-set.BodyDays), RemoveAlerts, ct);
        var (bodies, rows) = (0L, 0L);
        foreach (var service in await ServicesAsync(ct))
        {
            bodies += await messages.WipeAsync(service.Id, now.AddDays(-(service.BodyRetentionDays ?? set.BodyDays)), ct);
            rows += await messages.RemoveAsync(service.Id, now.AddDays(-(service.RowRetentionDays ?? set.RowDays)), ct);
        }

        var calls = await RemoveApiCallsAsync(now.AddDays(-set.ApiLogDays), ct);
        if (texts + answers + bodies + rows + calls > 0) LogRemoved(texts, bodies, rows, answers, calls);
    }

    private async Task<List<Services.Service>> ServicesAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Services.AsNoTracking().ToListAsync(ct);
    }

    /// <returns>How many rows the statement changed, in all chunks.</returns>
    private async Task<long> InChunksAsync(DateTimeOffset until, string statement, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var (changed, all) = (Chunk, 0L);
        while (changed == Chunk)
        {
            await store.InTurnAsync(async turn => changed = await store.Database.ExecuteSqlRawAsync(statement, Parameters(until), turn), ct);
            all += changed;
        }

        return all;
    }

    private async Task<long> RemoveApiCallsAsync(DateTimeOffset until, CancellationToken ct)
    {
        await using var store = await logs.CreateDbContextAsync(ct);
        await store.Database.OpenConnectionAsync(ct);
        await store.Database.ExecuteSqlRawAsync("PRAGMA wal_autocheckpoint=0", ct);   // the log's own writer checkpoints, nobody else
        var (changed, all) = (Chunk, 0L);
        while (changed == Chunk)
        {
            changed = await store.Database.ExecuteSqlRawAsync(RemoveApiCalls, Parameters(until), ct);
            all += changed;
        }

        return all;
    }

    private static SqliteParameter[] Parameters(DateTimeOffset until) => [new("$until", until.ToUnixTimeMilliseconds()), new("$many", Chunk)];

    [LoggerMessage(4101, LogLevel.Information, "Wiped {Texts} texts of one-time codes and {Bodies} messages; removed {Rows} messages, {Answers} stored answers, {Calls} rows of the API log")]
    private partial void LogRemoved(long texts, long bodies, long rows, long answers, long calls);
}
