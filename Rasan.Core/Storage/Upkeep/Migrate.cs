using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>What came of bringing the databases up to date.</summary>
public abstract record MigrateResult
{
    private MigrateResult() { }

    /// <param name="Applied">Names of the migrations that were missing.</param>
    public sealed record Done(IReadOnlyList<string> Applied) : MigrateResult;

    /// <summary>A newer program has written <paramref name="File"/>: this one does not know <paramref name="Migration"/>.</summary>
    public sealed record Newer(string File, string Migration) : MigrateResult;

    /// <summary><paramref name="File"/> can't be read or written.</summary>
    public sealed record Unavailable(string File, StorageFault Fault) : MigrateResult;
}

/// <summary>Brings <c>rasan.db</c> and <c>logs.db</c> up to date. The caller holds the server lock.</summary>
public sealed class Migrate(IDbContextFactory<RasanDb> stores, IDbContextFactory<LogsDb> logs)
{
    // EF Core's own lock is a table, and a process killed while migrating leaves it behind for ever. Ours is the server lock.
    private const string DropLock = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";

    public async Task<MigrateResult> RunAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await using var log = await logs.CreateDbContextAsync(ct);
        DbContext[] both = [store, log];
        var at = both[0];   // whose fault it is
        try
        {
            foreach (var each in both)
            {
                at = each;
                if (await UnknownAsync(each, ct) is { } newer) return new MigrateResult.Newer(FileOf(each), newer);
            }

            var applied = new List<string>();
            foreach (var each in both)
            {
                at = each;
                applied.AddRange(await ApplyAsync(each, ct));
            }

            return new MigrateResult.Done(applied);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            return new MigrateResult.Unavailable(FileOf(at), unavailable.Fault);
        }
    }

    /// <returns>The newest migration of a newer program; null: there is none.</returns>
    internal static async Task<string?> UnknownAsync(DbContext store, CancellationToken ct) =>
        (await store.Database.GetAppliedMigrationsAsync(ct)).Except(store.Database.GetMigrations(), StringComparer.Ordinal).LastOrDefault();

    /// <returns>What was missing.</returns>
    internal static async Task<List<string>> ApplyAsync(DbContext store, CancellationToken ct)
    {
        await RunAsync(store, "PRAGMA journal_mode=WAL; " + DropLock, ct);
        var missing = (await store.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (missing is []) return missing;
        await store.Database.MigrateAsync(ct);
        await RunAsync(store, DropLock, ct);   // the next start finds nothing to write, and starts also while another program holds the file
        return missing;
    }

    private static async Task RunAsync(DbContext store, string sql, CancellationToken ct)
    {
        await store.Database.OpenConnectionAsync(ct);
        SqliteStore.Run((SqliteConnection)store.Database.GetDbConnection(), sql);
        await store.Database.CloseConnectionAsync();
    }

    private static string FileOf(DbContext store) => store.Database.GetDbConnection().DataSource;
}
