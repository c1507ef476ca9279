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
    private readonly Socket _door = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Epoll _epoll = new(512);
    private readonly Dictionary<int, Line> _lines = [];
    private readonly Queue<(long Due, Line Line)> _waiting = new();
    private readonly List<long> _latencies = new(1 << 16);
    private readonly long _firstReference = Stopwatch.GetTimestamp();
    private long _sends, _count, _first, _last, _delay;
    private int _nextTag;
    private volatile bool _stopped;

    public static async Task RunAsync()
    {
        using var provider = new FakeProvider();
        provider._door.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        provider._door.Listen(1024);
        provider._epoll.Watch(provider._door, Listener);
        new Thread(provider.Serve) { IsBackground = true }.Start();
        await Child.ServeAsync(provider._door.LocalEndPoint is IPEndPoint at ? at.Port : 0);
    }

    public void Dispose()
    {
        _stopped = true;
        _door.Dispose();
        _epoll.Dispose();
    }

    private void Serve()
    {
        while (!_stopped)
        {
            var ready = _epoll.Wait(_waiting.Count > 0 ? 1 : 1000);
            for (var i = 0; i < ready; i++)
            {
                var tag = _epoll.TagAt(i);
                if (tag == Listener) Welcome();
                else Read(_lines[tag], tag);
            }
            while (_waiting.TryPeek(out var head) && head.Due <= Stopwatch.GetTimestamp()) Answer(_waiting.Dequeue().Line);
        }
    }

    private void Welcome()
    {
        var line = new Line(_door.Accept());
        line.Socket.NoDelay = true;
        _lines[_nextTag] = line;
        _epoll.Watch(line.Socket, _nextTag++);
    }

    private void Read(Line line, int tag)
    {
        var read = Epoll.Receive(line.Socket.SafeHandle, line.Buffer.AsSpan(line.Held));
        if (read < 0) return;
        if (read == 0)
        {
            _lines.Remove(tag);
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
            Tell(line, string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{_count}}}"""));
        }
        else if (request.IndexOf("/reset"u8) is > 0 and < 8)
        {
            Reset(request);
            Tell(line, "{}");
        }
        else
        {
            Note(request);
            if (_delay == 0) Answer(line);
            else _waiting.Enqueue((Stopwatch.GetTimestamp() + _delay, line));
        }
    }

    private void Note(ReadOnlySpan<byte> request)
    {
        _last = Stopwatch.GetTimestamp();
        if (_count++ == 0) _first = _last;
        if (SentAt(request) is { } sent) _latencies.Add(_last - sent);
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
        Utf8Formatter.TryFormat(_firstReference + ++_sends, line.Receipt.AsSpan(Line.ReferenceAt), out _, new('D', 19));
        Epoll.Send(line.Socket.SafeHandle, line.Receipt);
    }

    private static void Tell(Line line, string json) =>
        Epoll.Send(line.Socket.SafeHandle, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}")));

    private string Stats() => string.Create(CultureInfo.InvariantCulture,
        $$"""{"count":{{_count}},"first":{{_first}},"last":{{_last}},"stamped":{{_latencies.Count}},"p50":{{Quantiles.OfTicks(_latencies, 0.5)}},"p99":{{Quantiles.OfTicks(_latencies, 0.99)}}}""");

    private void Reset(ReadOnlySpan<byte> request)
    {
        _count = _first = _last = _delay = 0;
        _latencies.Clear();
        if (request.IndexOf("delay="u8) is > 0 and var at && Utf8Parser.TryParse(request[(at + 6)..], out int milliseconds, out _))
            _delay = milliseconds * Stopwatch.Frequency / 1000;
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
