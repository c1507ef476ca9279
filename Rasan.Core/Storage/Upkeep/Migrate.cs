using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>What came of bringing the databases up to date.</summary>
public abstract record MigrateResult
{
    private MigrateResult() { }

    /// <param name="Applied">Names of the migrations that were missing.</param>
    public sealed record Done(IReadOnlyList<string> Applied) : MigrateResult;

    /// <summary>A newer program has written here: this one does not know <paramref name="Migration"/>.</summary>
    public sealed record Newer(string Migration) : MigrateResult;
}

/// <summary>Brings <c>rasan.db</c> and <c>logs.db</c> up to date. The caller holds the server lock.</summary>
public sealed class Migrate(IDbContextFactory<RasanDb> stores, IDbContextFactory<LogsDb> logs)
{
    /// <exception cref="StorageUnavailableException">The files can't be read or written.</exception>
    public async Task<MigrateResult> RunAsync(CancellationToken ct)
    {
        try
        {
            await using var store = await stores.CreateDbContextAsync(ct);
            await using var log = await logs.CreateDbContextAsync(ct);
            if ((await UnknownAsync(store, ct) ?? await UnknownAsync(log, ct)) is { } newer) return new MigrateResult.Newer(newer);
            return new MigrateResult.Done([.. await ApplyAsync(store, ct), .. await ApplyAsync(log, ct)]);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            throw new StorageUnavailableException(unavailable.Fault, exception);
        }
    }

    private static async Task<string?> UnknownAsync(DbContext store, CancellationToken ct) =>
        (await store.Database.GetAppliedMigrationsAsync(ct)).Except(store.Database.GetMigrations(), StringComparer.Ordinal).LastOrDefault();

    private static async Task<List<string>> ApplyAsync(DbContext store, CancellationToken ct)
    {
        var missing = (await store.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing is []) return missing;

        // EF Core's own lock is a table, and a process killed while migrating leaves it behind for ever. Ours is the server lock.
        await store.Database.OpenConnectionAsync(ct);
        await using (var prepare = store.Database.GetDbConnection().CreateCommand())
        {
            prepare.CommandText = "PRAGMA journal_mode=WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            await prepare.ExecuteNonQueryAsync(ct);
        }

        await store.Database.CloseConnectionAsync();
        await store.Database.MigrateAsync(ct);
        return missing;
    }
}
