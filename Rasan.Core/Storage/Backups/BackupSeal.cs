using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rasan.Core.Storage.Backups;

/// <summary>
/// Seals an archive under a passphrase: PBKDF2, then AES-256-GCM in chunks whose nonces count and whose last one says that it is the last,
/// so that nothing can be cut off, swapped or appended unseen.
/// </summary>
internal static class BackupSeal
{
    /// <summary>What a sealed archive begins with; a plain one is an ordinary .tar.gz.</summary>
    public static ReadOnlySpan<byte> Mark => "RASANBK1"u8;

    private const int Iterations = 600_000, SaltBytes = 16, TagBytes = 16, ChunkBytes = 64 * 1024;
    private static readonly int HeaderBytes = Mark.Length + sizeof(int) + SaltBytes;

    public static async Task SealAsync(Stream plain, Stream target, string passphrase, CancellationToken ct)
    {
        var header = new byte[HeaderBytes];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(Mark.Length), Iterations);
        RandomNumberGenerator.Fill(header.AsSpan(^SaltBytes..));
        using var cipher = CipherOf(header, passphrase);
        await target.WriteAsync(header, ct);
        await EachChunkAsync(plain, ChunkBytes, async (chunk, nonce) =>
        {
            var box = new byte[chunk.Length + TagBytes];
            cipher.Encrypt(nonce.Span, chunk.Span, box.AsSpan(..chunk.Length), box.AsSpan(chunk.Length..), header);
            await target.WriteAsync(box, ct);
        }, ct);
    }

    /// <returns>False: another passphrase, or the file was changed.</returns>
    public static async Task<bool> TryOpenAsync(Stream source, Stream target, string passphrase, CancellationToken ct)
    {
        var header = new byte[HeaderBytes];
        if (await source.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, ct) < HeaderBytes) return false;
        if (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(Mark.Length)) is < 1 or > 100_000_000) return false;
        using var cipher = CipherOf(header, passphrase);
        try
        {
            await EachChunkAsync(source, ChunkBytes + TagBytes, async (box, nonce) =>
            {
                if (box.Length < TagBytes) throw new CryptographicException("The archive ends within a chunk.");
                var plain = new byte[box.Length - TagBytes];
                cipher.Decrypt(nonce.Span, box.Span[..plain.Length], box.Span[plain.Length..], plain, header);
                await target.WriteAsync(plain, ct);
            }, ct);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static AesGcm CipherOf(byte[] header, string passphrase) => new(
        Rfc2898DeriveBytes.Pbkdf2(passphrase, header.AsSpan(^SaltBytes..), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(Mark.Length)), HashAlgorithmName.SHA256, 32), TagBytes);

    /// <summary>Reads one chunk ahead, to know which is the last.</summary>
    private static async Task EachChunkAsync(Stream source, int size, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, Task> take, CancellationToken ct)
    {
        var (current, next) = (new byte[size], new byte[size]);
        var length = await source.ReadAtLeastAsync(current, size, throwOnEndOfStream: false, ct);
        var (number, isLast) = (0L, false);
        while (!isLast)
        {
            var following = length < size ? 0 : await source.ReadAtLeastAsync(next, size, throwOnEndOfStream: false, ct);
            isLast = following == 0;
            var nonce = new byte[AesGcm.NonceByteSizes.MaxSize];
            BinaryPrimitives.WriteInt64BigEndian(nonce, number++);
            nonce[^1] = isLast ? (byte)1 : (byte)0;
            await take(current.AsMemory(0, length), nonce);
            (current, next, length) = (next, current, following);
        }
    }
}
