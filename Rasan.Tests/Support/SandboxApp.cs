using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Providers.Sandbox;

namespace Rasan.Tests.Support;

/// <summary>The whole program after its first start, on a clock that the test moves, spoken to over HTTP.</summary>
public sealed class SandboxApp : IAsyncDisposable
{
    private readonly RasanApp _app;

    private SandboxApp(ManualClock clock)
    {
        Clock = clock;
        _app = new RasanApp { Clock = Clock };
        _app.Settings["Rasan:Simulators:Enabled"] = "true";
        Client = _app.CreateApiClient();
    }

    public ManualClock Clock { get; }

    public HttpClient Client { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="accounts">1: without the second account nothing can take over.</param>
    /// <param name="at">When its clock begins; null: a day at noon.</param>
    public static async Task<SandboxApp> StartAsync(int accounts = 2, DateTimeOffset? at = null)
    {
        var app = new SandboxApp(at is { } start ? new(start) : new());
        await app.ChangeAsync(async store =>
        {
            foreach (var account in await store.Accounts.OrderBy(a => a.Id).Skip(accounts).ToListAsync(Ct)) account.IsActive = false;
            store.Intents.Add(new Intent { Key = "SHORT", Kind = Kind.Transactional, LifetimeSeconds = 40 });   // lives long enough to be tried again, not for an hour
        });
        return app;
    }

    public T Get<T>() where T : notnull => _app.Get<T>();

    /// <summary>What an operator would change in the panel.</summary>
    public async Task ChangeAsync(Func<RasanDb, Task> change)
    {
        await using var store = await Get<IDbContextFactory<RasanDb>>().CreateDbContextAsync(Ct);
        await change(store);
        await store.SaveChangesAsync(Ct);
        await Get<Catalogs>().RefreshAsync(Ct);
    }

    public Task<List<Account>> AccountsAsync() => ReadAsync(store => store.Accounts.OrderBy(a => a.Id).ToListAsync(Ct));

    public async Task<T> ReadAsync<T>(Func<RasanDb, Task<T>> read)
    {
        await using var store = await Get<IDbContextFactory<RasanDb>>().CreateDbContextAsync(Ct);
        return await read(store);
    }

    /// <returns>The tracking id.</returns>
    public async Task<string> SendAsync(string phone, string intent, string? scheduledAt = null)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/messages", new { to = phone, text = "one text", intent, scheduled_at = scheduledAt }, Ct);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
        return body.RootElement.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path, Ct);
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Ct), cancellationToken: Ct);
        return body.RootElement.Clone();
    }

    public Task<JsonElement> NotificationAsync(string id) => GetAsync($"/api/v1/notifications/{id}");

    /// <summary>What the recipient's phone received, by the Sandbox's own record.</summary>
    public async Task<int> ReceivedAsync(string phone)
    {
        var record = await GetAsync($"/simulators/sandbox/__fake/requests?outcome=received&recipient={Uri.EscapeDataString(phone)}");
        return record.GetProperty("requests").GetArrayLength();
    }

    /// <summary>Moves the clock in steps, lets everything due happen after each, until the message is in the state or the time is over.</summary>
    public async Task<JsonElement> UntilAsync(string id, string deliveryStatus, TimeSpan within, TimeSpan? step = null)
    {
        var pace = step ?? TimeSpan.FromMilliseconds(500);
        var last = await SettledAsync(id, deliveryStatus);
        for (var passed = TimeSpan.Zero; passed <= within && !Is(last, deliveryStatus); passed += pace)
        {
            await StepAsync(pace);
            last = await SettledAsync(id, deliveryStatus);
        }

        Assert.True(Is(last, deliveryStatus), $"Not {deliveryStatus} within {within}: {last}");
        return last;
    }

    /// <summary>A busy machine must not be outrun by its clock: what is queued or called for is at work already, unless the Sandbox keeps silent; whatever else it does by the clock alone has a moment's time.</summary>
    private async Task<JsonElement> SettledAsync(string id, string deliveryStatus)
    {
        var looks = 0;
        while (true)
        {
            var seen = await NotificationAsync(id);
            looks++;
            if (Is(seen, deliveryStatus) || looks >= (await IsAtWorkAsync(seen) ? 400 : 8)) return seen;
            await Task.Delay(5, Ct);
        }
    }

    private async Task<bool> IsAtWorkAsync(JsonElement message) =>
        Is(message, "queued") || (Is(message, "submitting") && await Get<SandboxControl>().CountAsync(new(null, SandboxOutcome.Silent), Ct) == 0);

    private static bool Is(JsonElement message, string deliveryStatus) => message.GetProperty("delivery_status").GetString() == deliveryStatus;

    public async Task StepAsync(TimeSpan by)
    {
        await Get<SandboxControl>().CountAsync(new(null, null), Ct);   // stands in the queue behind every request the Sandbox was given: its clock does not outrun its disk
        Clock.Advance(by);
        for (var i = 0; i < 3; i++)   // an answer makes the next thing due: a few looks until nothing moves
        {
            await Get<Sweep>().RunAsync(Ct);
            await Task.Delay(3, Ct);
        }

        await Get<PollReports>().RunAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
