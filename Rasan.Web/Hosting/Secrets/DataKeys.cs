using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting.Secrets;

/// <summary>
/// The data keys beside the key ring: <c>keys/data-key-0001</c> and on. The newest seals, every one opens. They are asked for on the accept
/// path, where the key ring's own protector would cost several times as much.
/// </summary>
internal sealed class DataKeys(IDataProtectionProvider ring, DataDirectory directory, TimeProvider clock) : IDisposable
{
    /// <summary>Random nonces stay far from repeating under one key.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private const string Prefix = "data-key-";

    private readonly IDataProtector _protector = ring.CreateProtector("Rasan.DataKey");
    private readonly Lock _lock = new();
    private volatile List<DataKey>? _keys;

    /// <exception cref="CryptographicException">A data key can't be opened: the key ring is not the one that sealed it.</exception>
    public DataKey Newest => (_keys ?? Load(makeOne: true))[^1];

    public DataKey Find(uint id)
    {
        foreach (var key in _keys ?? Load(makeOne: false))
            if (key.Id == id) return key;
        foreach (var key in Load(makeOne: false))   // another process may have made one since
            if (key.Id == id) return key;
        throw new CryptographicException("The data key that sealed this is not in the key ring.");
    }

    /// <summary>Makes the first key, or the next one when the newest is old.</summary>
    public void Renew()
    {
        if (Newest.MadeAt + Lifetime > clock.GetUtcNow()) return;
        lock (_lock)
        {
            Make(Newest.Id + 1);
            _keys = Read();
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys ?? []) key.Dispose();
    }

    private List<DataKey> Load(bool makeOne)
    {
        lock (_lock)
        {
            var keys = Read();
            if (keys is [] && makeOne)
            {
                Make(1);
                keys = Read();
            }

            if (keys is not []) _keys = keys;
            return keys;
        }
    }

    private List<DataKey> Read()
    {
        if (!Directory.Exists(directory.Keys)) return [];
        var files = Directory.EnumerateFiles(directory.Keys, Prefix + "*").Where(path => IdOf(path) is not null).OrderBy(IdOf);
        return [.. files.Select(path => new DataKey(IdOf(path)!.Value, _protector.Unprotect(File.ReadAllBytes(path))))];
    }

    private void Make(uint id)
    {
        DurableFile.CreateFolder(directory.Keys);
        var sealedKey = _protector.Protect(DataKey.Generate(clock.GetUtcNow()));
        foreach (var file in Directory.EnumerateFiles(directory.Keys, "key-*.xml")) DurableFile.Flush(file);   // the ring writes its keys without: a power cut would leave what nothing opens
        DurableFile.Write(Path.Combine(directory.Keys, Prefix + id.ToString("D4", CultureInfo.InvariantCulture)), sealedKey, replace: false);   // another process may have been first: its key is as good
    }

    private static uint? IdOf(string path) =>
        uint.TryParse(Path.GetFileName(path)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
