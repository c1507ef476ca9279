using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Rasan.Tests.Api;

/// <summary>A client's program: sends bytes, reads JSON, knows nothing of Rasan's own types.</summary>
public sealed class ApiClient(HttpClient http, string? token)
{
    public string? Language { get; init; }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    public Task<Answer> PostAsync(string path, string json, string? key = null) => SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), key);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, content: null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}") { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (Language is not null) request.Headers.AcceptLanguage.ParseAdd(Language);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Asks until the answer is as wished; three minutes at most.</summary>
    public async Task<Answer> UntilAsync(string path, Func<Answer, bool> wished)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var answer = await GetAsync(path);
            if (wished(answer)) return answer;
            Assert.False(patience.IsCancellationRequested, $"still not: {answer.Text}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}

public sealed record Answer(HttpStatusCode Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string name] => Json.GetProperty(name);

    public string? Code => Json.GetProperty("code").GetString();

    public string TrackingId => Json.GetProperty("tracking_id").GetString()!;

    public IEnumerable<string> Names => Json.EnumerateObject().Select(property => property.Name);
}
