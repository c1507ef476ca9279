using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Inbox;
using Rasan.Core.Messages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>What the page shows is what a client sends and gets.</summary>
public sealed partial class ExampleTests(ApiFixture api)
{
    [Fact]
    public async Task Every_example_request_is_taken_and_every_example_answer_looks_like_the_real_one()
    {
        var service = await api.Given.AServiceAsync();
        var account = await service.ASandboxAccountAsync("main");
        await api.Given.ChangeAsync<Account>(account.Id, changed => changed.Stand(new(Money.Rials(1_500_000), changed.CreatedAt.AddYears(1), Money.Rials(120)), changed.CreatedAt));
        var client = api.Client(await service.ATokenAsync("send read logs providers:manage routing:manage templates"));
        var operations = (await client.GetAsync("/openapi/v1.json"))["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .ToDictionary(operation => operation.Value.GetProperty("operationId").GetString()!, operation => operation.Value, StringComparer.Ordinal);
        Task<Answer> Post(string operation, string path) => client.PostAsync(path, Example(operations[operation].GetProperty("requestBody"))!.Value.GetRawText());

        var otp = await Post("SendOtp", "notifications/otp/send");
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        var waiting = (await client.PostAsync("messages", $$"""{"to":"09120000111","text":"x","scheduled_at":"{{tomorrow}}"}"""))["messages"][0].GetProperty("tracking_id").GetString();
        Task<Answer> Put(string operation, string path) => client.PutAsync(path, Example(operations[operation].GetProperty("requestBody"))!.Value.GetRawText());
        var real = new Dictionary<string, Answer>(StringComparer.Ordinal)
        {
            ["SendOtp"] = otp,
            ["SendNotification"] = await Post("SendNotification", "notifications/send"),
            ["FindNotification"] = await client.UntilAsync($"notifications/{otp.TrackingId}", answer => answer["delivery_status"].GetString() == "delivered"),
            ["FindMessage"] = await client.UntilAsync($"messages/{otp.TrackingId}", answer => answer["state"].GetString() == "delivered"),
            ["SendMessages"] = await Post("SendMessages", "messages"),
            ["CancelMessage"] = await client.PostAsync($"messages/{waiting}/cancel", ""),
            ["ResendMessage"] = await client.PostAsync($"messages/{waiting}/resend", ""),
            ["ExplainRoute"] = await Post("ExplainRoute", "routes/explain"),
            ["ListOperations"] = await client.GetAsync("logs/operations?action=message.cancel"),
            ["ListApiCalls"] = await RefusedCallAsync(client),
            ["ListInbox"] = await InboxAsync(client, service),
            ["SetUpKavenegar"] = await Post("SetUpKavenegar", "notifications/providers/kavenegar/setup"),
            ["SetUpProvider"] = await Post("SetUpProvider", "notifications/providers/sms/setup"),
            ["ListProviders"] = await client.GetAsync("notifications/settings/providers/sms"),
            ["SetOtpRouting"] = await client.PutAsync("notifications/settings/otp-routing", Example(operations["SetOtpRouting"].GetProperty("requestBody"))!.Value.GetRawText()),
            ["ReadOtpRouting"] = await client.GetAsync("notifications/settings/otp-routing"),
            ["RefreshAccount"] = await client.PostAsync($"accounts/{account.Id}/refresh", ""),
            ["SetRefresh"] = await Put("SetRefresh", $"accounts/{account.Id}/refresh"),
            ["ReadBalance"] = await client.GetAsync($"accounts/{account.Id}/balance"),
            ["AddAlertRule"] = await Post("AddAlertRule", $"accounts/{account.Id}/alerts"),
        };
        var rule = real["AddAlertRule"]["id"].GetInt64();
        real["ListAlerts"] = await client.GetAsync($"accounts/{account.Id}/alerts");
        real["ChangeAlertRule"] = await Put("ChangeAlertRule", $"accounts/{account.Id}/alerts/{rule}");
        real["RemoveAlertRule"] = await client.SendAsync(HttpMethod.Delete, $"accounts/{account.Id}/alerts/{rule}", content: null);
        var twilio = (await client.GetAsync("accounts"))["accounts"].EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "twilio").GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.OK, (await Put("SetBalance", $"accounts/{twilio}/balance")).Status);
        var kavenegar = (await client.GetAsync("accounts"))["accounts"].EnumerateArray().First(one => one.GetProperty("provider").GetString() == "kavenegar").GetProperty("id").GetInt64();
        real["BindTemplate"] = await client.PutAsync($"templates/otp_login/bindings/{kavenegar}", Example(operations["BindTemplate"].GetProperty("requestBody"))!.Value.GetRawText());
        real["ListBindings"] = await client.GetAsync("templates/otp_login/bindings");
        real["UnbindTemplate"] = await client.SendAsync(HttpMethod.Delete, $"templates/otp_login/bindings/{kavenegar}", content: null);
        foreach (var (operation, answer) in await RoutingAsync(client, operations, account)) real[operation] = answer;
        foreach (var (operation, answer) in await AccountsAsync(client, operation => Example(operations[operation].GetProperty("requestBody"))!.Value.GetRawText())) real[operation] = answer;
        Assert.Equal(HttpStatusCode.OK, (await Post("FindStates", "messages/status")).Status);

        var shown = operations.ToDictionary(operation => operation.Key, operation => AnswerOf(operation.Value), StringComparer.Ordinal).Where(answer => answer.Value is not null).ToList();
        Assert.Equal(real.Keys.Order(StringComparer.Ordinal), shown.Select(answer => answer.Key).Order(StringComparer.Ordinal));
        Assert.All(shown, answer => AssertAlike(answer.Value!.Value, real[answer.Key].Json, answer.Key));
    }

    /// <summary>The examples name accounts and a line that this service does not have: they are put in their place.</summary>
    private static async Task<Dictionary<string, Answer>> RoutingAsync(ApiClient client, Dictionary<string, JsonElement> operations, Account account)
    {
        string Body(string operation) => Example(operations[operation].GetProperty("requestBody"))!.Value.GetRawText();
        var kavenegar = (await client.GetAsync("accounts"))["accounts"].EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "kavenegar").GetProperty("id").GetInt64();
        string Route(string operation) => Accounts().Replace(Body(operation), named => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"account\": {(named.Value.EndsWith('3') ? kavenegar : account.Id)}"));
        var made = await client.PostAsync("routes", Route("MakeRoute"));
        var (found, routes) = (await client.GetAsync($"routes/{made["id"].GetInt64()}"), await client.GetAsync("routes"));
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync($"routes/{made["id"].GetInt64()}", Route("ChangeRoute"))).Status);
        var defined = await client.PostAsync("intents", Body("DefineIntent"));
        var listed = await client.GetAsync("intents");
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync($"intents/{defined["id"].GetInt64()}", Body("ChangeIntent"))).Status);
        return new(StringComparer.Ordinal)
        {
            ["MakeRoute"] = made,
            ["FindRoute"] = found,
            ["ListRoutes"] = routes,
            ["DefineIntent"] = defined,
            ["ListIntents"] = listed,
            ["SetKind"] = await client.PutAsync("intents/kinds/bulk", Body("SetKind")),
            ["ListKinds"] = await client.GetAsync("intents/kinds"),
            ["SetChannels"] = await client.PutAsync("channels", Body("SetChannels")),
            ["ListChannels"] = await client.GetAsync("channels"),
        };
    }

    /// <summary>An account from its making to its end.</summary>
    private async Task<Dictionary<string, Answer>> AccountsAsync(ApiClient client, Func<string, string> example)
    {
        await using var simulators = new SimulatorHost();
        await simulators.SettingsAsync("kavenegar", new { no_credit = true });
        var real = new Dictionary<string, Answer>(StringComparer.Ordinal) { ["CreateAccount"] = await client.PostAsync("accounts", example("CreateAccount")) };
        var account = $"accounts/{real["CreateAccount"]["id"]}";
        real["FindAccount"] = await client.GetAsync(account);
        real["ChangeAccount"] = await client.PutAsync(account, example("ChangeAccount"));
        (real["ListKeys"], real["ListLines"]) = (await client.GetAsync($"{account}/keys"), await client.GetAsync($"{account}/lines"));
        real["PauseAccount"] = await client.PostAsync($"{account}/pause", example("PauseAccount"));
        real["ResumeAccount"] = await client.PostAsync($"{account}/resume", "");
        real["AddKey"] = await client.PostAsync($"{account}/keys", example("AddKey"));
        real["ChangeKey"] = await client.PutAsync($"{account}/keys/{real["AddKey"]["id"]}", example("ChangeKey"));
        real["RemoveKey"] = await client.DeleteAsync($"{account}/keys/{real["AddKey"]["id"]}");
        real["AddLine"] = await client.PostAsync($"{account}/lines", example("AddLine"));
        real["ChangeLine"] = await client.PutAsync($"{account}/lines/{real["AddLine"]["id"]}", example("ChangeLine"));
        real["RemoveLine"] = await client.DeleteAsync($"{account}/lines/{real["AddLine"]["id"]}");
        await client.PutAsync(account, $$"""{"name":"Kavenegar","base_url":"{{simulators.BaseUrl("kavenegar")}}"}""");
        real["TestAccount"] = await client.PostAsync($"{account}/test", example("TestAccount"));
        real["ListAccounts"] = await ListedAsync(client, real["FindAccount"]["id"].GetInt64());
        real["RemoveAccount"] = await client.DeleteAsync(account);
        return real;
    }

    /// <summary>The list with one account that has a standing.</summary>
    private async Task<Answer> ListedAsync(ApiClient client, long id)
    {
        await api.Given.ChangeAsync<Account>(id, changed =>
        {
            changed.BaseUrl = null;
            changed.Resume();
            changed.Stand(new(Money.Rials(1_500_000), changed.CreatedAt.AddYears(1), Money.Rials(120)), changed.CreatedAt);
        });
        await api.Services.GetRequiredService<AccountChanges>().TakeEffectAsync(id, TestContext.Current.CancellationToken);
        var all = await client.GetAsync("accounts");
        return all with { Text = $$"""{"accounts":[{{all["accounts"].EnumerateArray().Single(one => one.GetProperty("id").GetInt64() == id).GetRawText()}}]}""" };
    }

    private async Task<Answer> InboxAsync(ApiClient client, GivenShop service)
    {
        await using var store = await api.Given.StoreAsync();
        var account = await store.Accounts.FirstAsync(one => one.ServiceId == service.Id, TestContext.Current.CancellationToken);
        await api.Services.GetRequiredService<KeepInbound>().RunAsync(account, [new("7", "09120000111", "10004346", "لغو", TimeProvider.System.GetUtcNow())], TestContext.Current.CancellationToken);
        return await client.GetAsync("inbox");
    }

    private static async Task<Answer> RefusedCallAsync(ApiClient client)
    {
        await client.PostAsync("messages", """{"to":"0912","text":"x"}""");
        return await client.UntilAsync("logs/api?code=bad_number", answer => answer["calls"].GetArrayLength() == 1 && answer["next"].ValueKind is JsonValueKind.Null);
    }

    [Fact]
    public async Task A_refusal_that_can_come_is_described()
    {
        var resend = (await api.Client().GetAsync("/openapi/v1.json"))["paths"].GetProperty("/api/v1/messages/{id}/resend").GetProperty("post");
        Assert.Equal(["202", "401", "403", "404", "409", "422", "429", "500", "503"], resend.GetProperty("responses").EnumerateObject().Select(response => response.Name));
    }

    private static JsonElement? AnswerOf(JsonElement operation) => operation.GetProperty("responses").EnumerateObject()
        .Where(response => response.Name is "200" or "202").Select(response => Example(response.Value)).FirstOrDefault(example => example is not null);

    private static JsonElement? Example(JsonElement content) =>
        content.TryGetProperty("content", out var types) && types.TryGetProperty("application/json", out var type) && type.TryGetProperty("example", out var example) ? example : null;

    private static void AssertAlike(JsonElement example, JsonElement real, string where)
    {
        Assert.True(FormOf(example) == FormOf(real), $"{where}: {example} stands for {real}");
        if (example.ValueKind is JsonValueKind.Array)
            foreach (var (one, other) in example.EnumerateArray().Zip(real.EnumerateArray())) AssertAlike(one, other, where);
        if (example.ValueKind is not JsonValueKind.Object) return;
        Assert.Equal(real.EnumerateObject().Select(property => property.Name), example.EnumerateObject().Select(property => property.Name));
        foreach (var property in example.EnumerateObject()) AssertAlike(property.Value, real.GetProperty(property.Name), $"{where}.{property.Name}");
    }

    private static string FormOf(JsonElement value) => value switch
    {
        { ValueKind: JsonValueKind.True or JsonValueKind.False } => "yes or no",
        { ValueKind: JsonValueKind.String } when Guid.TryParseExact(value.GetString(), "D", out _) => "id",
        { ValueKind: JsonValueKind.String } when DateTime.TryParseExact(value.GetString(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "time",
        { ValueKind: JsonValueKind.String } when Reference().IsMatch(value.GetString()!) => "reference",
        _ => value.ValueKind.ToString(),
    };

    [GeneratedRegex(@"""account"": \d+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Accounts();

    [GeneratedRegex(@"^\d+-[0-9a-f]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Reference();
}
