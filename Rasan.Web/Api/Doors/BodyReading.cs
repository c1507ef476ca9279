using System.Buffers;
using System.Text;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Doors;

/// <summary>Reads a body into one piece of pooled memory: parsed from there, hashed from there, logged from there.</summary>
internal static class BodyReading
{
    public const int Limit = 256 * 1024;
    private const int FirstGuess = 4 * 1024;
    private const string Json = "application/json";

    public static async ValueTask<Problem?> ReadAsync(ApiRequest request)
    {
        var http = request.Http.Request;
        if (!IsJson(http.ContentType)) return Problem.UnsupportedMediaType();
        if (http.ContentLength > Limit) return Problem.BodyTooLarge();
        if (request.ReadIdempotencyKey() is { } badKey) return badKey;

        var start = request.IdempotencyKey is null ? 0 : PreambleLength(http);
        var buffer = ArrayPool<byte>.Shared.Rent(start + (int)(http.ContentLength ?? FirstGuess));
        if (start > 0) WritePreamble(http, buffer);
        var end = start;
        while (true)
        {
            var read = await http.BodyReader.ReadAsync();
            if (end - start + read.Buffer.Length > Limit)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return Problem.BodyTooLarge();
            }
            Append(ref buffer, ref end, read.Buffer);
            http.BodyReader.AdvanceTo(read.Buffer.End);
            if (!read.IsCompleted) continue;
            request.TakeBody(buffer, start, end);
            return null;
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        if (contentType.Equals(Json, StringComparison.OrdinalIgnoreCase)) return true;
        return Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var media)
            && (media.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!media.Charset.HasValue || media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || media.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
    }

    private static void Append(ref byte[] buffer, ref int end, in ReadOnlySequence<byte> more)
    {
        var needed = end + (int)more.Length;
        if (needed > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        more.CopyTo(buffer.AsSpan(end));
        end = needed;
    }

    private static int PreambleLength(HttpRequest http) => http.Method.Length + 1 + Encoding.UTF8.GetByteCount(http.Path.Value!) + 1;

    private static void WritePreamble(HttpRequest http, Span<byte> buffer)
    {
        var at = Encoding.UTF8.GetBytes(http.Method, buffer);
        buffer[at++] = (byte)' ';
        at += Encoding.UTF8.GetBytes(http.Path.Value, buffer[at..]);
        buffer[at] = (byte)'\n';
    }
}
