using System.Buffers.Binary;
using System.Buffers.Text;

namespace Rasan.Core.Messages;

/// <summary>The last row a page has looked at. Opaque outside.</summary>
public readonly record struct MessageCursor(DateTimeOffset CreatedAt, long Id)
{
    private const int Size = 2 * sizeof(long);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Id);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out MessageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Size + 2];
        if (!Base64Url.IsValid(text, out var length) || length != Size || !Base64Url.TryDecodeFromChars(text, bytes, out _)) return false;
        var at = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (at < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return false;
        cursor = new(DateTimeOffset.FromUnixTimeMilliseconds(at), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return true;
    }
}
