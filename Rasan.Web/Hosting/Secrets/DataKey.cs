using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rasan.Web.Hosting.Secrets;

/// <summary>256 random bits that seal payloads, known by a number; itself sealed by the key ring where it lies.</summary>
internal sealed class DataKey : IDisposable
{
    private const int KeyBytes = 32, TimeBytes = 8;

    // one cipher per thread: it is not made for several at once, and making one costs more than a short text
    private readonly ThreadLocal<AesGcm> _cipher;

    public DataKey(uint id, ReadOnlySpan<byte> plain)
    {
        if (plain.Length != TimeBytes + KeyBytes) throw new CryptographicException("A data key has another length than expected.");
        Id = id;
        MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain));
        var key = plain[TimeBytes..].ToArray();
        _cipher = new(() => new AesGcm(key, AesGcm.TagByteSizes.MaxSize), trackAllValues: true);
    }

    public uint Id { get; }

    public DateTimeOffset MadeAt { get; }

    public AesGcm Cipher => _cipher.Value!;

    /// <summary>A new key as it is sealed and kept.</summary>
    public static byte[] Generate(DateTimeOffset now)
    {
        var plain = RandomNumberGenerator.GetBytes(TimeBytes + KeyBytes);
        BinaryPrimitives.WriteInt64BigEndian(plain, now.ToUnixTimeMilliseconds());
        return plain;
    }

    public void Dispose()
    {
        foreach (var cipher in _cipher.Values) cipher.Dispose();
        _cipher.Dispose();
    }
}
