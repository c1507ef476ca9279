using System.Text.Json;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>Every magic number of the Sandbox, from the request to the end, as a caller sees it.</summary>
public sealed class MagicJourneyTests
{
    private const string Otp = "OTP_LOGIN", Transactional = "ORDER_PAID", Short = "SHORT";

    [Theory]
    [InlineData("09120000111", "delivered", "accepted", null)]
    [InlineData("09120000001", "failed", "refused", "bad_number")]
    [InlineData("09120000002", "blocked", "refused", "blacklisted")]
    [InlineData("09120000003", "undelivered", "accepted", null)]
    [InlineData("09120000005", "failed", "accepted", null)]
    public async Task A_plain_end_takes_one_attempt(string phone, string end, string outcome, string? code)
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync(phone, Transactional);
        var message = await app.UntilAsync(id, end, TimeSpan.FromSeconds(10));
        var attempt = Assert.Single(message.GetProperty("attempts").EnumerateArray());
        Assert.Equal(outcome, attempt.GetProperty("outcome").GetString());
        if (code is not null) Assert.Equal(code, attempt.GetProperty("code").GetString());
        Assert.False(attempt.GetProperty("may_arrive_twice").GetBoolean());
    }

    [Fact]
    public async Task What_nobody_reports_on_ends_unconfirmed_and_was_received()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync("09120000004", Transactional);
        var message = await app.UntilAsync(id, "unconfirmed", TimeSpan.FromSeconds(40));
        Assert.Equal("sent", message.GetProperty("status").GetString());
        Assert.Equal(1, await app.ReceivedAsync("+989120000004"));
    }

    [Fact]
    public async Task A_cut_call_is_asked_about_and_nothing_is_sent_twice()
    {
        await using var app = await SandboxApp.StartAsync();
        var id = await app.SendAsync("09120000006", Transactional);
        var uncertain = await app.UntilAsync(id, "uncertain", TimeSpan.FromSeconds(5));
        Assert.Equal("pending", uncertain.GetProperty("status").GetString());
        var message = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(120), step: TimeSpan.FromSeconds(1));
        var attempt = Assert.Single(message.GetProperty("attempts").EnumerateArray());
        Assert.False(attempt.GetProperty("may_arrive_twice").GetBoolean());
        Assert.Equal(1, await app.ReceivedAsync("+989120000006"));
    }

    [Fact]
    public async Task A_cut_code_goes_on_to_the_next_account_within_its_life_and_says_so()
    {
        await using var app = await SandboxApp.StartAsync();
        var id = await app.SendAsync("09120000006", Otp);
        var message = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(60));
        JsonElement[] attempts = [.. message.GetProperty("attempts").EnumerateArray()];
        Assert.Equal(["unknown", "accepted"], attempts.Select(a => a.GetProperty("outcome").GetString()));
        Assert.True(attempts[0].GetProperty("may_arrive_twice").GetBoolean());
        Assert.NotEqual(attempts[0].GetProperty("account").GetString(), attempts[1].GetProperty("account").GetString());
        Assert.Equal(2, await app.ReceivedAsync("+989120000006"));
    }

    [Fact]
    public async Task A_cut_code_without_another_account_is_only_asked_about()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync("09120000006", Otp);
        var message = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(120), step: TimeSpan.FromSeconds(1));
        Assert.Single(message.GetProperty("attempts").EnumerateArray());
        Assert.Equal(1, await app.ReceivedAsync("+989120000006"));
    }

    [Theory]
    [InlineData("09120000007", Otp)]
    [InlineData("09120000008", Otp)]
    [InlineData("09120000007", Short)]
    [InlineData("09120000008", Short)]
    public async Task What_was_never_sent_expires_at_its_deadline_when_nobody_else_takes_it(string phone, string intent)
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var sent = app.Clock.GetUtcNow();
        var id = await app.SendAsync(phone, intent);
        var message = await app.UntilAsync(id, "expired", TimeSpan.FromSeconds(140), step: TimeSpan.FromSeconds(1));
        Assert.Equal("failed", message.GetProperty("status").GetString());
        Assert.InRange(app.Clock.GetUtcNow() - sent, TimeSpan.FromSeconds(intent == Otp ? 119 : 39), TimeSpan.FromSeconds(intent == Otp ? 134 : 54));
        Assert.All(message.GetProperty("attempts").EnumerateArray(), a => Assert.Equal("not_sent", a.GetProperty("outcome").GetString()));
        Assert.Equal(0, await app.ReceivedAsync("+98" + phone[1..]));
    }

    [Theory]
    [InlineData("09120000007")]
    [InlineData("09120000008")]
    public async Task What_was_never_sent_is_delivered_by_the_second_account(string phone)
    {
        await using var app = await SandboxApp.StartAsync();
        var id = await app.SendAsync(phone, Otp);
        var message = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(60));
        Assert.Equal(["not_sent", "accepted"], message.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("outcome").GetString()));
        Assert.Equal(1, await app.ReceivedAsync("+98" + phone[1..]));
    }

    [Fact]
    public async Task A_throttled_call_is_tried_again_and_delivered()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync("09120000009", Transactional);
        var message = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(30));
        Assert.Equal(["refused", "accepted"], message.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("outcome").GetString()));
    }
}
