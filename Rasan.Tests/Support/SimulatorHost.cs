using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Rasan.Providers;
using Rasan.Providers.Simulation;

namespace Rasan.Tests.Support;

/// <summary>The simulators on a free port of this machine, and hands on their doors. One of them for each test: switches and records are nobody else's.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _server = SimulatorServer.Build("http://127.0.0.1:0");
    private readonly OutgoingHandlers _handlers = LoopbackHandlers.Open();
    private readonly HttpClient _doors = new() { Timeout = TimeSpan.FromSeconds(60) };

    public SimulatorHost()
    {
        _server.Start();
        Address = new(_server.Urls.Single());
        Http = new(_handlers, TimeProvider.System);
    }

    public Uri Address { get; }

    /// <summary>The way out that providers take, in Development: loopback is allowed.</summary>
    public ProviderHttp Http { get; }

    /// <summary>Where a vendor's simulator stands: before the vendor's own paths.</summary>
    public Uri Base(string vendor) => new(Address, $"{SimulatorDoors.Root}/{vendor}");

    /// <summary>What an account at that vendor has as its base address.</summary>
    public Uri BaseUrl(string vendor) => vendor is "kavenegar" or "ippanel" ? new($"{Base(vendor)}/v1") : Base(vendor);

    public Task AdvanceAsync(string vendor, double seconds) => PostAsync(vendor, "advance", new { seconds });

    public Task<SimulationSettings> SettingsAsync(string vendor) => ReadAsync<SimulationSettings>(vendor, "settings");

    /// <summary>Changes what the object names, in snake case: <c>new { bad_key = true }</c>.</summary>
    public Task SettingsAsync(string vendor, object patch) => PutAsync(vendor, "settings", patch);

    /// <summary>Changes one account: <c>new { credit = 0 }</c>. Its name is its user name, or its key where the vendor has a key alone.</summary>
    public Task AccountAsync(string vendor, string name, object patch) => PutAsync(vendor, $"accounts/{Uri.EscapeDataString(name)}", patch);

    public Task TemplateAsync(string vendor, string key, string text, params string[] slots) => PutAsync(vendor, $"templates/{Uri.EscapeDataString(key)}", new { text, slots });

    public async Task<long> InboundAsync(string vendor, string from, string line, string text)
    {
        using var answer = await PostAsync(vendor, "inbound", new { from, line, text });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetInt64();
    }

    public Task ResetAsync(string vendor) => PostAsync(vendor, "reset", new { });

    /// <summary>Every raw request that came, oldest first.</summary>
    public async Task<IReadOnlyList<RequestView>> RequestsAsync(string vendor) =>
        (await ReadAsync<RequestsView>(vendor, "requests?limit=10000")).Requests;

    /// <summary>Every message that was taken, oldest first.</summary>
    public async Task<IReadOnlyList<MessageView>> MessagesAsync(string vendor) =>
        (await ReadAsync<MessagesView>(vendor, "messages?limit=10000")).Messages;

    public async Task<IReadOnlyList<SimulatedAccountView>> AccountsAsync(string vendor) => (await ReadAsync<AccountsView>(vendor, "accounts")).Accounts;

    public async ValueTask DisposeAsync()
    {
        _doors.Dispose();
        _handlers.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.Zero);   // a call that is kept silent ends with its test
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private Uri Door(string vendor, string door) => new($"{Base(vendor)}/__fake/{door}");

    private async Task<T> ReadAsync<T>(string vendor, string door) => (await _doors.GetFromJsonAsync<T>(Door(vendor, door), Snake, Ct))!;

    private async Task<HttpResponseMessage> PostAsync(string vendor, string door, object body)
    {
        var answer = await _doors.PostAsJsonAsync(Door(vendor, door), body, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{door}: {await answer.Content.ReadAsStringAsync(Ct)}");
        return answer;
    }

    private async Task PutAsync(string vendor, string door, object body)
    {
        using var answer = await _doors.PutAsJsonAsync(Door(vendor, door), body, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{door}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }
}
