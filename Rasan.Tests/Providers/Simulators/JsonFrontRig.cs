using System.Text;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Simulators;

/// <summary>A front that speaks JSON, called as a program does that knows nothing of us.</summary>
public abstract class JsonFrontRig : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    protected SimulatorHost Simulators { get; } = new();

    protected abstract string Vendor { get; }

    /// <summary>Who calls.</summary>
    protected abstract (string Header, string Value) Key { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await Simulators.DisposeAsync();
    }

    protected Task<(int Http, JsonElement Answer)> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), Key);

    protected Task<(int Http, JsonElement Answer)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, Key);

    protected async Task<(int Http, JsonElement Answer)> SendAsync(HttpMethod method, string path, HttpContent? content, (string Header, string Value) key)
    {
        using var request = new HttpRequestMessage(method, $"{Simulators.Base(Vendor)}/{path}") { Content = content };
        request.Headers.TryAddWithoutValidation(key.Header, key.Value);
        using var answer = await _http.SendAsync(request, Ct);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)));
    }
}
