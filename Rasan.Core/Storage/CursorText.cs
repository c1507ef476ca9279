using System.Buffers.Binary;
using System.Buffers.Text;

namespace Rasan.Core.Storage;

/// <summary>How the place of a row in a list goes out: its time and its row id, opaque.</summary>
internal static class CursorText
{
    private const int Size = 2 * sizeof(long);

    public static string Write(DateTimeOffset at, long id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], id);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out DateTimeOffset at, out long id)
    {
        (at, id) = (default, 0);
        Span<byte> bytes = stackalloc byte[Size + 2];
        if (!Base64Url.IsValid(text, out var length) || length != Size || !Base64Url.TryDecodeFromChars(text, bytes, out _)) return false;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return false;
        (at, id) = (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return true;
    }
}
