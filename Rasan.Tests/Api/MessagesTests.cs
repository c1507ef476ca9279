using System.Globalization;
using System.Net;
using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>Send, list, look at, cancel, send again.</summary>
public sealed class MessagesTests(ApiFixture api)
{
    private static string Later => TimeProvider.System.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Many_recipients_get_one_message_each_and_bad_ones_are_named()
    {
        var (service, client) = await ServiceAsync();
        var user = await service.AMemberAsync("09120000222");
        var mute = await service.AMemberAsync(phone: null);
        var accepted = await client.PostAsync("messages", $$"""
            {"to":["09120000111","user:{{user}}","0912","user:{{mute}}","user:x"],"text":"سلام","intent":"ORDER_PAID","scheduled_at":"{{Later}}","reference":"order 7","tags":["a","b"]}
            """);
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        Assert.Equal(["messages", "rejected", "segments", "cost_estimate"], accepted.Names);
        Assert.Equal(["+989120000111", "+989120000222"], accepted["messages"].EnumerateArray().Select(m => m.GetProperty("to").GetString()));
        Assert.Equal(
            [("0912", "bad_number"), ($"user:{mute}", "no_channel"), ("user:x", "unknown_user")],
            accepted["rejected"].EnumerateArray().Select(r => (r.GetProperty("to").GetString(), r.GetProperty("code").GetString())));
        Assert.Equal(2, accepted["segments"].GetInt32());

        var found = await client.GetAsync($"messages/{accepted["messages"][0].GetProperty("tracking_id")}");
        Assert.Equal("scheduled", found["state"].GetString());
        Assert.Equal("+989120000111", found["to"].GetString());
        Assert.Equal("سلام", found["text"].GetString());
        Assert.Equal("order 7", found["reference"].GetString());
        Assert.Equal(["a", "b"], found["tags"].EnumerateArray().Select(tag => tag.GetString()));
        Assert.EndsWith("Z", found["created_at"].GetString()!, StringComparison.Ordinal);
        Assert.Empty(found["attempts"].EnumerateArray());
    }

    [Fact]
    public async Task A_delivered_message_shows_attempts_reports_cost_and_no_code()
    {
        var (_, client) = await ServiceAsync();
        var id = (await client.PostAsync("notifications/otp/send", """{"phone":"09120000111","internal_template_key":"otp_login","params":["8642"]}""")).TrackingId;
        var found = await client.UntilAsync($"messages/{id}", a => a["state"].GetString() == "delivered");
        Assert.Equal("***", found["text"].GetString());
        Assert.DoesNotContain("8642", found.Text, StringComparison.Ordinal);
        Assert.Equal("otp", found["kind"].GetString());
        Assert.Equal("otp_login", found["template"].GetString());
        Assert.Equal("accepted", found["attempts"][0].GetProperty("outcome").GetString());
        Assert.Equal("delivered", found["reports"][0].GetProperty("state").GetString());
        Assert.Equal("Delivered to the handset", found["reports"][0].GetProperty("message").GetString());
        Assert.Equal("IRR", found["cost"].GetProperty("currency").GetString());
    }

    [Fact]
    public async Task A_list_is_filtered_and_paged_without_a_gap()
    {
        var (service, client) = await ServiceAsync();
        await service.ATemplateAsync("paid", "Paid {sum}");
        for (var i = 0; i < 5; i++) await SendAsync(client, $$""" "text":"n{{i}}","intent":"A","tags":["x"],"reference":"r{{i}}" """);
        for (var i = 0; i < 3; i++) await SendAsync(client, """ "template":"paid","params":["1"],"intent":"B" """);

        Assert.Equal(8, (await PagesAsync(client, "limit=3")).Distinct().Count());
        Assert.Equal(8, (await PagesAsync(client, "limit=3&state=scheduled,cancelled&channel=sms")).Distinct().Count());
        Assert.Equal(5, (await PagesAsync(client, "limit=2&intent=A")).Count);
        Assert.Equal(5, (await PagesAsync(client, "tag=x")).Count);
        Assert.Single(await PagesAsync(client, "reference=r3"));
        Assert.Equal(3, (await PagesAsync(client, "template=paid&state=pending")).Count);
        foreach (var nothing in new[] { "state=sent", "channel=email", "account=main", "line=3000", "template=none", "tag=y", "from=2099-01-01%2000:00:00", "until=2020-01-01T00:00:00Z" })
            Assert.Empty(await PagesAsync(client, nothing));

        Assert.Equal(8, (await PagesAsync(client, "from=0001-01-01T00:00:00Z&until=9999-12-31T23:59:59.9999999Z")).Count);
        Assert.Equal(8, (await PagesAsync(client, "from=0001-01-01T00:00:00-14:00&until=9999-12-31T23:59:59%2B14:00")).Count);

        var newest = await client.GetAsync("messages?limit=1");
        Assert.Equal("B", newest["messages"][0].GetProperty("intent").GetString());
        Assert.Equal(JsonValueKind.Null, newest["searched_until"].ValueKind);
        Assert.NotEqual(JsonValueKind.Null, (await client.GetAsync("messages?limit=1&intent=A"))["searched_until"].ValueKind);
    }

    [Fact]
    public async Task A_message_is_found_by_the_account_and_line_that_took_it()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("lines", "30001", "30002");
        var client = api.Client(await service.ATokenAsync());
        var id = (await client.PostAsync("messages", """{"to":"09120000111","text":"x","line":"30002"}"""))["messages"][0].GetProperty("tracking_id").GetString()!;
        await client.UntilAsync($"messages/{id}", a => a["state"].GetString() == "delivered");
        Assert.Equal([id], await PagesAsync(client, "account=lines"));
        Assert.Equal([id], await PagesAsync(client, "line=30002&state=delivered"));
        Assert.Empty(await PagesAsync(client, "line=30001"));
    }

    [Fact]
    public async Task A_waiting_message_is_cancelled_once_and_may_be_sent_again()
    {
        var (service, client) = await ServiceAsync();
        var id = await SendAsync(client, """ "text":"x" """);
        var cancelled = await client.PostAsync($"messages/{id}/cancel", "");
        Assert.Equal(HttpStatusCode.OK, cancelled.Status);
        Assert.Equal("cancelled", cancelled["state"].GetString());
        var late = await client.PostAsync($"messages/{id}/cancel", "");
        WrongInputTests.AssertProblem(late, 409, "too_late");
        Assert.Equal("cancelled", late["state"].GetString());

        var resent = await client.PostAsync($"messages/{id}/resend", "", "again");
        Assert.Equal(HttpStatusCode.Accepted, resent.Status);
        Assert.Equal(id, resent["resend_of"].GetString());
        Assert.Equal(resent.Text, (await client.PostAsync($"messages/{id}/resend", "", "again")).Text);
        var delivered = await client.UntilAsync($"messages/{resent.TrackingId}", a => a["state"].GetString() == "delivered");
        Assert.Equal(id, delivered["resend_of"].GetString());
        WrongInputTests.AssertProblem(await client.PostAsync($"messages/{resent.TrackingId}/resend", ""), 409, "not_resendable");
        Assert.Equal(2, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task Many_states_are_told_in_one_answer()
    {
        var (_, client) = await ServiceAsync();
        var id = await SendAsync(client, """ "text":"x" """);
        var states = await client.PostAsync("messages/status", $$"""{"ids":["{{id}}","{{Guid.NewGuid()}}","nonsense"]}""");
        Assert.Equal("scheduled", Assert.Single(states["messages"].EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(2, states["unknown"].GetArrayLength());
        var tooMany = string.Join(',', Enumerable.Range(0, 501).Select(_ => $"\"{Guid.NewGuid()}\""));
        WrongInputTests.AssertProblem(await client.PostAsync("messages/status", $$"""{"ids":[{{tooMany}}]}"""), 422, "too_many");
    }

    [Fact]
    public async Task A_day_counts_what_was_accepted_on_it()
    {
        var (_, client) = await ServiceAsync();
        var id = await SendAsync(client, """ "text":"x" """);
        await SendAsync(client, """ "text":"y" """);
        await client.PostAsync($"messages/{id}/cancel", "");

        var days = (await client.GetAsync("stats/daily"))["days"];
        Assert.Equal(7, days.GetArrayLength());
        long Sum(Func<JsonElement, JsonElement> number) => days.EnumerateArray().Sum(day => number(day).GetInt64());   // midnight may have come in between
        Assert.Equal(2, Sum(day => day.GetProperty("count")));
        Assert.Equal(1, Sum(day => day.GetProperty("statuses").GetProperty("pending")));
        Assert.Equal(1, Sum(day => day.GetProperty("statuses").GetProperty("failed")));
        Assert.Equal(2, Sum(day => day.GetProperty("segments")));
        Assert.Contains(days.EnumerateArray(), day => day.GetProperty("states").TryGetProperty("cancelled", out var cancelled) && cancelled.GetInt64() == 1);
        Assert.Equal(0, days[0].GetProperty("count").GetInt64());
    }

    [Theory]
    [InlineData("until=0001-01-01", 1)]
    [InlineData("until=0001-01-03", 3)]
    [InlineData("from=0001-01-01&until=0001-01-01", 1)]
    [InlineData("until=9999-12-31", 7)]
    [InlineData("from=9999-12-31&until=9999-12-31", 1)]
    public async Task The_first_and_the_last_day_there_are_can_be_asked_for(string range, int days)
    {
        var (_, client) = await ServiceAsync();
        Assert.Equal(days, (await client.GetAsync($"stats/daily?{range}"))["days"].GetArrayLength());
    }

    [Fact]
    public async Task A_token_learns_what_it_stands_for()
    {
        var service = await api.Given.AServiceAsync();
        var tenant = await service.ATenantAsync("branch");
        var answer = await api.Client(await service.ATokenAsync("send read", perMinute: 600, tenant: tenant)).GetAsync("token");
        Assert.Equal(service.Key, answer["client_id"].GetString());
        Assert.Equal("branch", answer["tenant_id"].GetString());
        Assert.Equal(["read", "send"], answer["scopes"].EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(600, answer["rate_per_minute"].GetInt32());
        Assert.Equal(JsonValueKind.Null, answer["expires_at"].ValueKind);
        Assert.Equal(JsonValueKind.Null, answer["quota_left"].ValueKind);
    }

    private static async Task<string> SendAsync(ApiClient client, string fields)
    {
        var answer = await client.PostAsync("messages", $$"""{"to":"09120000111","scheduled_at":"{{Later}}",{{fields}}}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        return answer["messages"][0].GetProperty("tracking_id").GetString()!;
    }

    private static async Task<List<string>> PagesAsync(ApiClient client, string query)
    {
        var ids = new List<string>();
        for (var next = ""; ;)
        {
            var page = await client.GetAsync($"messages?{query}{next}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            ids.AddRange(page["messages"].EnumerateArray().Select(m => m.GetProperty("tracking_id").GetString()!));
            if (page["next"].ValueKind is JsonValueKind.Null) return ids;
            next = $"&next={page["next"].GetString()}";
        }
    }

    private async Task<(GivenShop, ApiClient)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        return (service, api.Client(await service.ATokenAsync()));
    }
}
