using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Intents;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>The three endpoints of the notification API, field by field as its clients know them.</summary>
public sealed class NotificationTests(ApiFixture api)
{
    private const string Otp = """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1234"},"options":{"intent":"OTP_LOGIN"}}""";

    [Fact]
    public async Task An_otp_is_accepted_and_delivered_and_looks_as_promised()
    {
        var (service, client) = await ServiceAsync();
        var accepted = await client.PostAsync("notifications/otp/send", Otp);

        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        Assert.Equal("application/json", accepted.MediaType);
        Assert.Equal(["tracking_id", "status"], accepted.Names);
        Assert.Equal("accepted", accepted["status"].GetString());
        Assert.True(Guid.TryParseExact(accepted.TrackingId, "D", out _));

        var found = await client.UntilAsync($"notifications/{accepted.TrackingId}", a => a["delivery_status"].GetString() == "delivered");
        Assert.Equal(
            ["tracking_id", "status", "delivery_status", "intent", "tenant_id", "scheduled_at", "created_at", "updated_at", "channel_results", "attempts"], found.Names);
        Assert.Equal(accepted.TrackingId, found.TrackingId);
        Assert.Equal("sent", found["status"].GetString());
        Assert.Equal("OTP_LOGIN", found["intent"].GetString());
        Assert.Equal(service.Key, found["tenant_id"].GetString());
        Assert.Equal(JsonValueKind.Null, found["scheduled_at"].ValueKind);
        AssertSeedTime(found["created_at"]);
        AssertSeedTime(found["updated_at"]);

        var sms = found["channel_results"].GetProperty("sms");
        Assert.Equal(["status", "provider", "account", "message_id", "delivered_at", "error"], sms.EnumerateObject().Select(p => p.Name));
        Assert.Equal("sent", sms.GetProperty("status").GetString());
        Assert.Equal("sandbox", sms.GetProperty("provider").GetString());
        Assert.Equal("main", sms.GetProperty("account").GetString());
        Assert.NotEmpty(sms.GetProperty("message_id").GetString()!);
        AssertSeedTime(sms.GetProperty("delivered_at"));
        Assert.Equal(JsonValueKind.Null, sms.GetProperty("error").ValueKind);

        var attempt = Assert.Single(found["attempts"].EnumerateArray());
        Assert.Equal(
            ["number", "provider", "account", "started_at", "finished_at", "outcome", "code", "message", "may_arrive_twice"],
            attempt.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, attempt.GetProperty("number").GetInt32());
        Assert.Equal("accepted", attempt.GetProperty("outcome").GetString());
        Assert.False(attempt.GetProperty("may_arrive_twice").GetBoolean());
        AssertSeedTime(attempt.GetProperty("started_at"));
    }

    [Fact]
    public async Task A_notification_with_a_template_is_accepted()
    {
        var (_, client) = await ServiceAsync();
        var accepted = await client.PostAsync("notifications/send", """
            {"intent":"OTP_LOGIN","recipient":{"phone":"09120000111"},"payload":{"token":"1234"},
             "options":{"message_kind":"provider_templated","internal_template_key":"otp_login"}}
            """);
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        Assert.Equal(["tracking_id", "status"], accepted.Names);
    }

    [Theory]
    [InlineData("""{"phone":"۰۹۱۲۰۰۰۰۱۱۱","internal_template_key":"otp_login","params":["1234"]}""")]
    [InlineData("""{"phone":"+98 912 000 0111","internal_template_key":"otp_login","params":{"token":1234},"options":[]}""")]
    [InlineData("""{"phone":"00989120000111","internal_template_key":"otp_login","params":{"token":"1"},"something":"new","options":null}""")]
    public async Task What_clients_usually_send_is_understood(string body)
    {
        var (_, client) = await ServiceAsync();
        var accepted = await client.PostAsync("notifications/otp/send", body);
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
    }

    [Fact]
    public async Task A_text_goes_to_a_user_of_the_service_and_other_channels_are_skipped()
    {
        var (service, client) = await ServiceAsync();
        var user = await service.AMemberAsync("09120000112");
        var day = NextMonth;
        var accepted = await client.PostAsync("notifications/send", $$$"""
            {"intent":"ORDER_PAID","recipient":{"user_id":{{{user}}},"email":"a@example.org","device_tokens":["x"]},"payload":{"text":"Paid."},
             "options":{"scheduled_at":"2050-01-01 00:00:00"}}
            """.Replace("2050-01-01", day, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);

        var found = await client.GetAsync($"notifications/{accepted.TrackingId.ToUpperInvariant()}");
        Assert.Equal("pending", found["status"].GetString());
        Assert.Equal("scheduled", found["delivery_status"].GetString());
        Assert.Equal($"{day} 00:00:00", found["scheduled_at"].GetString());
        Assert.Equal("skipped", found["channel_results"].GetProperty("email").GetProperty("status").GetString());
        Assert.Equal("skipped", found["channel_results"].GetProperty("push").GetProperty("status").GetString());
        Assert.Empty(found["attempts"].EnumerateArray());
    }

    [Fact]
    public async Task A_dry_run_says_where_it_would_go_and_stores_nothing()
    {
        var (service, client) = await ServiceAsync();
        var answer = await client.PostAsync("notifications/otp/send", """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"options":{"dry_run":true}}""", key: "dry");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("dry_run", answer["status"].GetString());
        Assert.Equal(1, answer["segments"].GetInt32());
        Assert.Equal("main", answer["route"].GetProperty("accounts")[0].GetProperty("account").GetString());
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_refusing_providers_code_is_told_in_the_readers_language()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        var token = await service.ATokenAsync();
        var accepted = await api.Client(token).PostAsync("notifications/otp/send", """{"phone":"09120000001","internal_template_key":"otp_login","params":["1"]}""");
        var path = $"notifications/{accepted.TrackingId}";

        var english = await api.Client(token).UntilAsync(path, a => a["status"].GetString() == "failed");
        Assert.Equal("refused", english["attempts"][0].GetProperty("outcome").GetString());
        Assert.Equal("No such number", english["attempts"][0].GetProperty("message").GetString());
        var persian = await api.Client(token, "fa").GetAsync(path);
        Assert.Equal("چنین شماره‌ای وجود ندارد", persian["attempts"][0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("OTP_LOGIN", "bulk", Lane.Bulk)]
    [InlineData("OTP_LOGIN", "otp", Lane.Otp)]
    [InlineData("ORDER_PAID", "bulk", Lane.Bulk)]
    [InlineData("ORDER_PAID", "otp", Lane.Normal)]
    public async Task A_priority_may_only_lower_what_the_intent_has(string intent, string priority, Lane lane)
    {
        var (service, client) = await ServiceAsync();
        var accepted = await client.PostAsync("notifications/send", $$$"""
            {"intent":"{{{intent}}}","recipient":{"phone":"09120000111"},"payload":{"text":"x"},"options":{"priority":"{{{priority}}}"}}
            """);
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        await using var store = await api.Given.StoreAsync();
        Assert.Equal(lane, await store.Messages.Where(m => m.ServiceId == service.Id).Select(m => m.Lane).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_happened_on_the_way_is_told_in_the_readers_language_with_what_was_learnt_later()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync("09120000006", "ORDER_PAID");
        async Task<string?> Told(string language) =>
            (await new ApiClient(app.Client, token: null) { Language = language }.GetAsync($"notifications/{id}"))["attempts"][0].GetProperty("message").GetString();

        await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(120), step: TimeSpan.FromSeconds(1));
        Assert.Equal("The connection broke before an answer came; asked later, the provider had it", await Told("en"));
        Assert.Equal("پیش از رسیدن پاسخ، اتصال قطع شد؛ در پرسش بعدی، ارائه‌دهنده آن را داشت", await Told("fa"));
    }

    private async Task<(GivenShop, ApiClient)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        return (service, api.Client(await service.ATokenAsync()));
    }

    private static string NextMonth => TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void AssertSeedTime(JsonElement time) =>
        Assert.True(DateTime.TryParseExact(time.GetString(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), time.ToString());
}
