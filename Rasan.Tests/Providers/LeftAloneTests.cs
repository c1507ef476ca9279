using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>A provider that says how long it wants to be left alone is left alone for as long.</summary>
public sealed class LeftAloneTests
{
    [Theory]
    [InlineData("""{"code":20429,"message":"Too Many Requests","status":429}""", "20429", "30", 30)]
    [InlineData("<html>slow down</html>", "http_429", "86400", 300)]
    [InlineData("<html>slow down</html>", "http_429", "Fri, 20 Nov 2026 11:00:45 GMT", 45)]   // by its own clock, which is two hours fast
    public async Task Its_messages_go_through_the_next_account_until_then_and_nobody_is_alarmed(string body, string code, string asks, int rests)
    {
        var clock = new ManualClock();
        await using var app = new RasanApp { Clock = clock };
        await using var busy = new RawVendor();
        await using var free = new SimulatorHost();
        var client = new ApiClient(app.CreateApiClient(), token: null) { Language = "en" };
        await VendorAccounts.SetUpAsync(client, "twilio", busy.Address, "two");
        await VendorAccounts.SetUpAsync(client, "kavenegar", free.BaseUrl("kavenegar"), "two");
        await client.PutAsync("notifications/settings/otp-routing", """{"providers":["twilio","kavenegar"],"tenant_id":"two"}""");

        busy.Says(body, 429, ("Retry-After", asks), ("Date", "Fri, 20 Nov 2026 11:00:00 GMT"));
        Assert.Equal([("twilio", "refused", code), ("kavenegar", "accepted", null)], await SentAsync(client));
        Assert.Equal([("kavenegar", "accepted", null)], await SentAsync(client));
        var account = (await client.GetAsync("accounts"))["accounts"].EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "twilio");
        Assert.Equal((clock.GetUtcNow().AddSeconds(rests).UtcDateTime, code), (account.GetProperty("paused_until").GetDateTime(), account.GetProperty("pause_reason").GetString()));
        await using (var store = await app.StoreAsync())
            Assert.DoesNotContain(store.Operations.Select(row => row.Action), action => action.StartsWith("account.pause", StringComparison.Ordinal));

        clock.Advance(TimeSpan.FromSeconds(rests));
        busy.Says("""{"sid":"SM1","status":"queued"}""", 201);
        Assert.Equal([("twilio", "accepted", null)], await SentAsync(client));
    }

    private static async Task<(string? Provider, string? Outcome, string? Code)[]> SentAsync(ApiClient client)
    {
        var id = (await client.PostAsync("notifications/otp/send", """{"phone":"09121110111","internal_template_key":"otp_login","params":{"token":"1234"},"tenant_id":"two"}""")).TrackingId;
        await client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() is "sent" or "delivered");
        return [.. (await client.GetAsync($"messages/{id}"))["attempts"].EnumerateArray().Select(one => (one.GetProperty("provider").GetString(), one.GetProperty("outcome").GetString(), one.GetProperty("code").GetString()))];
    }
}
