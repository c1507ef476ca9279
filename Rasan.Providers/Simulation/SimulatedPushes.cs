using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>Tells the outside what the vendor would: a few tries each, and then no more.</summary>
internal sealed class SimulatedPushes(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null };
    private readonly SemaphoreSlim _places = new(32);
    private readonly CancellationTokenSource _end = new();

    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SendAsync(Uri address, FrontPush push)
    {
        var stopped = _end.Token;
        try
        {
            foreach (var pause in Pauses.Prepend(TimeSpan.Zero))
            {
                if (pause > TimeSpan.Zero) await Task.Delay(pause, clock, stopped);
                if (await TryAsync(address, push, stopped)) return true;
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return false;
        }
        return false;
    }

    public void Dispose()
    {
        _end.Cancel();
        _handler.Dispose();
    }

    private async Task<bool> TryAsync(Uri address, FrontPush push, CancellationToken stopped)
    {
        await _places.WaitAsync(stopped);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopped);
            limit.CancelAfter(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(push.Form) };
            foreach (var (name, value) in push.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using var http = new HttpMessageInvoker(_handler, disposeHandler: false);
            using var answer = await http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !stopped.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            _places.Release();
        }
    }
}
