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
        var client = api.Client(await service.ATokenAsync("send read logs providers:manage routing:manage"));
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
            ["SendMessages"] = await Post("SendMessages", "messages"),
            ["CancelMessage"] = await client.PostAsync($"messages/{waiting}/cancel", ""),
            ["ResendMessage"] = await client.PostAsync($"messages/{waiting}/resend", ""),
            ["ExplainRoute"] = await Post("ExplainRoute", "routes/explain"),
            ["ListOperations"] = await client.GetAsync("logs/operations?action=message.cancel"),
            ["ListApiCalls"] = await RefusedCallAsync(client),
            ["ListAccounts"] = await client.GetAsync("accounts"),
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
        Assert.Equal(HttpStatusCode.OK, (await Post("FindStates", "messages/status")).Status);

        var shown = operations.ToDictionary(operation => operation.Key, operation => AnswerOf(operation.Value), StringComparer.Ordinal).Where(answer => answer.Value is not null).ToList();
        Assert.Equal(real.Keys.Order(StringComparer.Ordinal), shown.Select(answer => answer.Key).Order(StringComparer.Ordinal));
        Assert.All(shown, answer => AssertAlike(answer.Value!.Value, real[answer.Key].Json, answer.Key));
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

    [GeneratedRegex(@"^\d+-[0-9a-f]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Reference();
}
