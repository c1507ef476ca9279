using System.Buffers.Binary;
using System.Text;

namespace Rasan.Bench.Panel;

/// <summary>A message to the hub: its length, then an array of type, headers, invocation, target, arguments, streams.</summary>
internal static class HubMessage
{
    public static readonly byte[] Handshake = Encoding.UTF8.GetBytes("""{"protocol":"blazorpack","version":1}""" + "\u001e");

    public static readonly byte[] Ping = [2, 0x91, 6];

    /// <param name="invocation">Null: no answer is wanted.</param>
    /// <param name="arguments">Texts, whole numbers, yes or no, null.</param>
    public static byte[] Call(string? invocation, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x96, 1, 0x80]);
        Write(body, invocation);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        body.WriteByte(0x90);
        return [.. Length((int)body.Length), .. body.ToArray()];
    }

    /// <summary>Where a message ends; its own bytes begin at <paramref name="at"/>. False: more must come first.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> held, out int at, out int length)
    {
        (at, length) = (0, 0);
        while (at < held.Length)
        {
            var part = held[at];
            length |= (part & 0x7f) << (7 * at);
            at++;
            if ((part & 0x80) == 0) return held.Length - at >= length;
        }
        return false;
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length > 0x7f; length >>= 7) yield return (byte)(length | 0x80);
        yield return (byte)length;
    }

    private static void Write(MemoryStream into, object? value)
    {
        Span<byte> number = stackalloc byte[9];
        switch (value)
        {
            case null: into.WriteByte(0xc0); break;
            case bool yes: into.WriteByte(yes ? (byte)0xc3 : (byte)0xc2); break;
            case long whole:
                number[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(number[1..], whole);
                into.Write(number);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                number[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(number[1..], bytes.Length);
                into.Write(number[..5]);
                into.Write(bytes);
                break;
            default: throw new ArgumentException($"No hub takes a {value.GetType().Name}.", nameof(value));
        }
    }
}
