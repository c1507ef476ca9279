using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Search;

/// <summary>A server whose clock stands still, and with it the indexer: rows are in the index when a test says so.</summary>
public sealed class SearchFixture : IDisposable
{
    public ManualClock Clock { get; } = new();

    public RasanApp App { get; }

    public SearchFixture() => App = new() { Clock = Clock };

    public Given Given => new(App.Services);

    public Task IndexAsync() => App.Get<SearchIndexer>().RunAsync(isGentle: false, TestContext.Current.CancellationToken);

    /// <summary>As if it had been accepted earlier: the clock has too many timers to go there.</summary>
    public async Task AgeAsync(string trackingId, TimeSpan by)
    {
        await using var store = await App.StoreAsync();
        var id = new TrackingId(Guid.Parse(trackingId));
        var at = Clock.GetUtcNow() - by;
        await store.InTurnAsync(ct => store.Messages.Where(m => m.TrackingId == id).ExecuteUpdateAsync(row => row.SetProperty(m => m.CreatedAt, at), ct), TestContext.Current.CancellationToken);
    }

    public async Task<SearchedShop> AShopAsync()
    {
        var service = await Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        return new(this, service, new(App.CreateClient(), await service.ATokenAsync()));
    }

    public void Dispose() => App.Dispose();
}

/// <summary>A service that sends and searches.</summary>
public sealed class SearchedShop(SearchFixture fixture, GivenShop service, ApiClient client)
{
    public ApiClient Client => client;

    public GivenShop Service => service;

    /// <summary>A message that waits, so that nothing happens to it.</summary>
    /// <returns>The tracking id.</returns>
    public async Task<string> SendAsync(string text, string to = "09120000111", string fields = "")
    {
        var later = fixture.Clock.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture);
        var answer = await client.PostAsync("messages", $$"""{"to":"{{to}}","text":{{JsonSerializer.Serialize(text)}},"scheduled_at":"{{later}}"{{fields}}}""");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.Status);
        return answer["messages"][0].GetProperty("tracking_id").GetString()!;
    }

    /// <summary>Every page of it.</summary>
    public async Task<List<string>> FindAsync(string query, string? from = null)
    {
        var ids = new List<string>();
        for (var next = from is null ? "" : $"&next={from}"; ;)
        {
            var page = await client.GetAsync($"messages?{query}{next}");
            Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
            ids.AddRange(page["messages"].EnumerateArray().Select(m => m.GetProperty("tracking_id").GetString()!));
            if (page["next"].ValueKind is JsonValueKind.Null) return ids;
            next = $"&next={page["next"].GetString()}";
        }
    }

    public Task<List<string>> FindTextAsync(string text, string also = "", string? from = null) => FindAsync($"q={Uri.EscapeDataString(text)}{also}", from);

    public Task<List<string>> FindNumberAsync(string number, string also = "") => FindAsync($"to={Uri.EscapeDataString(number)}{also}");
}
