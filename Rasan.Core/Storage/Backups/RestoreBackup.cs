using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Storage.Backups;

/// <summary>What came of a restore.</summary>
public abstract record RestoreResult
{
    private RestoreResult() { }

    /// <param name="Aside">Where the files that were there lie now; null: there were none.</param>
    public sealed record Restored(BackupManifest Manifest, string? Aside) : RestoreResult;

    /// <summary>Not an archive of ours, or not whole.</summary>
    public sealed record NotABackup : RestoreResult;
    public sealed record NeedsPassphrase : RestoreResult;

    /// <summary>Another passphrase, or the file was changed.</summary>
    public sealed record WrongPassphrase : RestoreResult;

    /// <summary>Made by a newer program.</summary>
    public sealed record Newer(string Schema) : RestoreResult;
}

/// <summary>Puts a backup in the place of what is in the data directory. The caller holds the server lock.</summary>
public sealed class RestoreBackup(DataDirectory directory, IOptions<StorageOptions> options, TimeProvider clock)
{
    /// <param name="source">The archive.</param>
    /// <param name="passphrase">Null: none was given.</param>
    /// <param name="send">Whether sending goes on at once; else it waits for an operator's word, because what is open in the backup may have been sent since.</param>
    public async Task<RestoreResult> RunAsync(string source, string? passphrase, bool send, string actor, CancellationToken ct)
    {
        RestoreSwap.Finish(directory);
        foreach (var leftover in Directory.EnumerateDirectories(directory.Root, "restore-*")) Directory.Delete(leftover, recursive: true);   // of a restore that was killed: nobody else is here
        var staging = new DataDirectory(DurableFile.CreateFolder(directory.File($"restore-{Guid.NewGuid():N}")).FullName);
        try
        {
            var unpacked = await BackupUnpacking.RunAsync(source, passphrase, staging, ct);
            if (unpacked is not RestoreResult.Restored(var manifest, _)) return unpacked;
            if (await PrepareAsync(staging, manifest, send, actor, ct) is { } refused) return refused;
            return new RestoreResult.Restored(manifest, RestoreSwap.Begin(directory, staging, clock.GetUtcNow()));
        }
        finally
        {
            RestoreSwap.Forget(directory, staging);
        }
    }

    /// <summary>Checks the staged database, brings it up to date and writes down what happened to it.</summary>
    private async Task<RestoreResult?> PrepareAsync(DataDirectory staging, BackupManifest manifest, bool send, string actor, CancellationToken ct)
    {
        var store = new SqliteStore(staging, options.Value);
        await using var context = new RasanDb(new DbContextOptionsBuilder<RasanDb>().UseSqlite(store.ConnectionString).AddInterceptors(store.PragmasOnOpen).Options, new WriteTurn());
        try
        {
            using (var connection = store.Open()) DatabaseCheck.Run(connection);
            if (await Migrate.UnknownAsync(context, ct) is { } newer) return new RestoreResult.Newer(newer);
            await Migrate.ApplyAsync(context, ct);
            await RecordAsync(context, manifest, send, actor, ct);
            using (var connection = store.Open()) SqliteStore.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");   // from here on it is one file
            return null;
        }
        catch (SqliteException damaged) when (StorageUnavailableException.From(damaged) is { Fault: StorageFault.Damaged })
        {
            return new RestoreResult.NotABackup();
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private async Task RecordAsync(RasanDb context, BackupManifest manifest, bool send, string actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reason = string.Create(CultureInfo.InvariantCulture, $"restored at {now:u} from a backup of {manifest.MadeAt:u}");
        var held = await context.Settings.FindAsync([Setting.SendingHeld], ct);
        if (send && held is not null) context.Settings.Remove(held);
        if (!send && held is null) context.Settings.Add(new() { Name = Setting.SendingHeld, Value = reason });
        if (!send && held is not null) held.Value = reason;
        context.Record(new() { At = now, Actor = actor, Action = "backup.restore", Subject = "database", After = reason });
        await context.SaveChangesAsync(ct);
    }
}
