using System.Net;
using Rasan.Core.Templates;
using Rasan.Core.Users;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>The same key and the same request: one message, one answer.</summary>
public sealed class IdempotencyTests(ApiFixture api)
{
    private const string Otp = "notifications/otp/send";

    [Fact]
    public async Task Two_identical_posts_at_the_same_instant_make_one_message_a_hundred_times()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync());
        for (var i = 0; i < 100; i++)
        {
            var key = Guid.NewGuid().ToString();
            var answers = await Task.WhenAll(client.PostAsync(Otp, Body("1234"), key), client.PostAsync(Otp, Body("1234"), key));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
            Assert.Equal(answers[0].Text, answers[1].Text);
            Assert.Single(answers, answer => answer.Headers.ContainsKey("Idempotent-Replayed"));
        }
        Assert.Equal(100, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_a_conflict()
    {
        var service = await api.Given.AServiceAsync();
        var token = await service.ATokenAsync();
        var client = api.Client(token);
        var first = await client.PostAsync(Otp, Body("1234"), "order-7");
        WrongInputTests.AssertProblem(await client.PostAsync(Otp, Body("9999"), "order-7"), 409, "idempotency_conflict");
        Assert.Equal(first.Text, (await client.PostAsync(Otp, Body("1234"), "order-7")).Text);

        var elsewhere = await client.PostAsync("messages", """{"to":"09120000111","text":"x"}""", "order-7");   // told apart by route
        Assert.Equal(HttpStatusCode.Accepted, elsewhere.Status);
        var stranger = await api.Given.AServiceAsync();
        var strangers = await api.Client(await stranger.ATokenAsync()).PostAsync(Otp, Body("1234"), "order-7");   // and by service
        Assert.NotEqual(first.TrackingId, strangers.TrackingId);
        Assert.Equal(2, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_batch_is_answered_again_with_what_it_rejected()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync());
        const string body = """{"to":["09120000111","0912","user:77"],"text":"x"}""";
        var first = await client.PostAsync("messages", body, "k");
        var again = await client.PostAsync("messages", body, "k");
        Assert.Equal(2, first["rejected"].GetArrayLength());
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.Equal(1, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_refusal_is_not_kept_and_a_replay_still_asks_for_the_token()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync(Otp, Body("1", "missing"), "k")).Status);
        await service.ATemplateAsync("missing", "{token}");
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync(Otp, Body("1", "missing"), "k")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.Client(await service.ATokenAsync("read")).PostAsync(Otp, Body("1", "missing"), "k")).Status);
        WrongInputTests.AssertProblem(await client.PostAsync(Otp, Body("1"), new string('k', 129)), 422, "bad_idempotency_key");
    }

    [Fact]
    public async Task What_was_taken_on_once_is_answered_again_whatever_would_stand_against_it_by_now()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync());
        var template = await service.ATemplateAsync("welcome", "Hello {token}");
        var user = await service.AMemberAsync("09120000111");
        (string Path, string Body, string Code)[] posts =
        [
            (Otp, Body("1", "welcome"), "unknown_template"),
            ("notifications/send", $$$"""{"intent":"X","recipient":{"user_id":{{{user}}}},"payload":{"text":"x"}}""", "no_channel"),
            ("messages", $$"""{"to":"user:{{user}}","text":"x"}""", "no_channel"),
        ];
        var first = new List<Answer>();
        for (var i = 0; i < posts.Length; i++) first.Add(await client.PostAsync(posts[i].Path, posts[i].Body, $"k{i}"));
        Assert.All(first, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));

        await api.Given.ChangeAsync<Template>(template.Id, changed => changed.IsActive = false);
        await api.Given.ChangeAsync<User>(user, changed => changed.PhoneNumber = null);

        for (var i = 0; i < posts.Length; i++)
        {
            var (path, body, code) = posts[i];
            var again = await client.PostAsync(path, body, $"k{i}");
            Assert.Equal((HttpStatusCode.Accepted, first[i].Text), (again.Status, again.Text));
            Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
            WrongInputTests.AssertProblem(await client.PostAsync(path, body + " ", $"k{i}"), 409, "idempotency_conflict");
            WrongInputTests.AssertProblem(await client.PostAsync(path, body, "new"), 422, code);
            WrongInputTests.AssertProblem(await client.PostAsync(path, body), 422, code);
        }
        Assert.Equal(posts.Length, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_refused_dry_run_and_a_foreign_tenants_token_get_no_kept_answer()
    {
        var service = await api.Given.AServiceAsync();
        var client = api.Client(await service.ATokenAsync());
        var body = Body("1", "welcome").Replace("{\"phone\"", $"{{\"tenant_id\":\"{service.Key}\",\"phone\"", StringComparison.Ordinal);
        var template = await service.ATemplateAsync("welcome", "Hello {token}");
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync(Otp, body, "k")).Status);
        await api.Given.ChangeAsync<Template>(template.Id, changed => changed.IsActive = false);

        var dry = body.Replace("\"params\"", "\"options\":{\"dry_run\":true},\"params\"", StringComparison.Ordinal);
        WrongInputTests.AssertProblem(await client.PostAsync(Otp, dry, "k"), 422, "unknown_template");
        var foreign = api.Client(await service.ATokenAsync(tenant: await service.ATenantAsync("branch")));
        WrongInputTests.AssertProblem(await foreign.PostAsync(Otp, body, "k"), 403, "foreign_tenant");
    }

    private static string Body(string code, string template = "otp_login") =>
        $$$"""{"phone":"09120000111","internal_template_key":"{{{template}}}","params":{"token":"{{{code}}}"}}""";
}
