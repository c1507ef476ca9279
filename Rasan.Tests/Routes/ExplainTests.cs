using System.Net;
using System.Text.Json;
using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Routes;

/// <summary>Any send body, explained instead of sent.</summary>
public sealed class ExplainTests(ApiFixture api)
{
    [Fact]
    public async Task It_names_the_rule_the_accounts_in_order_and_why_others_are_passed_over()
    {
        var (service, client) = await ServiceAsync();
        var (good, paused, off) = (await service.ASandboxAccountAsync("good", "3000"), await service.ASandboxAccountAsync("paused"), await service.ASandboxAccountAsync("off"));
        await api.Given.ChangeAsync<Account>(good.Id, a => a.Stand(new(Balance: null, ExpiresAt: null, Money.Rials(100)), a.CreatedAt));
        await api.Given.ChangeAsync<Account>(paused.Id, a => a.Pause(DateTimeOffset.MaxValue, "timeout"));
        await api.Given.ChangeAsync<Account>(off.Id, a => a.IsActive = false);
        var route = new Route { ServiceId = service.Id, Intent = "ORDER_PAID", CreatedAt = good.CreatedAt };
        route.Steps.AddRange([new() { Position = 1, AccountId = off.Id }, new() { Position = 2, AccountId = paused.Id }, new() { Position = 3, AccountId = good.Id }]);
        await api.Given.SaveAsync(route);

        var told = await client.PostAsync("routes/explain", $$"""{"to":["09120000111","09120000222","0912"],"text":"{{new string('ا', 71)}}","intent":"ORDER_PAID"}""");
        Assert.True(told.Status == HttpStatusCode.OK, told.Text);
        Assert.Equal("service_intent", told["route"].GetProperty("rule").GetString());
        Assert.Equal([("good", "3000")], told["route"].GetProperty("accounts").EnumerateArray().Select(a => (a.GetProperty("account").GetString(), a.GetProperty("line").GetString())));
        Assert.Equal(
            [("off", "inactive"), ("paused", "paused")],
            told["route"].GetProperty("skipped").EnumerateArray().Select(a => (a.GetProperty("account").GetString(), a.GetProperty("reason").GetString())));
        Assert.Equal((2, 4, "ucs2"), (told["recipients"].GetInt32(), told["segments"].GetInt32(), told["encoding"].GetString()));
        Assert.Equal(400, told["cost_estimate"].GetProperty("amount").GetDecimal());
        Assert.Equal("bad_number", Assert.Single(told["rejected"].EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(("transactional", "normal"), (told["kind"].GetString(), told["lane"].GetString()));
        Assert.Equal(JsonValueKind.Null, told["quota_left"].ValueKind);
        Assert.Equal(JsonValueKind.Null, told["window"].ValueKind);
        Assert.Equal(TimeSpan.FromHours(1), told["expires_at"].GetDateTime() - told["due_at"].GetDateTime());
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task What_waits_for_its_window_says_when_it_opens()
    {
        var (service, client) = await ServiceAsync();
        await service.ASandboxAccountAsync("main");
        await api.Given.SaveAsync(new Intent { ServiceId = service.Id, Key = "NEWS", Kind = Kind.Bulk });
        async Task<(bool? Open, string? Due)> AtAsync(string time)
        {
            var told = await client.PostAsync("routes/explain", $$"""{"to":"09120000111","text":"x","intent":"NEWS","scheduled_at":"{{time}}"}""");
            return (told["window"].GetProperty("open").GetBoolean(), told["due_at"].GetString());
        }

        Assert.Equal((true, "2027-03-01T09:00:00Z"), await AtAsync("2027-03-01T09:00:00Z"));
        Assert.Equal((false, "2027-03-02T04:30:00Z"), await AtAsync("2027-03-01T20:00:00Z"));   // 08:00 in Tehran
    }

    [Fact]
    public async Task Bodies_of_all_three_doors_are_understood()
    {
        var (service, client) = await ServiceAsync();
        await service.ASandboxAccountAsync("main");
        var otp = await client.PostAsync("routes/explain", """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1"}}""");
        Assert.Equal(("otp", "otp", 1), (otp["kind"].GetString(), otp["lane"].GetString(), otp["recipients"].GetInt32()));
        var notification = await client.PostAsync("routes/explain", """{"intent":"A","recipient":{"phone":"09120000111"},"payload":{"text":"x"},"options":{"priority":"bulk"}}""");
        Assert.Equal(("transactional", "bulk", "gsm7"), (notification["kind"].GetString(), notification["lane"].GetString(), notification["encoding"].GetString()));

        var messages = await client.PostAsync("routes/explain", """{"to":"09120000111","text":"x","reference":"ORDER-1","tags":["shop"],"dry_run":true}""");
        Assert.Equal(1, messages["recipients"].GetInt32());

        WrongInputTests.AssertProblem(await client.PostAsync("routes/explain", """{"phone":"0912","internal_template_key":"otp_login","params":{"token":"1"}}"""), 422, "bad_number");
        WrongInputTests.AssertProblem(await client.PostAsync("routes/explain", """{"intent":"A","recipient":{"email":"a@b.c"},"payload":{"text":"x"}}"""), 422, "no_channel");
        WrongInputTests.AssertProblem(await client.PostAsync("routes/explain", """{"to":"09120000111","template":"none"}"""), 422, "unknown_template");
        WrongInputTests.AssertProblem(await client.PostAsync("routes/explain", "{}"), 422, "required");
        WrongInputTests.AssertProblem(await client.PostAsync("routes/explain", """{"to":7}"""), 400, "malformed_request");
    }

    [Fact]
    public async Task To_ask_needs_the_scope_to_read_and_a_dry_run_the_scope_to_send()
    {
        var (service, reader) = await ServiceAsync();
        await service.ASandboxAccountAsync("main");
        const string Body = """{"to":"09120000111","text":"x","dry_run":true}""";
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("routes/explain", Body)).Status);
        WrongInputTests.AssertProblem(await reader.PostAsync("messages", Body), 403, "missing_scope");
        var sender = api.Client(await service.ATokenAsync("send"));
        WrongInputTests.AssertProblem(await sender.PostAsync("routes/explain", Body), 403, "missing_scope");
        Assert.Equal("dry_run", (await sender.PostAsync("messages", Body))["status"].GetString());
    }

    private async Task<(GivenShop, ApiClient)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        return (service, api.Client(await service.ATokenAsync("read")));
    }
}
