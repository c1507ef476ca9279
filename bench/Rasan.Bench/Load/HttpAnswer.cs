using System.Buffers.Text;

namespace Rasan.Bench.Load;

/// <summary>As much HTTP as a generator and a fake provider need: where a message ends and what its status is.</summary>
internal static class HttpAnswer
{
    public static int Status(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer[9..12], out int status, out _) ? status : 0;

    /// <summary>Whether headers and body are complete; the same for requests and answers.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> message, out int bodyAt)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        bodyAt = end + 4;
        if (end < 0) return false;
        var headers = message[..end];
        if (Length(headers) is { } length) return message.Length >= bodyAt + length;
        // without a length it is chunked, or has no body (a GET)
        return headers.IndexOf("chunked"u8) < 0 || message.EndsWith("\r\n0\r\n\r\n"u8);
    }

    private static int? Length(ReadOnlySpan<byte> headers)
    {
        var at = headers.IndexOf("ontent-Length: "u8);
        if (at < 0) at = headers.IndexOf("ontent-length: "u8);
        return at >= 0 && Utf8Parser.TryParse(headers[(at + 15)..], out int length, out _) ? length : null;
    }
}
