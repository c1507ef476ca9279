using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Rasan.Bench.Panel;

/// <summary>
/// One window of a browser on the panel: opens a Blazor circuit, acknowledges every render and answers every call, and looks at nothing of them.
/// Opened as blazor.web.js does it.
/// </summary>
internal sealed class Circuit(PanelVisitor visitor) : IAsyncDisposable
{
    private const string Starting = "0";
    private const int InvocationType = 1, CompletionType = 3, CloseType = 7;

    private readonly ClientWebSocket _line = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _held = new byte[16 * 1024];
    private int _count;
    private string? _id;
    private Task _listening = Task.CompletedTask;
    private long _batches;

    /// <summary>Renders shown and acknowledged.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Why it is no longer there; null: it is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Returns when the first render has come.</summary>
    public async Task OpenAsync(string path, CancellationToken ct)
    {
        var page = await visitor.OpenAsync(path, ct);
        var ticket = await visitor.NegotiateAsync(ct);
        _line.Options.Cookies = visitor.Cookies;
        await _line.ConnectAsync(new UriBuilder(visitor.Origin) { Scheme = "ws", Path = "/_blazor", Query = "id=" + Uri.EscapeDataString(ticket) }.Uri, ct);
        await _line.SendAsync(HubMessage.Handshake, WebSocketMessageType.Text, endOfMessage: true, ct);
        await TakeHandshakeAsync(ct);
        _listening = Task.Run(ListenAsync, ct);
        await SendAsync(HubMessage.Call(Starting, "StartCircuit", visitor.Origin.ToString(), page.Address.ToString(), "[]", page.State), ct);
        _id = await _started.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);
        await SendAsync(HubMessage.Call(null, "UpdateRootComponents", page.Operations, page.State), ct);
        await _shown.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);
    }

    public Task PingAsync(CancellationToken ct) => Fault is null ? SendAsync(HubMessage.Ping, ct) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_id is not null && Fault is null) await visitor.CloseAsync(_id, CancellationToken.None);
        await _closing.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _line.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task TakeHandshakeAsync(CancellationToken ct)
    {
        var answer = await _line.ReceiveAsync(_held.AsMemory(), ct);
        var text = Encoding.UTF8.GetString(_held, 0, answer.Count);
        if (text != "{}\u001e") throw new InvalidOperationException("The hub answered the handshake with " + text);
    }

    private async Task ListenAsync()
    {
        try
        {
            while (Fault is null)
            {
                if (_count == _held.Length) Array.Resize(ref _held, _held.Length * 2);
                var read = await _line.ReceiveAsync(_held.AsMemory(_count), _closing.Token);
                if (read.MessageType == WebSocketMessageType.Close) throw new WebSocketException("The server hung up.");
                _count += read.Count;
                await TakeMessagesAsync();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidDataException or IOException)
        {
            if (!_closing.IsCancellationRequested) Fault ??= exception.Message;
        }
        finally
        {
            var end = new InvalidOperationException(Fault ?? "The window was closed.");
            _started.TrySetException(end);
            _shown.TrySetException(end);
        }
    }

    private async Task TakeMessagesAsync()
    {
        var done = 0;
        while (HubMessage.TryMeasure(_held.AsSpan(done, _count - done), out var at, out var length))
        {
            var reply = Answer(_held.AsSpan(done + at, length));
            done += at + length;
            if (reply is not null) await SendAsync(reply, _closing.Token);
        }

        _held.AsSpan(done, _count - done).CopyTo(_held);
        _count -= done;
    }

    private byte[]? Answer(ReadOnlySpan<byte> message)
    {
        var reader = new PackReader(message);
        reader.ReadArray();
        switch (reader.ReadNumber())
        {
            case InvocationType:
                reader.Skip();   // headers
                reader.Skip();   // the server waits for no answer by number
                var target = reader.ReadText();
                return reader.ReadArray() > 0 ? Answer(target, ref reader) : null;
            case CompletionType:
                reader.Skip();
                reader.Skip();
                if (reader.ReadNumber() == 3) _started.TrySetResult(Encoding.UTF8.GetString(reader.ReadText()));
                else Fault = "The circuit was refused: " + Encoding.UTF8.GetString(reader.ReadText());
                return null;
            case CloseType:
                Fault = "The hub closed the line: " + Encoding.UTF8.GetString(reader.ReadText());
                return null;
            default:
                return null;
        }
    }

    private byte[]? Answer(ReadOnlySpan<byte> target, ref PackReader arguments)
    {
        if (target.SequenceEqual("JS.RenderBatch"u8))
        {
            Interlocked.Increment(ref _batches);
            _shown.TrySetResult();
            return HubMessage.Call(null, "OnRenderCompleted", arguments.ReadNumber(), null);
        }

        if (target.SequenceEqual("JS.BeginInvokeJS"u8))
        {
            var call = arguments.ReadNumber();
            return call == 0 ? null : HubMessage.Call(null, "EndInvokeJSFromDotNet", call, true, string.Create(CultureInfo.InvariantCulture, $"[{call},true,null]"));
        }

        if (target.SequenceEqual("JS.Error"u8)) Fault = "The circuit broke: " + Encoding.UTF8.GetString(arguments.ReadText());
        return null;
    }

    private async Task SendAsync(byte[] message, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await _line.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }
}
