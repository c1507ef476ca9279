using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>Tells the outside what the vendor would: a few tries each, and then no more.</summary>
internal sealed class SimulatedPushes : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null };
    private readonly SemaphoreSlim _places = new(32);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _stopped;   // outlives its source
    private readonly TimeProvider _clock;

    public SimulatedPushes(TimeProvider clock) => (_clock, _stopped) = (clock, _end.Token);

    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SendAsync(Uri address, FrontPush push)
    {
        try
        {
            foreach (var pause in Pauses.Prepend(TimeSpan.Zero))
            {
                if (pause > TimeSpan.Zero) await Task.Delay(pause, _clock, _stopped);
                if (await TryAsync(address, push)) return true;
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            return false;
        }
        return false;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _handler.Dispose();
    }

    private async Task<bool> TryAsync(Uri address, FrontPush push)
    {
        await _places.WaitAsync(_stopped);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopped);
            limit.CancelAfter(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(push.Form) };
            foreach (var (name, value) in push.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using var http = new HttpMessageInvoker(_handler, disposeHandler: false);
            using var answer = await http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !_stopped.IsCancellationRequested))
        {
            return false;
        }
        finally
        {
            _places.Release();
        }
    }
}
