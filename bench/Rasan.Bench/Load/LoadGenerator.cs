using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Load;

/// <summary>One answer as it comes in: the request's number, its status and its body (without the headers).</summary>
internal delegate void AnswerSeen(long number, int status, ReadOnlySpan<byte> body);

/// <summary>N keep-alive connections on one thread, each with one request under way.</summary>
internal sealed class LoadGenerator(LoadPlan plan, AnswerSeen? seen = null, CancellationToken stop = default)
{
    private readonly List<long> _latencies = new(1 << 16);
    private long _asked, _taken, _refused, _broken;
    private long _endsAt;
    private string? _fault;

    public LoadResult Run()
    {
        using var epoll = new Epoll(plan.Connections);
        var lines = Enumerable.Range(0, plan.Connections).Select(tag => Connect(epoll, tag)).ToArray();
        var startedAt = Stopwatch.GetTimestamp();
        _endsAt = startedAt + (long)(plan.Seconds * Stopwatch.Frequency);
        var open = lines.Count(Ask);
        while (open > 0 && !stop.IsCancellationRequested)
        {
            var ready = epoll.Wait(milliseconds: 1000);
            // an answer that never comes must not hold the run for ever
            if (ready == 0 && Stopwatch.GetTimestamp() > _endsAt + (10 * Stopwatch.Frequency)) break;
            for (var i = 0; i < ready; i++)
            {
                if (!Read(lines[epoll.TagAt(i)])) open--;
            }
        }
        _broken += open;
        foreach (var line in lines) line.Socket.Dispose();
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        var (p50, p99) = (Quantiles.OfTicks(_latencies, 0.5), Quantiles.OfTicks(_latencies, 0.99));
        return new(startedAt, seconds, _asked, _taken, _refused, _broken, p50, p99, _fault);
    }

    private Line Connect(Epoll epoll, int tag)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, plan.Port);
        epoll.Watch(socket, tag);
        return new(socket, new(plan.Request, (ulong)System.Random.Shared.NextInt64()));
    }

    private bool Ask(Line line)
    {
        var now = Stopwatch.GetTimestamp();
        if (now >= _endsAt || _asked >= plan.Count) return false;
        line.Number = plan.FirstNumber + _asked++;
        line.AskedAt = now;
        line.Held = 0;
        if (Epoll.Send(line.Socket.SafeHandle, line.Request.Next(line.Number, now))) return true;
        _broken++;
        return false;
    }

    /// <returns>False when this line has nothing more to do.</returns>
    private bool Read(Line line)
    {
        var read = Epoll.Receive(line.Socket.SafeHandle, line.Buffer.AsSpan(line.Held));
        if (read < 0) return true;
        if (read == 0)
        {
            _broken++;
            return false;
        }
        line.Held += read;
        var answer = line.Buffer.AsSpan(0, line.Held);
        if (!HttpAnswer.IsWhole(answer, out var bodyAt)) return true;
        Count(line, HttpAnswer.Status(answer), answer, bodyAt);
        if (plan.PauseMs > 0) Pause();
        return Ask(line);
    }

    private void Count(Line line, int status, ReadOnlySpan<byte> answer, int bodyAt)
    {
        _latencies.Add(Stopwatch.GetTimestamp() - line.AskedAt);
        if (status is >= 200 and < 300)
        {
            _taken++;
        }
        else
        {
            _refused++;
            _fault ??= Encoding.UTF8.GetString(answer);
        }
        seen?.Invoke(line.Number, status, answer[bodyAt..]);
    }

    private void Pause() => stop.WaitHandle.WaitOne(plan.PauseMs);

    private sealed class Line(Socket socket, RequestBytes request)
    {
        public Socket Socket => socket;

        public RequestBytes Request => request;

        public byte[] Buffer { get; } = new byte[16 * 1024];

        public int Held { get; set; }

        public long Number { get; set; }

        public long AskedAt { get; set; }
    }
}
