using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>What a service's programs set for themselves: the paths of the notification document, each in its shape.</summary>
public sealed class ProviderSettingsTests(ApiFixture api)
{
    private const string Kavenegar = "notifications/providers/kavenegar/setup", AnyProvider = "notifications/providers/sms/setup", List = "notifications/settings/providers/sms", Routing = "notifications/settings/otp-routing";

    [Fact]
    public async Task An_account_is_set_up_and_answered_as_the_document_has_it()
    {
        var (service, client) = await ServiceAsync();
        var answer = await client.PostAsync(Kavenegar, """{"api_key":"0123456789abcdef","timeout":20}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["status", "tenant_id", "client_id", "channel", "provider"], answer.Names);
        Assert.Equal(("configured", service.Key, service.Key, "sms", "kavenegar"), (Of(answer, "status"), Of(answer, "tenant_id"), Of(answer, "client_id"), Of(answer, "channel"), Of(answer, "provider")));

        var providers = (await client.GetAsync(List))["providers"].EnumerateArray().ToDictionary(one => one.GetProperty("provider").GetString()!, StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "kavenegar", "ghasedak", "ippanel", "raygansms", "twilio" }, providers.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Equal("""{"provider":"kavenegar","configured":true,"active":true,"requires_setup":false}""", providers["kavenegar"].GetRawText());
        Assert.Equal("""{"provider":"twilio","configured":false,"active":false,"requires_setup":true}""", providers["twilio"].GetRawText());
    }

    [Fact]
    public async Task Set_up_again_the_account_is_the_same_with_another_key_and_line_and_the_log_names_no_secret()
    {
        var (service, client) = await ServiceAsync();
        await client.PostAsync(AnyProvider, """{"provider":"twilio","account_sid":"AC1","auth_token":"first-secret","from":"+15017122661"}""");
        var again = await client.PostAsync(AnyProvider, """{"provider":"twilio","account_sid":"AC2","auth_token":"second-secret","from":"+15017122662","is_active":false}""");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        await using var store = await api.Given.StoreAsync();
        var account = await store.Accounts.Include(one => one.Keys).Include(one => one.Lines).SingleAsync(one => one.ServiceId == service.Id && one.Provider == "twilio", Ct);
        Assert.False(account.IsActive);
        Assert.Equal("api", Assert.Single(account.Keys).Label);
        Assert.Equal("+15017122662", Assert.Single(account.Lines, line => line.IsActive).Number);
        var written = await store.Operations.Where(row => row.ServiceId == service.Id).Select(row => row.Action + row.Before + row.After).ToListAsync(Ct);
        Assert.Equal(2, written.Count(row => row.StartsWith("account.set_up", StringComparison.Ordinal)));
        Assert.DoesNotContain(written, row => row.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tenant_that_does_not_exist_is_made_and_has_accounts_of_its_own()
    {
        var (service, client) = await ServiceAsync();
        var answer = await client.PostAsync(Kavenegar, """{"api_key":"0123456789abcdef","tenant_id":"branch-1"}""");
        Assert.Equal("branch-1", Of(answer, "tenant_id"));
        Assert.True(Configured(await client.GetAsync($"{List}?tenant_id=branch-1")));
        Assert.False(Configured(await client.GetAsync(List)));
        Assert.Equal((HttpStatusCode)422, (await client.GetAsync($"{List}?tenant_id=branch-2")).Status);
        Assert.Equal(service.Key, Of(await client.GetAsync(List), "tenant_id"));
    }

    [Theory]
    [InlineData(Kavenegar, """{}""", "api_key", "required")]
    [InlineData(Kavenegar, """{"api_key":"short"}""", "api_key", "too_short")]
    [InlineData(AnyProvider, """{"api_key":"0123456789"}""", "provider", "required")]
    [InlineData(AnyProvider, """{"provider":"sandbox"}""", "provider", "unknown_provider")]
    [InlineData(AnyProvider, """{"provider":"ippanel","api_key":"0123456789"}""", "from", "required")]
    [InlineData(AnyProvider, """{"provider":"raygansms","username":"u","from":"5000"}""", "password", "required")]
    [InlineData(Kavenegar, """{"api_key":"0123456789","timeout":61}""", "timeout", "bad_timeout")]
    [InlineData(Kavenegar, """{"api_key":"0123456789","type":"soap"}""", "type", "unknown_type")]
    [InlineData(Kavenegar, """{"api_key":"0123456789","base_url":"ftp://api.kavenegar.com"}""", "base_url", "bad_url")]
    [InlineData(Kavenegar, """{"api_key":"0123456789","base_url":"https://10.0.0.1/v1"}""", "base_url", "base_url_not_allowed")]
    [InlineData(Kavenegar, """{"api_key":"0123456789","base_url":"https://kavenegar.com.evil.example/v1"}""", "base_url", "base_url_not_allowed")]
    public async Task What_is_wrong_is_named_by_its_field_in_both_languages_and_nothing_is_stored(string path, string body, string field, string code)
    {
        var (service, _) = await ServiceAsync();
        var token = await service.ATokenAsync("providers:manage");
        foreach (var language in (string[])["fa", "en"])
        {
            var answer = await api.Client(token, language).PostAsync(path, body);
            Assert.Equal((422, code), ((int)answer.Status, answer.Code));
            Assert.NotEmpty(answer["errors"].GetProperty(field)[0].GetString()!);
        }

        await using var store = await api.Given.StoreAsync();
        Assert.Empty(await store.Accounts.Where(one => one.ServiceId == service.Id).ToListAsync(Ct));
    }

    [Fact]
    public async Task Credentials_are_tried_first_where_that_is_asked_for()
    {
        await using var simulators = new SimulatorHost();
        await simulators.SettingsAsync("kavenegar", new { dead_keys = new[] { "a-dead-key-0123" } });
        var (_, client) = await ServiceAsync();
        string Body(string key) => $$$"""{"api_key":"{{{key}}}","base_url":"{{{simulators.BaseUrl("kavenegar")}}}","options":{"verify":true}}""";

        var refused = await client.PostAsync(Kavenegar, Body("a-dead-key-0123"));
        Assert.Equal((422, "not_verified"), ((int)refused.Status, refused.Code));
        Assert.DoesNotContain("a-dead-key", refused.Text, StringComparison.Ordinal);
        Assert.False(Configured(await client.GetAsync(List)));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Kavenegar, Body("a-good-key-0123"))).Status);
    }

    [Fact]
    public async Task The_order_of_providers_for_codes_is_set_and_read_as_the_document_has_it()
    {
        var (service, client) = await ServiceAsync();
        await client.PostAsync(Kavenegar, """{"api_key":"0123456789abcdef"}""");
        await client.PostAsync(AnyProvider, """{"provider":"ghasedak","api_key":"0123456789abcdef"}""");
        var set = await client.PutAsync(Routing, """{"providers":["ghasedak","kavenegar"],"intents":["OTP_LOGIN"]}""");
        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal(["status", "tenant_id", "intents", "routing"], set.Names);
        Assert.Equal("""{"channels":[{"channel":"sms","providers":["ghasedak","kavenegar"],"fallback":true}]}""", set["routing"].GetRawText());

        var read = await client.GetAsync(Routing);
        Assert.Equal(service.Key, Of(read, "tenant_id"));
        Assert.Equal("""[{"intent":"OTP_LOGIN","rule":{"channels":[{"channel":"sms","providers":["ghasedak","kavenegar"],"fallback":true}]},"is_active":true}]""", read["items"].GetRawText());

        var plan = await client.PostAsync("routes/explain", """{"to":"09120000111","text":"x","intent":"OTP_LOGIN"}""");
        Assert.Equal(["ghasedak", "kavenegar"], plan["route"].GetProperty("accounts").EnumerateArray().Select(one => one.GetProperty("provider").GetString()));
        Assert.Equal("service_tenant_intent", plan["route"].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Without_intents_one_rule_stands_for_all_codes_and_a_first_account_alone_has_no_fallback()
    {
        var (_, client) = await ServiceAsync();
        await client.PostAsync(Kavenegar, """{"api_key":"0123456789abcdef"}""");
        await client.PostAsync(AnyProvider, """{"provider":"ghasedak","api_key":"0123456789abcdef"}""");
        var set = await client.PutAsync(Routing, """{"providers":["kavenegar","ghasedak"],"fallback":false}""");
        Assert.Contains("OTP_LOGIN", set["intents"].EnumerateArray().Select(one => one.GetString()));
        var plan = await client.PostAsync("routes/explain", """{"to":"09120000111","text":"x","intent":"OTP_LOGIN"}""");
        Assert.Equal("kavenegar", Assert.Single(plan["route"].GetProperty("accounts").EnumerateArray()).GetProperty("provider").GetString());
        Assert.Equal("fallback_off", Assert.Single(plan["route"].GetProperty("skipped").EnumerateArray()).GetProperty("reason").GetString());

        await client.PutAsync(Routing, """{"providers":["ghasedak"],"is_active":false}""");
        Assert.False((await client.GetAsync(Routing))["items"][0].GetProperty("is_active").GetBoolean());
        Assert.Equal("no_rule", (await client.PostAsync("routes/explain", """{"to":"09120000111","text":"x","intent":"OTP_LOGIN"}"""))["route"].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task A_provider_without_an_account_and_an_intent_of_another_kind_are_refused()
    {
        var (service, client) = await ServiceAsync();
        var missing = await client.PutAsync(Routing, """{"providers":["twilio"]}""");
        Assert.Equal((422, "provider_not_configured"), ((int)missing.Status, missing.Code));
        await client.PostAsync(Kavenegar, """{"api_key":"0123456789abcdef"}""");
        await api.Given.SaveAsync(new Core.Intents.Intent { ServiceId = service.Id, Key = "NEWS", Kind = Core.Intents.Kind.Bulk });
        var wrong = await client.PutAsync(Routing, """{"providers":["kavenegar"],"intents":["NEWS"]}""");
        Assert.Equal((422, "not_an_otp_intent"), ((int)wrong.Status, wrong.Code));
        Assert.Empty((await client.GetAsync(Routing))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Only_the_scopes_for_it_and_the_tokens_own_tenant_are_let_in()
    {
        var (service, _) = await ServiceAsync();
        var sender = api.Client(await service.ATokenAsync("send read"));
        Assert.Equal("missing_scope", (await sender.PostAsync(Kavenegar, """{"api_key":"0123456789"}""")).Code);
        Assert.Equal("missing_scope", (await sender.PutAsync(Routing, """{"providers":["kavenegar"]}""")).Code);
        Assert.Equal("missing_scope", (await sender.GetAsync(List)).Code);
        await using var store = await api.Given.StoreAsync();
        var bound = api.Client(await service.ATokenAsync("providers:manage routing:manage", tenant: await store.Tenants.SingleAsync(tenant => tenant.ServiceId == service.Id, Ct)));
        Assert.Equal("foreign_tenant", (await bound.PostAsync(Kavenegar, """{"api_key":"0123456789","tenant_id":"other"}""")).Code);
        Assert.Equal("foreign_tenant", (await bound.GetAsync($"{Routing}?tenant_id=other")).Code);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string? Of(Answer answer, string name) => answer[name].GetString();

    private static bool Configured(Answer list) => list["providers"].EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "kavenegar").GetProperty("configured").GetBoolean();

    private async Task<(GivenShop Service, ApiClient Client)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        return (service, api.Client(await service.ATokenAsync("send read providers:manage routing:manage")));
    }
}
