using System.Globalization;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Simulators;

/// <summary>Kavenegar's front, called as a program does that knows nothing of us: raw forms, raw JSON.</summary>
public abstract class KavenegarFrontRig : IAsyncDisposable
{
    protected const string Vendor = "kavenegar", Key = "4B657931";

    private readonly HttpClient _http = new();

    protected SimulatorHost Simulators { get; } = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await Simulators.DisposeAsync();
    }

    protected Task<(int Http, JsonElement Answer)> PostAsync(string call, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, call, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    protected Task<(int Http, JsonElement Answer)> GetAsync(string call) => SendAsync(HttpMethod.Get, call, null);

    protected async Task<(int Http, JsonElement Answer)> SendAsync(HttpMethod method, string call, HttpContent? content, string key = Key)
    {
        var (path, query) = call.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? (call[..mark], call[mark..]) : (call, "");
        using var request = new HttpRequestMessage(method, $"{Simulators.BaseUrl(Vendor)}/{key}/{path}.json{query}") { Content = content };
        using var answer = await _http.SendAsync(request, Ct);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)));
    }

    /// <summary>One message to one number; its row.</summary>
    protected async Task<JsonElement> SentAsync(string to, string text = "سلام", params (string Name, string Value)[] more)
    {
        var (http, answer) = await PostAsync("sms/send", [("receptor", to), ("message", text), .. more]);
        Assert.Equal(200, http);
        return Assert.Single(answer.GetProperty("entries").EnumerateArray());
    }

    protected static string IdOf(JsonElement row) => row.GetProperty("messageid").GetInt64().ToString(CultureInfo.InvariantCulture);

    protected async Task<int> StatusAsync(string id) =>
        Assert.Single((await GetAsync($"sms/status?messageid={id}")).Answer.GetProperty("entries").EnumerateArray()).GetProperty("status").GetInt32();

    protected async Task<long> CreditAsync() => (await GetAsync("account/info")).Answer.GetProperty("entries").GetProperty("remaincredit").GetInt64();

    protected static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
