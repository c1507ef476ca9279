using System.Buffers.Binary;

namespace Rasan.Bench.Panel;

/// <summary>As much MessagePack as a hub's messages need: what is not asked for is stepped over.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int ReadArray() => Take(1)[0] switch
    {
        var code and >= 0x90 and <= 0x9f => code & 0x0f,
        0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xdd => (int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        var code => throw Unexpected(code),
    };

    public long ReadNumber() => Take(1)[0] switch
    {
        var code and <= 0x7f => code,
        var code and >= 0xe0 => (sbyte)code,
        0xcc => Take(1)[0],
        0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        0xd0 => (sbyte)Take(1)[0],
        0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        var code => throw Unexpected(code),
    };

    /// <summary>UTF-8; empty where there is none.</summary>
    public ReadOnlySpan<byte> ReadText() => Take(1)[0] switch
    {
        0xc0 => default,
        var code and >= 0xa0 and <= 0xbf => Take(code & 0x1f),
        0xd9 => Take(Take(1)[0]),
        0xda => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
        0xdb => Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
        var code => throw Unexpected(code),
    };

    public void Skip()
    {
        switch (_rest[0])
        {
            case <= 0x7f or >= 0xcc and <= 0xd3 or >= 0xe0: ReadNumber(); break;
            case 0xc0 or 0xc2 or 0xc3: Take(1); break;
            case >= 0xa0 and <= 0xbf or 0xd9 or 0xda or 0xdb: ReadText(); break;
            case >= 0x90 and <= 0x9f or 0xdc or 0xdd: SkipMany(ReadArray()); break;
            case var map and >= 0x80 and <= 0x8f: Take(1); SkipMany((map & 0x0f) * 2); break;
            case 0xc4: Take(1); Take(Take(1)[0]); break;
            case 0xc5: Take(1); Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))); break;
            case 0xc6: Take(1); Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))); break;
            case var code: throw Unexpected(code);
        }
    }

    private void SkipMany(int count)
    {
        for (var i = 0; i < count; i++) Skip();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte code) => new($"0x{code:x2} is not what a hub's message has here.");
}
