using System.Net;
using System.Text.Json;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Logs;

/// <summary>Both logs through the API: a service reads its own rows, by every column.</summary>
public sealed class LogsApiTests(ApiFixture api)
{
    [Fact]
    public async Task What_was_done_is_listed_with_who_did_it_and_found_by_every_column()
    {
        var (service, client) = await ServiceAsync();
        var started = TimeProvider.System.GetUtcNow();
        var cancelled = await CancelOneAsync(client);
        await CancelOneAsync(client);
        var all = await client.GetAsync("logs/operations");
        Assert.Equal(["operations", "next", "searched_until"], all.Names);
        Assert.Equal(2, all["operations"].GetArrayLength());
        var row = all["operations"][1];
        Assert.Equal("message.cancel", row.GetProperty("action").GetString());
        Assert.Equal($"message:{cancelled}", row.GetProperty("subject").GetString());
        Assert.Equal("test", row.GetProperty("actor_name").GetString());
        var actor = row.GetProperty("actor").GetString()!;
        await api.Given.SaveAsync(new Core.Logs.Operation
        {
            At = started.AddDays(-3), ServiceId = service.Id, Actor = "cli", Address = "::ffff:10.1.2.3", Action = "token.create", Subject = "token:7", After = """{"Name":"\u0635\u0646\u062F\u0648\u0642"}""",
        });

        async Task IsAsync(int many, string query) => Assert.Equal(many, (await WalkAsync(client, "operations", query)).Count);
        await IsAsync(3, "limit=1");
        await IsAsync(2, $"actor={actor}");
        await IsAsync(1, "actor=cli");
        await IsAsync(2, "action=message.cancel");
        await IsAsync(1, $"subject=message:{cancelled}");
        await IsAsync(2, "address=127.0.0.1&action=message.cancel");
        await IsAsync(1, "address=10.1.2.3");
        await IsAsync(1, $"text={Uri.EscapeDataString("صندوق")}");
        await IsAsync(1, "text=Name");
        await IsAsync(0, "text=nowhere");
        await IsAsync(2, $"from={Uri.EscapeDataString(started.AddDays(-1).ToString("O", null))}");
        await IsAsync(1, $"until={Uri.EscapeDataString(started.AddDays(-1).ToString("O", null))}");
        Assert.Equal("token.create", (await WalkAsync(client, "operations", "sort=oldest&limit=1"))[0].GetProperty("action").GetString());
        Assert.Equal("token.create", (await WalkAsync(client, "operations", "sort=newest&limit=2"))[^1].GetProperty("action").GetString());
    }

    [Fact]
    public async Task Calls_are_listed_and_found_by_every_column()
    {
        var (service, client) = await ServiceAsync();
        await client.PostAsync("messages", """{"to":"0912","text":"x"}""");
        await client.GetAsync("messages/none");
        await client.GetAsync("token");
        var other = api.Client(await service.ATokenAsync("read"));
        await other.PostAsync("messages", "{}");
        var all = await client.UntilAsync("logs/api?until=2100-01-01%2000:00:00&route=/api/v1/messages", a => a["calls"].GetArrayLength() == 2);
        var bad = all["calls"][1];
        Assert.Equal(422, bad.GetProperty("status").GetInt32());
        Assert.Equal("bad_number", bad.GetProperty("code").GetString());
        Assert.Equal("test", bad.GetProperty("token_name").GetString());
        Assert.Contains("***", bad.GetProperty("request").GetString()!, StringComparison.Ordinal);
        Assert.True(bad.GetProperty("milliseconds").GetDouble() > 0);
        var (token, trace) = (bad.GetProperty("token").GetString(), bad.GetProperty("trace_id").GetString()!);

        async Task IsAsync(int many, string query) => Assert.Equal(many, (await WalkAsync(client, "api", query)).Count(IsNoReading));
        await IsAsync(2, "method=post");
        await IsAsync(1, "route=/api/v1/messages/{id}");
        await IsAsync(1, "status=422");
        await IsAsync(3, "status=4xx&limit=1");
        await IsAsync(0, "status=5xx");
        await IsAsync(1, "code=bad_number");
        await IsAsync(1, "code=missing_scope");
        await IsAsync(3, $"token={token}");
        await IsAsync(4, "token=test");
        await IsAsync(0, "token=nobody");
        await IsAsync(4, "address=127.0.0.1");
        await IsAsync(0, "address=10.0.0.1");
        await IsAsync(4, "slower_than=0");
        await IsAsync(0, "slower_than=600000");
        await IsAsync(1, $"trace_id={Uri.EscapeDataString(trace)}");
        await IsAsync(0, "from=2099-01-01%2000:00:00");
    }

    [Fact]
    public async Task Another_services_rows_are_not_there_and_a_tenants_token_is_refused()
    {
        var (_, one) = await ServiceAsync();
        var (service, other) = await ServiceAsync();
        await CancelOneAsync(one);
        Assert.Empty((await other.GetAsync("logs/operations"))["operations"].EnumerateArray());
        await one.UntilAsync("logs/api?route=/api/v1/messages", a => a["calls"].GetArrayLength() == 1);
        Assert.Empty((await other.GetAsync("logs/api?route=/api/v1/messages"))["calls"].EnumerateArray());

        var tenant = api.Client(await service.ATokenAsync("logs", tenant: await service.ATenantAsync("branch")));
        foreach (var log in new[] { "operations", "api" })
        {
            WrongInputTests.AssertProblem(await tenant.GetAsync($"logs/{log}"), 403, "foreign_tenant");
            WrongInputTests.AssertProblem(await api.Client(await service.ATokenAsync()).GetAsync($"logs/{log}"), 403, "missing_scope");
        }
    }

    [Fact]
    public async Task Every_row_is_walked_once_while_new_ones_come()
    {
        var (_, client) = await ServiceAsync();
        var before = new List<string>();
        for (var i = 0; i < 7; i++) before.Add($"message:{await CancelOneAsync(client)}");
        foreach (var query in new[] { "limit=2", "limit=2&action=message.cancel", "limit=2&sort=oldest" })
        {
            var walked = await WalkAsync(client, "operations", query, between: () => CancelOneAsync(client), most: 30);
            var subjects = walked.ConvertAll(row => row.GetProperty("subject").GetString()!);
            Assert.Equal(subjects.Count, subjects.Distinct(StringComparer.Ordinal).Count());
            Assert.Empty(before.Except(subjects, StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("operations?state=sent", "unknown_filter")]
    [InlineData("api?actor=cli", "unknown_filter")]
    [InlineData("operations?next=nonsense", "bad_cursor")]
    [InlineData("api?next=AAAA", "bad_cursor")]
    [InlineData("api?sort=duration", "unknown_sort")]
    [InlineData("api?status=6xx", "bad_status")]
    [InlineData("api?status=99", "bad_status")]
    [InlineData("api?slower_than=-1", "bad_milliseconds")]
    [InlineData("operations?from=yesterday", "bad_time")]
    [InlineData("operations?limit=201", "bad_limit")]
    public async Task What_is_wrong_with_a_question_is_said(string question, string code)
    {
        var (_, client) = await ServiceAsync();
        WrongInputTests.AssertProblem(await client.GetAsync($"logs/{question}"), 422, code);
    }

    // the test's own look at the log is a call too
    private static bool IsNoReading(JsonElement call) => !call.GetProperty("route").GetString()!.EndsWith("/logs/api", StringComparison.Ordinal);

    private static async Task<string> CancelOneAsync(ApiClient client)
    {
        var sent = await client.PostAsync("messages", """{"to":"09120000111","text":"x","scheduled_at":"2027-01-01T00:00:00Z"}""");
        var id = sent["messages"][0].GetProperty("tracking_id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"messages/{id}/cancel", "")).Status);
        return id;
    }

    /// <param name="client">Who walks.</param>
    /// <param name="log">Which log.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="between">Happens between two pages.</param>
    /// <param name="most">Pages, where rows come as fast as they are read.</param>
    private static async Task<List<JsonElement>> WalkAsync(ApiClient client, string log, string query, Func<Task>? between = null, int most = 100)
    {
        var rows = new List<JsonElement>();
        var next = "";
        for (var pages = 0; pages < most; pages++)
        {
            var page = await client.GetAsync($"logs/{log}?{query}{next}");
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            rows.AddRange(page[log == "api" ? "calls" : "operations"].EnumerateArray());
            if (page["next"].ValueKind is JsonValueKind.Null) break;
            next = $"&next={page["next"].GetString()}";
            if (between is not null) await between();
        }
        return rows;
    }

    private async Task<(GivenShop, ApiClient)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        return (service, api.Client(await service.ATokenAsync("send read logs")));
    }
}
