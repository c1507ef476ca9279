using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Roles;

/// <summary>
/// The other end of a send: takes one request a message on /send, counts it and notes when it came; on one thread and
/// bare sockets, so that it takes as little as possible of the cores it shares with what is measured.
/// GET /count and /stats tell, POST /reset?delay=MS starts anew.
/// </summary>
internal sealed class FakeProvider : IDisposable
{
    private const int Listener = -1;
    private readonly Socket door = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Epoll epoll = new(512);
    private readonly Dictionary<int, Line> lines = [];
    private readonly Queue<(long Due, Line Line)> waiting = new();
    private readonly List<long> latencies = new(1 << 16);
    private readonly long firstReference = Stopwatch.GetTimestamp();
    private long sends, count, first, last, delay;
    private int nextTag;
    private volatile bool stopped;

    public static async Task RunAsync()
    {
        using var provider = new FakeProvider();
        provider.door.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        provider.door.Listen(1024);
        provider.epoll.Watch(provider.door, Listener);
        new Thread(provider.Serve) { IsBackground = true }.Start();
        await Child.ServeAsync(((IPEndPoint)provider.door.LocalEndPoint!).Port);
    }

    public void Dispose()
    {
        stopped = true;
        door.Dispose();
        epoll.Dispose();
    }

    private void Serve()
    {
        while (!stopped)
        {
            var ready = epoll.Wait(waiting.Count > 0 ? 1 : 1000);
            for (var i = 0; i < ready; i++)
            {
                var tag = epoll.TagAt(i);
                if (tag == Listener) Welcome();
                else Read(lines[tag], tag);
            }
            while (waiting.TryPeek(out var head) && head.Due <= Stopwatch.GetTimestamp()) Answer(waiting.Dequeue().Line);
        }
    }

    private void Welcome()
    {
        var line = new Line(door.Accept());
        line.Socket.NoDelay = true;
        lines[nextTag] = line;
        epoll.Watch(line.Socket, nextTag++);
    }

    private void Read(Line line, int tag)
    {
        var read = Epoll.Receive(line.Socket.SafeHandle, line.Buffer.AsSpan(line.Held));
        if (read < 0) return;
        if (read == 0)
        {
            lines.Remove(tag);
            line.Socket.Dispose();
            return;
        }
        line.Held += read;
        var request = line.Buffer.AsSpan(0, line.Held);
        if (!HttpAnswer.IsWhole(request, out _)) return;
        line.Held = 0;
        Take(line, request);
    }

    private void Take(Line line, ReadOnlySpan<byte> request)
    {
        if (request.IndexOf("/stats"u8) is > 0 and < 8)
        {
            Tell(line, Stats());
        }
        else if (request.IndexOf("/count"u8) is > 0 and < 8)
        {
            Tell(line, string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{count}}}"""));
        }
        else if (request.IndexOf("/reset"u8) is > 0 and < 8)
        {
            Reset(request);
            Tell(line, "{}");
        }
        else
        {
            Note(request);
            if (delay == 0) Answer(line);
            else waiting.Enqueue((Stopwatch.GetTimestamp() + delay, line));
        }
    }

    private void Note(ReadOnlySpan<byte> request)
    {
        last = Stopwatch.GetTimestamp();
        if (count++ == 0) first = last;
        if (SentAt(request) is { } sent) latencies.Add(last - sent);
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

    private void Answer(Line line)
    {
        // the reference is unique over restarts of the fake too: the ticks of the machine go on
        Utf8Formatter.TryFormat(firstReference + ++sends, line.Receipt.AsSpan(Line.ReferenceAt), out _, new('D', 19));
        Epoll.Send(line.Socket.SafeHandle, line.Receipt);
    }

    private static void Tell(Line line, string json) =>
        Epoll.Send(line.Socket.SafeHandle, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}")));

    private string Stats() => string.Create(CultureInfo.InvariantCulture,
        $$"""{"count":{{count}},"first":{{first}},"last":{{last}},"stamped":{{latencies.Count}},"p50":{{Quantiles.OfTicks(latencies, 0.5)}},"p99":{{Quantiles.OfTicks(latencies, 0.99)}}}""");

    private void Reset(ReadOnlySpan<byte> request)
    {
        count = first = last = delay = 0;
        latencies.Clear();
        if (request.IndexOf("delay="u8) is > 0 and var at && Utf8Parser.TryParse(request[(at + 6)..], out int milliseconds, out _))
            delay = milliseconds * Stopwatch.Frequency / 1000;
    }

    private sealed class Line(Socket socket)
    {
        private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n{\"status\":\"ok\",\"id\":\"";

        public static int ReferenceAt => Head.Length;

        public Socket Socket => socket;

        public byte[] Buffer { get; } = new byte[16 * 1024];

        public byte[] Receipt { get; } = Encoding.ASCII.GetBytes(Head + new string('0', 19) + "\"}");

        public int Held { get; set; }
    }
}
