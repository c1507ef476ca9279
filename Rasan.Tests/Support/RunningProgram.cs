using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Rasan.Tests.Support;

/// <summary>One run of the program as a server; what it says is kept for the message of a failing test.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly SocketsHttpHandler _sockets = new();
    private readonly ConcurrentQueue<string> _said = new();

    public RunningProgram(Process process, Uri address)
    {
        (_process, Http) = (process, new HttpClient(_sockets) { BaseAddress = address });
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <summary>Everything it wrote to the console so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <param name="at">Answers 200 as soon as it is.</param>
    public async Task ReadyAsync(CancellationToken ct, string at = "/readyz")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsReadyAsync(at, limit.Token))
        {
            if (_process.HasExited || limit.IsCancellationRequested) Assert.Fail($"The program did not become ready. It said:\n{Said}");
            await tick.WaitForNextTickAsync(ct);
        }
    }

    /// <summary>As a service manager stops it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync(ct);
        return await EndAsync(ct);
    }

    /// <summary>Waits for it to end by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
        _sockets.Dispose();
    }

    private async Task<bool> IsReadyAsync(string at, CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(at, UriKind.Relative), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
