using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Tests.Api;

namespace Rasan.Tests.Support;

/// <summary>A service with accounts at simulated vendors, in a program whose clock and jobs the test moves.</summary>
public sealed class WatchRig : IAsyncDisposable
{
    public const string Mobile = "+989121112233";

    private static readonly Dictionary<string, string> Credentials = new(StringComparer.Ordinal)
    {
        ["kavenegar"] = """ "api_key":"kavenegar-0123456789" """,
        ["ghasedak"] = """ "api_key":"ghasedak-0123456789" """,
        ["ippanel"] = """ "api_key":"ippanel-0123456789","from":"+983000505" """,
    };

    private WatchRig(RasanApp app) => App = app;

    public RasanApp App { get; }
    public SimulatorHost Simulators { get; } = new();
    public ManualClock Clock => (ManualClock)App.Clock!;
    public GivenShop Service { get; private set; } = null!;
    public ApiClient Client { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="vendors">In the order in which messages try them.</param>
    public static async Task<WatchRig> StartAsync(params string[] vendors)
    {
        var rig = new WatchRig(new() { Clock = new ManualClock(TimeProvider.System.GetUtcNow()) });
        rig.App.Listen();
        rig.Service = await new Given(rig.App.Services).AServiceAsync();
        rig.Client = rig.ClientOf(await rig.Service.ATokenAsync("send read logs providers:manage"));
        foreach (var vendor in vendors)
        {
            await rig.Simulators.SettingsAsync(vendor, new { credit = 10_000, price = 100, latin_price = 100 });
            var answer = await rig.Client.PostAsync("notifications/providers/sms/setup", $$"""{"provider":"{{vendor}}",{{Credentials[vendor]}},"base_url":"{{rig.Simulators.BaseUrl(vendor)}}","timeout":40}""");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        }

        return rig;
    }

    public ApiClient ClientOf(string token, string language = "en") => new(App.CreateClient(), token) { Language = language };

    public T Get<T>() where T : notnull => App.Get<T>();

    public async Task<long> AccountAsync(string vendor)
    {
        await using var store = await App.StoreAsync();
        return await store.Accounts.Where(account => account.ServiceId == Service.Id && account.Provider == vendor).Select(account => account.Id).SingleAsync(Ct);
    }

    public async Task<T> ReadAsync<T>(Func<Core.Storage.RasanDb, Task<T>> read)
    {
        await using var store = await App.StoreAsync();
        return await read(store);
    }

    /// <returns>The rule's number.</returns>
    public async Task<long> RuleAsync(long account, string what, string language = "en", string to = Mobile)
    {
        var answer = await Client.PostAsync($"accounts/{account}/alerts", $$"""{"on":{{what}},"receivers":[{"to":"{{to}}","language":"{{language}}"}]}""");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer["id"].GetInt64();
    }

    /// <summary>Sends and waits until a vendor has it.</summary>
    public async Task SendAsync(string text = "order")
    {
        var id = (await Client.PostAsync("messages", $$"""{"to":"09121110111","text":"{{text}}"}"""))["messages"][0].GetProperty("tracking_id").GetString();
        await Client.UntilAsync($"messages/{id}", answer => answer["state"].GetString() is "sent" or "delivered");
    }

    /// <summary>What the jobs do by the clock.</summary>
    public async Task LookAsync()
    {
        await Get<RefreshStandings>().RunAsync(Ct);
        await Get<RaiseAlerts>().RunAsync(Ct);
    }

    /// <summary>The account's alerts, oldest first.</summary>
    public async Task<List<JsonElement>> AlertsAsync(long account, ApiClient? client = null) =>
        [.. (await (client ?? Client).GetAsync($"accounts/{account}/alerts"))["alerts"].EnumerateArray().Reverse()];

    /// <summary>Waits for the account's alerts to be so many, and each to have become a message or not.</summary>
    public async Task<List<JsonElement>> UntilAlertsAsync(long account, int many)
    {
        List<JsonElement> alerts = [];
        await Eventually.IsTrueAsync(
            async () =>
            {
                alerts = await AlertsAsync(account);
                return alerts.Count == many && alerts.TrueForAll(alert => alert.GetProperty("tracking_id").ValueKind != JsonValueKind.Null || alert.GetProperty("fault").ValueKind != JsonValueKind.Null);
            },
            string.Create(CultureInfo.InvariantCulture, $"{many} alerts"), Ct);
        return alerts;
    }

    /// <summary>What a vendor was given for the mobile that is told.</summary>
    public async Task<List<string>> ToldAsync(string vendor) =>
        [.. (await Simulators.MessagesAsync(vendor)).Where(message => message.To == Mobile).Select(message => message.Text)];

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Simulators.DisposeAsync();
    }
}
