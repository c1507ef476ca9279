using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Intents;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Intents;

/// <summary>What the reason of a message means for its way, as programs say it.</summary>
public sealed class IntentsApiTests(ApiFixture api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_intent_that_only_messages_know_is_listed_until_it_is_defined_and_again_when_that_is_taken_back()
    {
        var (shop, client) = await ShopAsync();
        for (var i = 0; i < 3; i++) await client.PostAsync("messages", """{"to":["09120000111","09120000112"],"text":"x","intent":"ORDER_PAID"}""");
        await client.PostAsync("messages", """{"to":"09120000111","text":"x","intent":"OTP_LOGIN"}""");
        await client.PostAsync("messages", """{"to":"09120000111","text":"x","intent":"NEVER","dry_run":true}""");
        var seen = Assert.Single((await client.GetAsync("intents"))["seen"].EnumerateArray());
        Assert.Equal(("ORDER_PAID", "transactional", 6), (seen.GetProperty("key").GetString(), seen.GetProperty("kind").GetString(), seen.GetProperty("count").GetInt32()));

        var defined = await client.PostAsync("intents", """{"key":"ORDER_PAID","kind":"bulk","lifetime":90}""");
        Assert.True(defined.Status == HttpStatusCode.OK, defined.Text);
        Assert.Empty((await client.GetAsync("intents"))["seen"].EnumerateArray());
        Assert.Equal(("bulk", 90), await ExplainAsync(client, "ORDER_PAID"));
        Assert.Equal("intent_exists", (await client.PostAsync("intents", """{"key":"ORDER_PAID","kind":"otp"}""")).Code);
        var path = $"intents/{defined["id"].GetInt64()}";
        await client.PutAsync(path, """{"kind":"otp"}""");
        Assert.Equal(("otp", 120), await ExplainAsync(client, "ORDER_PAID"));

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Delete, path, content: null)).Status);
        Assert.Equal(("transactional", 3600), await ExplainAsync(client, "ORDER_PAID"));
        Assert.Equal("ORDER_PAID", Assert.Single((await client.GetAsync("intents"))["seen"].EnumerateArray()).GetProperty("key").GetString());
        await using var store = await api.Given.StoreAsync();
        Assert.Equal(
            ["intent.define", "intent.change", "intent.remove"],
            await store.Operations.Where(row => row.ServiceId == shop.Id && row.Subject == "intent:ORDER_PAID").OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task However_many_keys_a_program_makes_up_only_some_are_remembered()
    {
        var shop = await api.Given.AServiceAsync();
        var seen = api.Services.GetRequiredService<SeenIntents>();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 3 * SeenIntents.Most; i++)
        {
            seen.Saw(shop.Id, $"KEY-{i}", Kind.Transactional, 1, now.AddSeconds(i));
            if (i % 150 == 0) await seen.FlushAsync(Ct);
        }

        await seen.FlushAsync(Ct);
        await using var store = await api.Given.StoreAsync();
        Assert.Equal(SeenIntents.Most, await store.SeenIntents.CountAsync(row => row.ServiceId == shop.Id, Ct));
    }

    [Fact]
    public async Task A_kind_means_to_a_service_what_it_says_and_then_again_what_the_system_says()
    {
        var (shop, client) = await ShopAsync();
        Assert.All((await client.GetAsync("intents/kinds"))["kinds"].EnumerateArray(), kind => Assert.False(kind.GetProperty("is_own").GetBoolean()));
        var set = await client.PutAsync("intents/kinds/transactional", """{"lane":"bulk","lifetime":600,"on_unknown":"next_account","on_no_report":"next_account","no_report_after":60,"window":{"from":"00:00","until":"00:00","zone":"UTC"}}""");
        Assert.Equal(
            """{"kind":"transactional","is_own":true,"lane":"bulk","lifetime":600,"on_unknown":"next_account","on_no_report":"next_account","no_report_after":60,"window":{"from":"00:00","until":"00:00","zone":"UTC"}}""",
            set.Text);
        Assert.Equal(("transactional", 600), await ExplainAsync(client, "ORDER_PAID"));
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Delete, "intents/kinds/transactional", content: null)).Status);
        Assert.Equal(("transactional", 3600), await ExplainAsync(client, "ORDER_PAID"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Delete, "intents/kinds/transactional", content: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PutAsync("intents/kinds/urgent", "{}")).Status);
        await using var store = await api.Given.StoreAsync();
        Assert.Equal(2, await store.Operations.CountAsync(row => row.ServiceId == shop.Id && row.Subject == "kind:transactional", Ct));
    }

    [Theory]
    [InlineData("intents", """{"kind":"otp"}""", "key", "required")]
    [InlineData("intents", """{"key":"X"}""", "kind", "required")]
    [InlineData("intents", """{"key":"X","kind":"urgent"}""", "kind", "unknown_kind")]
    [InlineData("intents", """{"key":"X","kind":"otp","lifetime":9}""", "lifetime", "bad_lifetime")]
    [InlineData("intents", """{"key":"X","kind":"otp","channels":["sms","email"]}""", "channels[1]", "unknown_channel")]
    [InlineData("intents", """{"key":"X","kind":"otp","channels":["sms","sms"]}""", "channels[1]", "repeated")]
    [InlineData("intents/kinds/bulk", """{"lane":"otp"}""", "lane", "lane_too_high")]
    [InlineData("intents/kinds/bulk", """{"lane":"fast"}""", "lane", "unknown_priority")]
    [InlineData("intents/kinds/bulk", """{"lifetime":999999}""", "lifetime", "bad_lifetime")]
    [InlineData("intents/kinds/bulk", """{"on_unknown":"panic"}""", "on_unknown", "wait_or_next_account")]
    [InlineData("intents/kinds/bulk", """{"on_no_report":"next_account"}""", "no_report_after", "bad_no_report")]
    [InlineData("intents/kinds/otp", """{"on_no_report":"next_account","no_report_after":120}""", "no_report_after", "bad_no_report")]
    [InlineData("intents/kinds/bulk", """{"window":{"from":"8","until":"25:00"}}""", "window.from", "bad_hour")]
    [InlineData("intents/kinds/bulk", """{"window":{"from":"08:00","until":"20:00","zone":"Mars"}}""", "window.zone", "unknown_zone")]
    [InlineData("channels", """{"channels":[]}""", "channels", "required")]
    [InlineData("channels", """{"channels":[{"channel":"sms"}]}""", "channels[0].is_on", "required")]
    [InlineData("channels", """{"channels":[{"channel":"pigeon","is_on":true}]}""", "channels[0].channel", "unknown_channel")]
    public async Task What_is_wrong_is_named_by_its_field_in_both_languages(string path, string body, string field, string code)
    {
        var shop = await api.Given.AServiceAsync();
        var token = await shop.ATokenAsync("routing:manage");
        foreach (var language in (string[])["fa", "en"])
        {
            var client = api.Client(token, language);
            var answer = path == "intents" ? await client.PostAsync(path, body) : await client.PutAsync(path, body);
            Assert.True((422, code) == ((int)answer.Status, answer.Code), answer.Text);
            Assert.NotEmpty(answer["errors"].GetProperty(field)[0].GetString()!);
        }

        await using var store = await api.Given.StoreAsync();
        Assert.False(await store.Operations.AnyAsync(row => row.ServiceId == shop.Id, Ct));
    }

    [Fact]
    public async Task The_systems_intents_are_read_and_not_changed_and_the_services_own_counts_before_them()
    {
        var (_, client) = await ShopAsync();
        var system = (await client.GetAsync("intents"))["intents"].EnumerateArray().Single(intent => intent.GetProperty("key").GetString() == "OTP_LOGIN");
        Assert.Equal(("system", false), (system.GetProperty("owner").GetString(), system.GetProperty("may_change").GetBoolean()));
        var path = $"intents/{system.GetProperty("id").GetInt64()}";
        Assert.Equal("system_owned", (await client.PutAsync(path, """{"kind":"bulk"}""")).Code);
        Assert.Equal("system_owned", (await client.SendAsync(HttpMethod.Delete, path, content: null)).Code);
        Assert.Equal("system_owned", (await client.PostAsync("intents", """{"owner":"system","key":"X","kind":"bulk"}""")).Code);
        await client.PostAsync("intents", """{"key":"OTP_LOGIN","kind":"otp","lifetime":45}""");
        Assert.Equal(("otp", 45), await ExplainAsync(client, "OTP_LOGIN"));
        var (_, stranger) = await ShopAsync();
        Assert.Equal(("otp", 120), await ExplainAsync(stranger, "OTP_LOGIN"));
    }

    [Fact]
    public async Task A_message_goes_out_on_the_first_method_of_its_intent_that_is_on_and_names_the_others_as_skipped()
    {
        var (_, client) = await ShopAsync();
        await client.PostAsync("intents", """{"key":"CALL_FIRST","kind":"transactional","channels":["voice","sms"]}""");
        Assert.Equal("""{"channels":[{"channel":"sms","is_on":true},{"channel":"voice","is_on":false}]}""", (await client.GetAsync("channels")).Text);
        Assert.Equal("sms", await ChannelOfAsync(client, "CALL_FIRST"));
        Assert.Equal("no_channel", (await client.PostAsync("messages", """{"to":"09120000111","text":"x","channel":"voice"}""")).Code);

        Assert.Equal("""{"channels":[{"channel":"sms","is_on":true},{"channel":"voice","is_on":true}]}""", (await client.PutAsync("channels", """{"channels":[{"channel":"sms","is_on":true},{"channel":"voice","is_on":true}]}""")).Text);
        Assert.Equal("voice", await ChannelOfAsync(client, "CALL_FIRST"));
        Assert.Equal("sms", await ChannelOfAsync(client, "OTHER"));
        var sent = await client.PostAsync("notifications/send", """{"intent":"CALL_FIRST","recipient":{"phone":"09120000111","email":"a@b.ir"},"payload":{"text":"x"},"options":{"scheduled_at":"2027-01-01 00:00:00"}}""");
        var results = (await client.GetAsync($"notifications/{sent.TrackingId}"))["channel_results"];
        Assert.Equal("voice:pending sms:skipped email:skipped", string.Join(' ', results.EnumerateObject().Select(one => $"{one.Name}:{one.Value.GetProperty("status").GetString()}")));

        await client.PutAsync("channels", """{"channels":[{"channel":"sms","is_on":false},{"channel":"voice","is_on":false}]}""");
        var refused = await client.PostAsync("messages", """{"to":"09120000111","text":"x"}""");
        Assert.Equal((422, "no_channel"), ((int)refused.Status, refused.Code));
        Assert.Equal("unknown_channel", (await client.PostAsync("messages", """{"to":"09120000111","text":"x","channel":"pigeon"}""")).Code);
    }

    private static async Task<string> ChannelOfAsync(ApiClient client, string intent) =>
        (await client.PostAsync("routes/explain", $$"""{"to":"09120000111","text":"x","intent":"{{intent}}"}"""))["channel"].GetString()!;

    private static async Task<(string Kind, int Lifetime)> ExplainAsync(ApiClient client, string intent)
    {
        // at noon: a bulk message that waits for the morning lives as long, but not from now on
        var told = await client.PostAsync("routes/explain", $$"""{"to":"09120000111","text":"x","intent":"{{intent}}","scheduled_at":"{{Noon}}"}""");
        return (told["kind"].GetString()!, (int)(told["expires_at"].GetDateTime() - told["due_at"].GetDateTime()).TotalSeconds);
    }

    private static string Noon => TimeProvider.System.GetUtcNow().Date.AddDays(1).AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(GivenShop Shop, ApiClient Client)> ShopAsync()
    {
        var shop = await api.Given.AServiceAsync();
        await shop.ASandboxAccountAsync("one");
        return (shop, api.Client(await shop.ATokenAsync("send read routing:manage")));
    }
}
