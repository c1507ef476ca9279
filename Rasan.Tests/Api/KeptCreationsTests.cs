using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>The same key and the same request: one account, key, line, alert rule, route or intent, and one answer.</summary>
public sealed class KeptCreationsTests(ApiFixture api)
{
    private const string Scopes = "providers:manage routing:manage";

    /// <summary>What is made where, and the same with something wrong in it. <c>ACCOUNT</c> is an account of the service.</summary>
    private static readonly Dictionary<string, (string Path, string Body, string Wrong)> Creations = new(StringComparer.Ordinal)
    {
        ["CreateAccount"] = ("accounts", """{"provider":"kavenegar","name":"First","credentials":{"api_key":"0123456789"},"line":"3000"}""", """{"provider":"kavenegar","name":"First","credentials":{"api_key":"1"}}"""),
        ["AddKey"] = ("accounts/ACCOUNT/keys", """{"label":"spare","credentials":{"api_key":"0123456789"}}""", """{"label":"spare"}"""),
        ["AddLine"] = ("accounts/ACCOUNT/lines", """{"number":"3000"}""", """{"number":"3000","class":"golden"}"""),
        ["AddAlertRule"] = ("accounts/ACCOUNT/alerts", """{"on":"paused","receivers":[{"to":"09121112233","language":"fa"}]}""", """{"on":"paused"}"""),
        ["MakeRoute"] = ("routes", """{"intent":"ORDER_PAID","steps":[{"account":ACCOUNT}]}""", """{"intent":"ORDER_PAID","steps":[{"account":987654321}]}"""),
        ["DefineIntent"] = ("intents", """{"key":"ORDER_PAID","kind":"otp"}""", """{"key":"ORDER_PAID","kind":"otp","lifetime":1}"""),
    };

    public static TheoryData<string> Operations => [.. Creations.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_same_request_makes_one_and_is_answered_alike_and_another_is_a_conflict(string operation)
    {
        var (shop, client, account) = await ShopAsync();
        var (path, body, wrong) = For(operation, account);
        var before = await CountAsync(client, path);
        WrongInputTests.AssertProblem(await client.PostAsync(path, body, new string('k', 129)), 422, "bad_idempotency_key");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync(path, wrong, "k")).Status);   // and is not kept

        var first = await client.PostAsync(path, body, "k");
        Assert.True(first.Status == HttpStatusCode.OK, first.Text);
        Assert.DoesNotContain("Idempotent-Replayed", first.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        var again = await client.PostAsync(path, body, "k");
        Assert.Equal((first.Status, first.Text, "true"), (again.Status, again.Text, again.Headers.GetValueOrDefault("Idempotent-Replayed")));
        WrongInputTests.AssertProblem(await client.PostAsync(path, body + " ", "k"), 409, "idempotency_conflict");
        Assert.Equal(before + 1, await CountAsync(client, path));

        await using var store = await api.Given.StoreAsync();
        var kept = await store.KeptCreations.SingleAsync(one => one.ServiceId == shop.Id, Ct);
        Assert.DoesNotContain("\"id\"", Encoding.UTF8.GetString(kept.Body), StringComparison.Ordinal);
        Assert.Equal(first.Text, Encoding.UTF8.GetString(api.Services.GetRequiredService<ISecretBox>().Open(kept.Body)));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Those_that_come_at_the_same_instant_make_one(string operation)
    {
        var (_, client, account) = await ShopAsync();
        var (path, body, _) = For(operation, account);
        var before = await CountAsync(client, path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync(path, body, "k")));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Single(answers, answer => !answer.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal(before + 1, await CountAsync(client, path));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Another_services_key_is_another_and_so_is_another_tokens_scope(string operation)
    {
        var (shop, client, account) = await ShopAsync();
        var (_, stranger, strangers) = await ShopAsync();
        var (path, body, _) = For(operation, account);
        var first = await client.PostAsync(path, body, "k");
        var (theirPath, theirBody, _) = For(operation, strangers);
        var theirs = await stranger.PostAsync(theirPath, theirBody, "k");
        Assert.True(theirs.Status == HttpStatusCode.OK, theirs.Text);
        Assert.NotEqual(first["id"].GetInt64(), theirs["id"].GetInt64());
        Assert.DoesNotContain("Idempotent-Replayed", theirs.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        WrongInputTests.AssertProblem(await api.Client(await shop.ATokenAsync("read")).PostAsync(path, body, "k"), 403, "missing_scope");
    }

    [Fact]
    public async Task Who_speaks_for_one_tenant_does_not_read_what_the_whole_service_was_told()
    {
        var (shop, client, account) = await ShopAsync();
        var tenants = api.Client(await shop.ATokenAsync(Scopes, tenant: await shop.ATenantAsync("branch")));
        foreach (var operation in (string[])["CreateAccount", "AddLine", "MakeRoute"])
        {
            var (path, body, _) = For(operation, account);
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(path, body, "k")).Status);
            WrongInputTests.AssertProblem(await tenants.PostAsync(path, body, "k"), 409, "idempotency_conflict");
        }
    }

    [Fact]
    public async Task A_day_later_the_key_makes_another_one()
    {
        await using var rig = await WatchRig.StartAsync();
        var client = rig.ClientOf(await rig.Service.ATokenAsync(Scopes));
        var account = await AnAccountAsync(client);
        var first = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var operation in Creations.Keys)
        {
            var (path, body, _) = For(operation, account);
            first[operation] = await client.PostAsync(path, body, "k");
            await client.DeleteAsync($"{path}/{first[operation]["id"]}");   // what it was told stands all the same
        }

        rig.Clock.Leap(TimeSpan.FromHours(23));
        foreach (var operation in Creations.Keys) Assert.Equal(first[operation].Text, (await PostAsync(operation)).Text);
        rig.Clock.Leap(TimeSpan.FromHours(1));
        foreach (var operation in Creations.Keys)
        {
            var second = await PostAsync(operation);
            Assert.True(second.Status == HttpStatusCode.OK, second.Text);
            Assert.DoesNotContain("Idempotent-Replayed", second.Headers.Keys, StringComparer.OrdinalIgnoreCase);
            Assert.NotEqual(first[operation]["id"].GetInt64(), second["id"].GetInt64());
            var again = await PostAsync(operation);
            Assert.Equal((second.Text, "true"), (again.Text, again.Headers.GetValueOrDefault("Idempotent-Replayed")));
        }

        Task<Answer> PostAsync(string operation)
        {
            var (path, body, _) = For(operation, account);
            return client.PostAsync(path, body, "k");
        }
    }

    [Fact]
    public async Task Every_operation_that_makes_something_is_described_with_its_key()
    {
        var operations = (await api.Client().GetAsync("/openapi/v1.json"))["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .ToDictionary(operation => operation.Value.GetProperty("operationId").GetString()!, operation => operation.Value, StringComparer.Ordinal);
        Assert.All(Creations.Keys, operation =>
        {
            Assert.Contains("Idempotency-Key", operations[operation].GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
            Assert.True(operations[operation].GetProperty("responses").TryGetProperty("409", out _), operation);
        });
    }

    private async Task<(GivenShop Shop, ApiClient Client, long Account)> ShopAsync()
    {
        var shop = await api.Given.AServiceAsync();
        var client = api.Client(await shop.ATokenAsync(Scopes));
        return (shop, client, await AnAccountAsync(client));
    }

    private static async Task<long> AnAccountAsync(ApiClient client) => (await client.PostAsync("accounts", """{"provider":"kavenegar","name":"main"}"""))["id"].GetInt64();

    private static (string Path, string Body, string Wrong) For(string operation, long account)
    {
        var (path, body, wrong) = Creations[operation];
        string Named(string text) => text.Replace("ACCOUNT", account.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return (Named(path), Named(body), Named(wrong));
    }

    /// <summary>How many the service has of its own.</summary>
    private static async Task<int> CountAsync(ApiClient client, string path)
    {
        static bool IsTheSystems(JsonElement one) => (one.TryGetProperty("owner", out var owner) && owner.ValueEquals("system")) || (one.TryGetProperty("shared", out var shared) && shared.GetBoolean());
        return (await client.GetAsync(path)).Json.EnumerateObject().First().Value.EnumerateArray().Count(one => !IsTheSystems(one));
    }
}
