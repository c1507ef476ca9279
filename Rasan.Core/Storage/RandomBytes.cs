using System.Security.Cryptography;

namespace Rasan.Core.Storage;

/// <summary>
/// Random bytes of the system's generator, drawn a block at a time: nonces and ids want a few per message, and a call for
/// each costs more than the rest of making one. What was handed out is wiped from the block.
/// </summary>
public static class RandomBytes
{
    private const int BlockBytes = 512;

    [ThreadStatic]
    private static Block? _block;

    /// <param name="into">Shorter than a block.</param>
    public static void Fill(Span<byte> into) => (_block ??= new()).Take(into);

    private sealed class Block
    {
        private readonly byte[] _bytes = new byte[BlockBytes];
        private int _used = BlockBytes;

        public void Take(Span<byte> into)
        {
            if (_used + into.Length > BlockBytes)
            {
                RandomNumberGenerator.Fill(_bytes);
                _used = 0;
            }

            var taken = _bytes.AsSpan(_used, into.Length);
            taken.CopyTo(into);
            taken.Clear();
            _used += into.Length;
        }
    }
}
