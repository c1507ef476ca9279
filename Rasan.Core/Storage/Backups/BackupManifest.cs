using System.Security.Cryptography;
using System.Text.Json;

namespace Rasan.Core.Storage.Backups;

/// <summary>The first entry of a backup: what it is and what is in it.</summary>
/// <param name="Format">1.</param>
/// <param name="MadeAt">When the database was copied.</param>
/// <param name="Schema">The newest migration it has.</param>
/// <param name="Files">Everything else in the archive.</param>
public sealed record BackupManifest(int Format, DateTimeOffset MadeAt, string Schema, IReadOnlyList<BackedUpFile> Files)
{
    public const int CurrentFormat = 1;

    public const string FileName = "manifest.json";

    public const string Database = "rasan.db";

    public const string KeysFolder = "keys";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <returns>Null: it says nothing that we understand.</returns>
    public static BackupManifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Name">Path in the archive.</param>
/// <param name="Sha256">Of its content, in hexadecimal.</param>
public sealed record BackedUpFile(string Name, long Size, string Sha256)
{
    public static async Task<BackedUpFile> OfAsync(string name, string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return new(name, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }
}
