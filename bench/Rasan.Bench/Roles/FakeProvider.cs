using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Roles;

/// <summary>
/// The other end of a send: an ordinary web program that takes one request a message on /send, counts it and notes when it came.
/// GET /count and /stats tell, POST /reset starts anew.
/// </summary>
internal sealed class FakeProvider
{
    private const int ReferenceDigits = 19;
    private static readonly byte[] Receipt = Encoding.ASCII.GetBytes($$"""{"status":"ok","id":"{{new string('0', ReferenceDigits)}}"}""");
    private static readonly int ReferenceAt = Receipt.AsSpan().IndexOf("000"u8);

    private readonly Lock _lock = new();
    private readonly List<long> _latencies = new(1 << 16);

    // the reference is unique over restarts of the fake too: the ticks of the machine go on
    private long _reference = Stopwatch.GetTimestamp();
    private long _count, _first, _last;

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var provider = new FakeProvider();
        app.Map("/send", provider.TakeAsync);
        app.MapPost("/refuse", () => Results.Conflict());
        app.MapGet("/count", () => Results.Text(provider.Count(), "application/json"));
        app.MapGet("/stats", () => Results.Text(provider.Stats(), "application/json"));
        app.MapPost("/reset", provider.Reset);
        await app.StartAsync();
        await Child.ServeAsync(app);
    }

    private async Task TakeAsync(HttpContext context)
    {
        var body = await WholeAsync(context.Request.BodyReader);
        var reference = Note(SentAt(body.IsSingleSegment ? body.FirstSpan : body.ToArray()) ?? SentAt(Encoding.ASCII.GetBytes(context.Request.QueryString.Value ?? "")));
        context.Request.BodyReader.AdvanceTo(body.End);
        Answer(context.Response, reference);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async ValueTask<ReadOnlySequence<byte>> WholeAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted) return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <returns>The message's reference.</returns>
    private long Note(long? sent)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            _last = now;
            if (_count++ == 0) _first = now;
            if (sent is { } since) _latencies.Add(now - since);
            return ++_reference;
        }
    }

    /// <summary>The stamp that the generator put between its marks.</summary>
    private static long? SentAt(ReadOnlySpan<byte> request)
    {
        for (var at = request.IndexOf("zt"u8); at >= 0; at = request.IndexOf("zt"u8))
        {
            request = request[(at + 2)..];
            if (request.Length > RequestBytes.StampDigits && request[RequestBytes.StampDigits] == 't'
                && Utf8Parser.TryParse(request[..RequestBytes.StampDigits], out long sent, out var used) && used == RequestBytes.StampDigits)
            {
                return sent;
            }
        }
        return null;
    }

    private static void Answer(HttpResponse response, long reference)
    {
        response.ContentType = "application/json";
        response.ContentLength = Receipt.Length;
        var into = response.BodyWriter.GetSpan(Receipt.Length);
        Receipt.CopyTo(into);
        Utf8Formatter.TryFormat(reference, into[ReferenceAt..], out _, new('D', ReferenceDigits));
        response.BodyWriter.Advance(Receipt.Length);
    }

    private string Count()
    {
        lock (_lock) return string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{_count}}}""");
    }

    private string Stats()
    {
        lock (_lock)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $$"""{"count":{{_count}},"first":{{_first}},"last":{{_last}},"stamped":{{_latencies.Count}},"p50":{{Quantiles.OfTicks(_latencies, 0.5)}},"p99":{{Quantiles.OfTicks(_latencies, 0.99)}}}""");
        }
    }

    private void Reset()
    {
        lock (_lock)
        {
            _count = _first = _last = 0;
            _latencies.Clear();
        }
    }
}
