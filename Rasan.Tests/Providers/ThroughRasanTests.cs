using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Intents;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>The whole way: a program sets up accounts, sends, and the vendors' simulators have it over real HTTP, whatever dies on the way.</summary>
public sealed class ThroughRasanTests(ApiFixture api) : IAsyncLifetime
{
    private const string Otp = """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1234"},"options":{"intent":"OTP_QUICK"}}""";

    private readonly SimulatorHost _simulators = new();
    private GivenShop _service = null!;
    private ApiClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await api.Given.AServiceAsync();
        _client = api.Client(await _service.ATokenAsync("send read providers:manage routing:manage"), "en");
        await api.Given.SaveAsync(new Intent { ServiceId = _service.Id, Key = "OTP_QUICK", Kind = Kind.Otp, LifetimeSeconds = 60 });   // a quarter of it is asked for, before the next account is tried
    }

    public ValueTask DisposeAsync() => _simulators.DisposeAsync();

    [Fact]
    public async Task A_message_through_every_vendor_is_delivered_and_what_a_vendor_refuses_is_told_in_both_languages()
    {
        foreach (var vendor in VendorAccounts.Vendors) await SetUpAsync(vendor, tenant: vendor);
        var persian = api.Client(await _service.ATokenAsync("send read"), "fa");
        await Task.WhenAll(VendorAccounts.Vendors.Select(async vendor =>
        {
            string Body(string phone) => $$$"""{"intent":"ORDER_PAID","recipient":{"phone":"{{{phone}}}","tenant_id":"{{{vendor}}}"},"payload":{"text":"سلام {{{vendor}}}"},"options":{"message_kind":"text"}}""";
            var id = (await _client.PostAsync("notifications/send", Body("09121110111"))).TrackingId;
            var bad = (await _client.PostAsync("notifications/send", Body("09121110001"))).TrackingId;
            var delivered = await _client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "delivered");
            Assert.Equal(vendor, delivered["channel_results"].GetProperty("sms").GetProperty("provider").GetString());
            Assert.Equal("سلام " + vendor, Assert.Single(await _simulators.MessagesAsync(vendor), message => message.To == "+989121110111").Text);

            var failed = await _client.UntilAsync($"notifications/{bad}", answer => answer["status"].GetString() == "failed");
            var code = failed["attempts"][0].GetProperty("code").GetString();
            if (code is null) return;   // it was taken, and its fate told later
            var texts = new[] { failed, await persian.GetAsync($"notifications/{bad}") }.Select(answer => answer["attempts"][0].GetProperty("message").GetString()).ToList();
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text) || text == code, $"{vendor} {code}: {text}"));
            Assert.NotEqual(texts[0], texts[1]);
        }));
    }

    [Fact]
    public async Task Twenty_messages_with_one_text_leave_in_one_call_where_the_vendor_takes_several()
    {
        foreach (var vendor in (string[])["kavenegar", "ghasedak", "ippanel", "raygansms"])
        {
            await SetUpAsync(vendor, tenant: vendor);
            await using var store = await api.Given.StoreAsync();
            var token = await _service.ATokenAsync("send read", tenant: await store.Tenants.SingleAsync(tenant => tenant.ServiceId == _service.Id && tenant.Key == vendor, Ct));
            var numbers = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"0912333{i + 1000:D4}\""));
            await api.Client(token).PostAsync("messages", $$"""{"to":[{{numbers}}],"text":"one text for all"}""");
            await Eventually.IsTrueAsync(async () => (await _simulators.MessagesAsync(vendor)).Count == 20, $"{vendor} has them", Ct);
            Assert.Single((await _simulators.MessagesAsync(vendor)).Select(message => message.CallId).Distinct());
        }
    }

    [Theory]
    [InlineData("refused", "connection_refused")]
    [InlineData("credit", "418")]
    [InlineData("key", "403")]
    public async Task A_code_whose_first_provider_is_dead_is_delivered_once_by_the_second(string death, string code)
    {
        await TwoAsync(death == "refused" ? $"http://127.0.0.1:{FreePorts.Next()}/v1" : null);
        if (death == "credit") await _simulators.SettingsAsync("kavenegar", new { no_credit = true });
        if (death == "key") await _simulators.SettingsAsync("kavenegar", new { bad_key = true });
        var delivered = await DeliveredAsync();
        Assert.Equal([("kavenegar", "refused", code), ("ghasedak", "accepted", null)], Attempts(delivered));
        Assert.Empty(await _simulators.MessagesAsync("kavenegar"));
        Assert.Single(await _simulators.MessagesAsync("ghasedak"));
    }

    [Fact]
    public async Task A_code_whose_first_provider_fails_or_says_nothing_is_delivered_by_the_second_and_says_that_it_may_arrive_twice()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();   // takes connections, and never says a word
        await TwoAsync($"http://{silent.LocalEndpoint}/v1", timeout: 2);
        var delivered = await DeliveredAsync();
        Assert.Equal([("kavenegar", "unknown", "timeout"), ("ghasedak", "accepted", null)], Attempts(delivered));
        Assert.True(delivered["attempts"][0].GetProperty("may_arrive_twice").GetBoolean());

        await using var failing = new RawVendor();
        for (var answers = 0; answers < 50; answers++) failing.Says("", 500);
        await SetUpAsync("kavenegar", baseUrl: $"{failing.Address}v1");
        var afterFailure = await DeliveredAsync();
        Assert.Equal([("kavenegar", "unknown", "http_500"), ("ghasedak", "accepted", null)], Attempts(afterFailure));
        Assert.True(afterFailure["attempts"][0].GetProperty("may_arrive_twice").GetBoolean());
    }

    [Fact]
    public async Task A_code_that_failed_where_the_look_up_says_nobody_has_it_goes_on_and_can_arrive_only_once()
    {
        await using var failing = new RawVendor();
        failing.Says("", 500);
        for (var asked = 0; asked < 50; asked++) failing.Says("""{"return":{"status":200,"message":"تایید شد"},"entries":[{"messageid":null,"localid":null,"status":100,"statustext":"شناسه پیامک نامعتبر است"}]}""");
        await TwoAsync($"{failing.Address}v1");
        var delivered = await DeliveredAsync();
        Assert.Equal([("kavenegar", "not_sent", "http_500"), ("ghasedak", "accepted", null)], Attempts(delivered));
        Assert.All(delivered["attempts"].EnumerateArray(), attempt => Assert.False(attempt.GetProperty("may_arrive_twice").GetBoolean()));
        Assert.Equal(["sms/send.json", "sms/statuslocalmessageid.json"], failing.Requests.Select(request => string.Join('/', request.Target.Split('?')[0].Split('/')[^2..])).Where(call => call.StartsWith("sms/", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task A_code_cut_after_it_was_read_is_asked_about_and_received_once()
    {
        await TwoAsync(baseUrl: null);
        var id = (await _client.PostAsync("notifications/otp/send", Otp.Replace("09120000111", "09120000006", StringComparison.Ordinal))).TrackingId;
        await _client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "delivered");
        Assert.Single(await _simulators.MessagesAsync("kavenegar"));
        Assert.Empty(await _simulators.MessagesAsync("ghasedak"));
    }

    [Fact]
    public async Task A_refused_key_gives_way_to_the_next_one_and_the_message_leaves_in_the_same_attempt()
    {
        await SetUpAsync("kavenegar");
        await using (var store = await api.Given.StoreAsync())
        {
            var account = await store.Accounts.Include(one => one.Keys).SingleAsync(one => one.ServiceId == _service.Id && one.Provider == "kavenegar", Ct);
            var box = api.Services.GetService(typeof(Core.Storage.ISecretBox)) as Core.Storage.ISecretBox;
            await api.Given.SaveAsync(new Core.Accounts.Key { AccountId = account.Id, Label = "spare", Position = 1, Sealed = box!.Seal("""{"api_key":"spare-0123456789"}"""u8.ToArray()), CreatedAt = account.CreatedAt });
        }

        await _simulators.SettingsAsync("kavenegar", new { dead_keys = new[] { "kavenegar-0123456789" } });
        var delivered = await DeliveredAsync();
        Assert.Equal([("kavenegar", "accepted", null)], Attempts(delivered));
        Assert.Equal("spare-0123456789", Assert.Single(await _simulators.MessagesAsync("kavenegar")).Account);
        await Eventually.IsTrueAsync(async () =>
        {
            await using var store = await api.Given.StoreAsync();
            return await store.Operations.AnyAsync(row => row.ServiceId == _service.Id && row.Action == "key.refuse", Ct);
        }, "an operator can read it", Ct);
    }

    private static IEnumerable<(string?, string?, string?)> Attempts(Answer answer) =>
        answer["attempts"].EnumerateArray().Select(attempt => (attempt.GetProperty("provider").GetString(), attempt.GetProperty("outcome").GetString(), attempt.GetProperty("code").GetString()));

    /// <summary>Kavenegar first, Ghasedak behind it.</summary>
    private async Task TwoAsync(string? baseUrl, int timeout = 40)
    {
        await SetUpAsync("kavenegar", baseUrl: baseUrl, timeout: timeout);
        await SetUpAsync("ghasedak");
        Assert.Equal(HttpStatusCode.OK, (await _client.PutAsync("notifications/settings/otp-routing", """{"providers":["kavenegar","ghasedak"]}""")).Status);
    }

    private Task SetUpAsync(string vendor, string? tenant = null, string? baseUrl = null, int timeout = 40) =>
        VendorAccounts.SetUpAsync(_client, vendor, baseUrl is null ? _simulators.BaseUrl(vendor) : new(baseUrl), tenant ?? _service.Key, timeout);

    private async Task<Answer> DeliveredAsync()
    {
        var id = (await _client.PostAsync("notifications/otp/send", Otp)).TrackingId;
        return await _client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "delivered");
    }
}
