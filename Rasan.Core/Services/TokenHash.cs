using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rasan.Core.Services;

/// <summary>SHA-256 of a token's secret, as a key for looking it up in memory.</summary>
public readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public static TokenHash From(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public static TokenHash Of(ReadOnlySpan<char> secret)
    {
        Span<byte> utf8 = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Encoding.UTF8.TryGetBytes(secret, utf8, out var length)) return default;   // longer than any secret of ours
        SHA256.HashData(utf8[..length], hash);
        return From(hash);
    }
}
