using System.Buffers.Binary;
using System.Security.Cryptography;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting.Secrets;

/// <summary>AES-256-GCM under a data key: version, key number, nonce, tag, and the sealed bytes.</summary>
internal sealed class SecretBox(DataKeys keys) : ISecretBox
{
    private const byte Version = 1;
    private const int HeaderBytes = 1 + sizeof(uint), NonceBytes = 12, TagBytes = 16, Overhead = HeaderBytes + NonceBytes + TagBytes;

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var key = keys.Newest;
        var box = new byte[Overhead + plain.Length];
        var span = box.AsSpan();
        span[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], key.Id);
        RandomBytes.Fill(Nonce(span));
        key.Cipher.Encrypt(Nonce(span), plain, span[Overhead..], Tag(span), span[..HeaderBytes]);
        return box;
    }

    public byte[] Open(byte[] sealedBytes)
    {
        var box = sealedBytes.AsSpan();
        if (box.Length < Overhead || box[0] != Version) throw new CryptographicException("These bytes were not sealed here.");
        var plain = new byte[box.Length - Overhead];
        keys.Find(BinaryPrimitives.ReadUInt32BigEndian(box[1..])).Cipher.Decrypt(Nonce(box), box[Overhead..], Tag(box), plain, box[..HeaderBytes]);
        return plain;
    }

    private static Span<byte> Nonce(Span<byte> box) => box.Slice(HeaderBytes, NonceBytes);

    private static Span<byte> Tag(Span<byte> box) => box.Slice(HeaderBytes + NonceBytes, TagBytes);
}
