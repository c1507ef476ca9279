using System.Formats.Tar;
using System.IO.Compression;

namespace Rasan.Core.Storage.Backups;

/// <summary>Opens an archive into an empty folder and believes nothing that its manifest does not say.</summary>
internal static class BackupUnpacking
{
    private const int LargestManifest = 1024 * 1024;

    public static async Task<RestoreResult> RunAsync(string source, string? passphrase, DataDirectory target, CancellationToken ct)
    {
        await using var file = File.OpenRead(source);
        var mark = new byte[BackupSeal.Mark.Length];
        var length = await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, ct);
        file.Position = 0;
        if (!mark.AsSpan(0, length).SequenceEqual(BackupSeal.Mark)) return await UnpackAsync(file, target, ct);
        if (passphrase is null) return new RestoreResult.NeedsPassphrase();

        // opened whole before anything of it is read: a changed archive is noticed at its end
        await using var opened = new FileStream(target.File("archive"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        if (!await BackupSeal.TryOpenAsync(file, opened, passphrase, ct)) return new RestoreResult.WrongPassphrase();
        opened.Position = 0;
        return await UnpackAsync(opened, target, ct);
    }

    private static async Task<RestoreResult> UnpackAsync(Stream archive, DataDirectory target, CancellationToken ct)
    {
        try
        {
            await using var zip = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
            await using var tar = new TarReader(zip, leaveOpen: true);
            if (await ReadManifestAsync(tar, ct) is not { } manifest) return new RestoreResult.NotABackup();
            if (manifest.Format > BackupManifest.CurrentFormat) return new RestoreResult.Newer(manifest.Schema);
            DurableFile.CreateFolder(target.Keys);
            var awaited = manifest.Files.Where(file => IsOurs(file.Name)).ToDictionary(file => file.Name, StringComparer.Ordinal);
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                if (!awaited.Remove(entry.Name, out var described) || !await TakeAsync(entry, described, target, ct)) return new RestoreResult.NotABackup();
            }

            return awaited.Count == 0 && File.Exists(target.Database) ? new RestoreResult.Restored(manifest, null) : new RestoreResult.NotABackup();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            return new RestoreResult.NotABackup();
        }
    }

    private static async Task<BackupManifest?> ReadManifestAsync(TarReader tar, CancellationToken ct)
    {
        if (await tar.GetNextEntryAsync(copyData: false, ct) is not { Name: BackupManifest.FileName, DataStream: { } content, Length: < LargestManifest }) return null;
        using var json = new MemoryStream();
        await content.CopyToAsync(json, ct);
        return BackupManifest.Read(json.ToArray());
    }

    private static async Task<bool> TakeAsync(TarEntry entry, BackedUpFile described, DataDirectory target, CancellationToken ct)
    {
        var path = target.File(entry.Name);
        await using (var file = DurableFile.Create(path))
        {
            if (entry.DataStream is { } content) await content.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }

        return await BackedUpFile.OfAsync(entry.Name, path, ct) == described;
    }

    /// <summary>The database, or a plain file of the key ring: nothing may point elsewhere.</summary>
    private static bool IsOurs(string name) => name == BackupManifest.Database ||
        (name.Split('/') is [BackupManifest.KeysFolder, { Length: > 0 } file] && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && file[0] != '.');
}
