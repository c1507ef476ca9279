using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Routes;

/// <summary>Rules as programs make them, and what each makes of a message.</summary>
public sealed class RoutesApiTests(ApiFixture api)
{
    private const string Scopes = "send read routing:manage";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_is_made_decides_at_once_is_turned_round_and_taken_away_and_the_log_has_it_all()
    {
        var (shop, client, one, two) = await ShopAsync();
        var made = await client.PostAsync("routes", $$"""{"intent":"ORDER_PAID","steps":[{"account":{{two.Id}},"line":"3000"},{"account":{{one.Id}}}]}""");
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        var path = $"routes/{made["id"].GetInt64()}";
        Assert.Equal(("service", "sms", true, true, true), (made["owner"].GetString(), made["channel"].GetString(), made["fallback"].GetBoolean(), made["is_active"].GetBoolean(), made["may_change"].GetBoolean()));
        Assert.Equal("3000", made["steps"][0].GetProperty("line").GetString());
        Assert.Equal(("service_intent", "two,one"), await ExplainAsync(client, "ORDER_PAID"));
        Assert.Equal("no_rule", (await ExplainAsync(client, "ORDER_SENT")).Rule);

        await client.PutAsync(path, $$"""{"steps":[{"account":{{one.Id}}},{"account":{{two.Id}}}]}""");
        Assert.Equal(("service_intent", "one,two"), await ExplainAsync(client, "ORDER_PAID"));
        await client.PutAsync(path, $$"""{"steps":[{"account":{{one.Id}}},{"account":{{two.Id}}}],"fallback":false}""");
        Assert.Equal(("service_intent", "one"), await ExplainAsync(client, "ORDER_PAID"));
        await client.PutAsync(path, $$"""{"steps":[{"account":{{one.Id}}}],"is_active":false}""");
        Assert.Equal("no_rule", (await ExplainAsync(client, "ORDER_PAID")).Rule);

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Delete, path, content: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Delete, path, content: null)).Status);
        await using var store = await api.Given.StoreAsync();
        var log = await store.Operations.Where(row => row.ServiceId == shop.Id).OrderBy(row => row.Id).Select(row => new { row.Action, row.Before, row.After }).ToListAsync(Ct);
        Assert.Equal(["route.create", "route.change", "route.change", "route.change", "route.remove"], log.Select(row => row.Action));
        Assert.All(log.Zip(log.Skip(1)), pair => Assert.Equal(pair.First.After, pair.Second.Before));
    }

    [Fact]
    public async Task A_second_rule_of_the_same_messages_is_a_conflict_and_one_of_others_is_not()
    {
        var (shop, client, one, _) = await ShopAsync();
        var tenant = await shop.ATenantAsync("branch");
        foreach (var whom in (string[])["\"kind\":\"otp\"", "\"intent\":\"OTP_LOGIN\"", $"\"kind\":\"otp\",\"tenant_id\":\"{tenant.Key}\"", "\"kind\":\"otp\",\"channel\":\"voice\""])
        {
            var body = $$"""{ {{whom}}, "steps": [{ "account": {{one.Id}} }] }""";
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("routes", body)).Status);
            var again = await client.PostAsync("routes", body);
            Assert.Equal((HttpStatusCode.Conflict, "route_exists"), (again.Status, again.Code));
        }

        Assert.Equal(
            ["tenant otp sms", "service OTP_LOGIN sms", "service otp sms", "service otp voice"],
            (await client.GetAsync("routes"))["routes"].EnumerateArray().Select(Told).Where(told => !told.StartsWith("system", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"intent":"X"}""", "steps", "required")]
    [InlineData("""{"intent":"X","steps":[]}""", "steps", "required")]
    [InlineData("""{"steps":[{"account":MINE}]}""", "intent", "intent_or_kind")]
    [InlineData("""{"intent":"X","kind":"otp","steps":[{"account":MINE}]}""", "intent", "intent_or_kind")]
    [InlineData("""{"kind":"urgent","steps":[{"account":MINE}]}""", "kind", "unknown_kind")]
    [InlineData("""{"intent":"X","channel":"pigeon","steps":[{"account":MINE}]}""", "channel", "unknown_channel")]
    [InlineData("""{"intent":"X","owner":"me","steps":[{"account":MINE}]}""", "owner", "unknown_owner")]
    [InlineData("""{"intent":"X","tenant_id":"nobody","steps":[{"account":MINE}]}""", "tenant_id", "unknown_tenant")]
    [InlineData("""{"intent":"X","steps":[{"account":987654}]}""", "steps[0].account", "unknown_account")]
    [InlineData("""{"intent":"X","steps":[{"account":MINE},{"account":THEIRS}]}""", "steps[1].account", "unknown_account")]
    [InlineData("""{"intent":"X","steps":[{"account":MINE},{"account":MINE}]}""", "steps[1].account", "repeated")]
    [InlineData("""{"intent":"X","steps":[{"account":MINE,"line":"1"}]}""", "steps[0].line", "unknown_line")]
    [InlineData("""{"intent":"X","steps":[{"line":"1"}]}""", "steps[0].account", "required")]
    public async Task What_is_wrong_is_named_by_its_field_in_both_languages_and_nothing_is_stored(string body, string field, string code)
    {
        var (shop, _, one, _) = await ShopAsync();
        var theirs = await (await api.Given.AServiceAsync()).ASandboxAccountAsync("theirs");
        var token = await shop.ATokenAsync(Scopes);
        var asked = body.Replace("MINE", Id(one), StringComparison.Ordinal).Replace("THEIRS", Id(theirs), StringComparison.Ordinal);
        foreach (var language in (string[])["fa", "en"])
        {
            var answer = await api.Client(token, language).PostAsync("routes", asked);
            Assert.Equal((422, code), ((int)answer.Status, answer.Code));
            Assert.NotEmpty(answer["errors"].GetProperty(field)[0].GetString()!);
        }

        await using var store = await api.Given.StoreAsync();
        Assert.False(await store.Routes.AnyAsync(route => route.ServiceId == shop.Id, Ct));
    }

    [Fact]
    public async Task The_systems_rules_are_read_and_not_changed_and_another_services_are_not_there()
    {
        var (shop, client, one, _) = await ShopAsync();
        var (_, stranger, theirs, _) = await ShopAsync();
        var key = $"SYSTEM-{shop.Key}";
        var system = new Route { Intent = key, CreatedAt = one.CreatedAt };
        system.Steps.Add(new() { Position = 0, AccountId = theirs.Id });
        await api.Given.SaveAsync(system);
        var own = (await client.PostAsync("routes", $$"""{"intent":"MINE","steps":[{"account":{{one.Id}}}]}"""))["id"].GetInt64();

        var listed = await client.GetAsync($"routes/{system.Id}");
        Assert.Equal(("system", false), (listed["owner"].GetString(), listed["may_change"].GetBoolean()));
        foreach (var answer in new[]
        {
            await client.PutAsync($"routes/{system.Id}", $$"""{"steps":[{"account":{{one.Id}}}]}"""), await client.SendAsync(HttpMethod.Delete, $"routes/{system.Id}", content: null),
            await client.PostAsync("routes", $$"""{"owner":"system","intent":"NEW","steps":[{"account":{{one.Id}}}]}"""),
        }) Assert.Equal((HttpStatusCode.Forbidden, "system_owned"), (answer.Status, answer.Code));
        Assert.Equal("system_intent", (await ExplainAsync(client, key)).Rule);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"routes/{own}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsync($"routes/{own}", $$"""{"steps":[{"account":{{theirs.Id}}}]}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Delete, $"routes/{own}", content: null)).Status);
        Assert.DoesNotContain((await stranger.GetAsync("routes"))["routes"].EnumerateArray(), route => route.GetProperty("id").GetInt64() == own);
        var reader = api.Client(await shop.ATokenAsync("send read"));
        Assert.Equal("missing_scope", (await reader.GetAsync("routes")).Code);
    }

    [Fact]
    public async Task A_token_of_one_tenant_has_its_tenants_rules_alone()
    {
        var (shop, client, one, two) = await ShopAsync();
        var (mine, other) = (await shop.ATenantAsync("mine"), await shop.ATenantAsync("other"));
        var bound = api.Client(await shop.ATokenAsync(Scopes, tenant: mine));
        var service = (await client.PostAsync("routes", $$"""{"kind":"otp","steps":[{"account":{{one.Id}}}]}"""))["id"].GetInt64();
        await client.PostAsync("routes", $$"""{"kind":"otp","tenant_id":"{{other.Key}}","steps":[{"account":{{one.Id}}}]}""");

        var made = await bound.PostAsync("routes", $$"""{"kind":"otp","steps":[{"account":{{two.Id}}}]}""");
        Assert.Equal(("tenant", "mine"), (made["owner"].GetString(), made["tenant_id"].GetString()));
        Assert.Equal(["tenant otp sms"], (await bound.GetAsync("routes"))["routes"].EnumerateArray().Select(Told).Where(told => !told.StartsWith("system", StringComparison.Ordinal)));
        Assert.Equal(("service_tenant_kind", "two"), await ExplainAsync(bound, "OTP_LOGIN"));
        var others = new Account { ServiceId = shop.Id, TenantId = other.Id, Provider = "sandbox", Name = "others", CreatedAt = one.CreatedAt };
        await api.Given.SaveAsync(others);
        Assert.Equal("unknown_account", (await bound.PostAsync("routes", $$"""{"kind":"bulk","steps":[{"account":{{others.Id}}}]}""")).Code);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("routes", $$"""{"kind":"bulk","steps":[{"account":{{others.Id}}}]}""")).Status);
        Assert.Equal("foreign_tenant", (await bound.PostAsync("routes", $$"""{"kind":"bulk","tenant_id":"other","steps":[{"account":{{two.Id}}}]}""")).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await bound.PutAsync($"routes/{service}", $$"""{"steps":[{"account":{{two.Id}}}]}""")).Status);
        Assert.Equal("foreign_tenant", (await bound.PutAsync("channels", """{"channels":[{"channel":"voice","is_on":true}]}""")).Code);
        Assert.Equal("foreign_tenant", (await bound.PostAsync("intents", """{"key":"X","kind":"otp"}""")).Code);
        Assert.Equal("foreign_tenant", (await bound.PutAsync("intents/kinds/bulk", """{"lifetime":60}""")).Code);
    }

    [Fact]
    public async Task An_account_that_was_removed_is_named_by_no_rule_any_more()
    {
        var (shop, client, one, two) = await ShopAsync();
        var keeper = api.Client(await shop.ATokenAsync("providers:manage"));
        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(HttpMethod.Delete, $"accounts/{one.Id}", content: null)).Status);

        var refused = await client.PostAsync("routes", $$"""{"kind":"otp","steps":[{"account":{{two.Id}}},{"account":{{one.Id}}}]}""");
        Assert.Equal((422, "unknown_account"), ((int)refused.Status, refused.Code));
        Assert.NotEmpty(refused["errors"].GetProperty("steps[1].account")[0].GetString()!);
    }

    private static string Id(Account account) => account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Told(JsonElement route) =>
        $"{route.GetProperty("owner").GetString()} {route.GetProperty("intent").GetString() ?? route.GetProperty("kind").GetString()} {route.GetProperty("channel").GetString()}";

    private static async Task<(string Rule, string Accounts)> ExplainAsync(ApiClient client, string intent)
    {
        var route = (await client.PostAsync("routes/explain", $$"""{"to":"09120000111","text":"x","intent":"{{intent}}"}"""))["route"];
        return (route.GetProperty("rule").GetString()!, string.Join(',', route.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("account").GetString())));
    }

    private async Task<(GivenShop Shop, ApiClient Client, Account One, Account Two)> ShopAsync()
    {
        var shop = await api.Given.AServiceAsync();
        var (one, two) = (await shop.ASandboxAccountAsync("one"), await shop.ASandboxAccountAsync("two", "3000"));
        return (shop, api.Client(await shop.ATokenAsync(Scopes)), one, two);
    }
}
