using System.Buffers.Binary;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>A message's public id: a UUIDv7, so that it grows at the end of its index. Canonical lower case out, any form in.</summary>
public readonly record struct TrackingId(Guid Value)
{
    private const int Bytes = 16, TimeBytes = 6, VersionByte = 6, VariantByte = 8;

    public static TrackingId New(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        RandomBytes.Fill(id[TimeBytes..]);
        id[VersionByte] = (byte)(0x70 | (id[VersionByte] & 0x0F));
        id[VariantByte] = (byte)(0x80 | (id[VariantByte] & 0x3F));
        return new(new Guid(id, bigEndian: true));
    }

    public static bool TryParse(string? text, out TrackingId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new(value);
        return ok;
    }

    public override string ToString() => Value.ToString("D");
}
