using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rasan.Bench.Load;

/// <summary>
/// One connection's request as ready bytes. What differs from request to request has a fixed width and is written over
/// in place, so that sending one costs a few dozen stores and one system call.
/// </summary>
internal sealed class RequestBytes
{
    /// <summary>Seven random digits: the end of a phone number. The last four are never a number with a meaning to the simulated telecom (0001 to 0009).</summary>
    public const string Phone = "{{phone}}";

    /// <summary>32 random hex digits.</summary>
    public const string Key = "{{key}}";

    /// <summary>The moment of sending, in <see cref="Stopwatch"/> ticks, between marks that the fake provider looks for.</summary>
    public const string Stamp = "{{stamp}}";

    /// <summary>The request's own number, eight digits.</summary>
    public const string Number = "{{number}}";

    public const int StampDigits = 19;
    private static readonly (string Name, int Width)[] Slots = [(Phone, 7), (Key, 32), (Stamp, StampDigits + 4), (Number, 8)];

    private readonly byte[] _bytes;
    private readonly List<(string Name, int Offset)> _places = [];
    private ulong _state;

    public RequestBytes(string text, ulong seed)
    {
        _state = seed | 1;
        foreach (var (name, width) in Slots)
            text = text.Replace(name, $"{name[..3]}{new string('0', width - 3)}", StringComparison.Ordinal);
        _bytes = Encoding.UTF8.GetBytes(text);
        foreach (var (name, _) in Slots)
        {
            var opening = Encoding.UTF8.GetBytes(name[..3]);
            for (var at = _bytes.AsSpan().IndexOf(opening); at >= 0; at = _bytes.AsSpan().IndexOf(opening))
            {
                _places.Add((name, at));
                _bytes.AsSpan(at, 3).Fill((byte)'0');
            }
        }
    }

    /// <summary>An HTTP/1.1 request with a body, ready to be sliced into slots.</summary>
    public static string Post(string path, string body, params string[] headers)
    {
        var width = Encoding.UTF8.GetByteCount(body);
        foreach (var (name, slot) in Slots) width += (slot - name.Length) * (body.Split(name).Length - 1);
        return $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(h => h + "\r\n"))}" +
            $"Content-Type: application/json\r\nContent-Length: {width.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}";
    }

    public static string Get(string pathAndQuery) => $"GET {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\n\r\n";

    public ReadOnlySpan<byte> Next(long number, long now)
    {
        foreach (var (name, offset) in _places)
        {
            switch (name)
            {
                case Phone: WriteDigits(offset, 7, (long)(Random() % 1000 * 10_000) + 10 + (long)(Random() % 9_990)); break;
                case Key: WriteHex(offset, Random()); WriteHex(offset + 16, Random()); break;
                case Stamp: WriteStamp(offset, now); break;
                default: WriteDigits(offset, 8, number); break;
            }
        }
        return _bytes;
    }

    private void WriteStamp(int offset, long now)
    {
        "zt"u8.CopyTo(_bytes.AsSpan(offset));
        WriteDigits(offset + 2, StampDigits, now);
        "tz"u8.CopyTo(_bytes.AsSpan(offset + 2 + StampDigits));
    }

    private void WriteDigits(int offset, int width, long value)
    {
        for (var at = offset + width - 1; at >= offset; at--, value /= 10) _bytes[at] = (byte)('0' + (value % 10));
    }

    private void WriteHex(int offset, ulong value) =>
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(offset, 16), out _, new('x', 16));

    private ulong Random()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state;
    }
}
