using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rasan.Tests.Support;

/// <summary>Answers every connection with the same bytes and hangs up; with none it hangs up at once. No web server stands behind it that could log what it was asked.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;

    public RawServer(string answer)
    {
        _listener.Start();
        _run = RunAsync(Encoding.UTF8.GetBytes(answer));
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public static string Http(int status, string body) => $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _run;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(caller, answer);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(TcpClient caller, byte[] answer)
    {
        try
        {
            var read = new byte[16_384];
            if (await caller.GetStream().ReadAsync(read, _end.Token) == 0) return;
            await caller.GetStream().WriteAsync(answer, _end.Token);
        }
        catch (IOException)
        {
            // it did not wait for the answer
        }
    }
}
