using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Storage.Backups;

/// <summary>One archive with the database and the key ring, made while the server runs.</summary>
public sealed class MakeBackup(IDbContextFactory<RasanDb> stores, SqliteStore store, DataDirectory directory, TimeProvider clock)
{
    /// <param name="target">Path of the archive; must not exist.</param>
    /// <param name="passphrase">Null: not sealed, an ordinary .tar.gz.</param>
    /// <exception cref="IOException">The target exists or can't be written.</exception>
    /// <exception cref="StorageUnavailableException">The database can't be read, or is damaged.</exception>
    public async Task<BackupManifest> RunAsync(string target, string? passphrase, CancellationToken ct)
    {
        if (File.Exists(target)) throw new IOException($"{target} exists.");
        RemoveLeftovers();
        var workshop = DurableFile.CreateFolder(directory.File($"backup-{Guid.NewGuid():N}")).FullName;   // beside the database: as private as it
        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            var copy = Path.Combine(workshop, BackupManifest.Database);
            CopyDatabase(copy);
            var sources = SourcesOf(copy);
            var manifest = await DescribeAsync(sources, ct);
            await using (var file = DurableFile.Create(partial))
            {
                await (passphrase is null ? PackAsync(manifest, sources, file, ct) : PackSealedAsync(manifest, sources, file, passphrase, ct));
                file.Flush(flushToDisk: true);
            }

            DurableFile.Move(partial, Path.GetFullPath(target));
            return manifest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(exception.Message.Replace(partial, target, StringComparison.Ordinal), exception);   // names the file that was asked for
        }
        finally
        {
            Directory.Delete(workshop, recursive: true);   // first: whatever else fails, no open copy stays
            if (File.Exists(partial)) File.Delete(partial);   // Delete alone throws where its folder is missing
        }
    }

    /// <summary>What a backup that was killed left behind; one that runs now is younger.</summary>
    private void RemoveLeftovers()
    {
        foreach (var folder in new DirectoryInfo(directory.Root).EnumerateDirectories("backup-*").Where(folder => folder.CreationTimeUtc < clock.GetUtcNow().UtcDateTime.AddDays(-1)))
            folder.Delete(recursive: true);
    }

    private void CopyDatabase(string copy)
    {
        try
        {
            using var source = store.Open();
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
            target.Open();
            source.BackupDatabase(target);
            DatabaseCheck.Run(target);   // a backup that can't be restored is none
        }
        catch (SqliteException exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            throw new StorageUnavailableException(unavailable.Fault, exception);
        }
    }

    /// <summary>The keys are read after the database: whatever it holds sealed, its key is among them.</summary>
    private List<(string Name, string Path)> SourcesOf(string copy)
    {
        List<(string, string)> sources = [(BackupManifest.Database, copy)];
        if (Directory.Exists(directory.Keys))
            sources.AddRange(Directory.EnumerateFiles(directory.Keys).Where(path => !path.EndsWith(".partial", StringComparison.Ordinal)).Select(path => ($"{BackupManifest.KeysFolder}/{Path.GetFileName(path)}", path)));
        return sources;
    }

    private async Task<BackupManifest> DescribeAsync(List<(string Name, string Path)> sources, CancellationToken ct)
    {
        await using var context = await stores.CreateDbContextAsync(ct);
        var schema = (await context.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() ?? "";
        var files = new List<BackedUpFile>();
        foreach (var (name, path) in sources) files.Add(await BackedUpFile.OfAsync(name, path, ct));
        return new(BackupManifest.CurrentFormat, clock.GetUtcNow(), schema, files);
    }

    private static async Task PackAsync(BackupManifest manifest, List<(string Name, string Path)> sources, Stream target, CancellationToken ct)
    {
        await using var zip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true);
        using var description = new MemoryStream(manifest.Write());
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.FileName) { DataStream = description, Mode = DurableFile.OwnerOnly }, ct);
        foreach (var (name, path) in sources)
        {
            await using var content = File.OpenRead(path);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = DurableFile.OwnerOnly }, ct);
        }
    }

    private static async Task PackSealedAsync(BackupManifest manifest, List<(string Name, string Path)> sources, Stream target, string passphrase, CancellationToken ct)
    {
        var pipe = new Pipe();
        await Task.WhenAll(PackIntoAsync(), SealFromAsync());

        async Task PackIntoAsync()
        {
            Exception? fault = null;
            try
            {
                await PackAsync(manifest, sources, pipe.Writer.AsStream(leaveOpen: true), ct);
            }
            catch (Exception exception)
            {
                fault = exception;
                throw;
            }
            finally
            {
                await pipe.Writer.CompleteAsync(fault);   // the other end must not take what is there for the whole
            }
        }

        async Task SealFromAsync()
        {
            try
            {
                await BackupSeal.SealAsync(pipe.Reader.AsStream(leaveOpen: true), target, passphrase, ct);
            }
            finally
            {
                await pipe.Reader.CompleteAsync();
            }
        }
    }
}
