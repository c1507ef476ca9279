using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>What accounts, clocks and operators do to a message on its way, as a caller sees it.</summary>
public sealed class JourneyTests
{
    private const string Phone = "09120000111", Number = "+989120000111";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time()
    {
        await using var app = await SandboxApp.StartAsync();
        var due = app.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        var id = await app.SendAsync(Phone, "ORDER_PAID", due.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        await app.StepAsync(TimeSpan.FromMinutes(9));
        Assert.Equal("scheduled", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
        Assert.Equal(0, await app.ReceivedAsync(Number));
        await app.UntilAsync(id, "delivered", TimeSpan.FromMinutes(2));
        Assert.Equal(1, await app.ReceivedAsync(Number));
    }

    [Fact]
    public async Task A_bulk_message_of_the_night_waits_for_the_morning_and_lives_on()
    {
        await using var app = await SandboxApp.StartAsync(at: new(2026, 11, 20, 3, 30, 0, TimeSpan.Zero));   // 07:00 in Tehran
        await app.ChangeAsync(async store => await store.Intents.AddAsync(new Intent { Key = "NEWS", Kind = Kind.Bulk }, Ct));
        var id = await app.SendAsync(Phone, "NEWS");
        await app.StepAsync(TimeSpan.FromMinutes(55));
        Assert.Equal("scheduled", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
        await app.UntilAsync(id, "delivered", TimeSpan.FromHours(1), step: TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task An_account_without_credit_pauses_at_once_and_the_next_one_delivers()
    {
        await using var app = await SandboxApp.StartAsync();
        var accounts = await app.AccountsAsync();
        await SetAsync(app, accounts[0].Id, new { credit = 0 });
        var message = await app.UntilAsync(await app.SendAsync(Phone, "OTP_LOGIN"), "delivered", TimeSpan.FromSeconds(10));
        Assert.Equal([accounts[0].Name, accounts[1].Name], message.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("account").GetString()));
        Assert.Equal("no_credit", message.GetProperty("attempts")[0].GetProperty("code").GetString());

        var second = await app.UntilAsync(await app.SendAsync(Phone, "OTP_LOGIN"), "delivered", TimeSpan.FromSeconds(5));
        Assert.Equal(accounts[1].Name, Assert.Single(second.GetProperty("attempts").EnumerateArray()).GetProperty("account").GetString());
        await Eventually.IsTrueAsync(() => app.ReadAsync(store => store.Operations.AnyAsync(o => o.Action == "account.pause", Ct)), "the pause is in the operation log", Ct);
    }

    [Fact]
    public async Task A_message_whose_accounts_are_all_down_expires_at_its_deadline_and_says_why()
    {
        await using var app = await SandboxApp.StartAsync();
        foreach (var account in await app.AccountsAsync()) await SetAsync(app, account.Id, new { healthy = false });
        var sent = app.Clock.GetUtcNow();
        var message = await app.UntilAsync(await app.SendAsync(Phone, "OTP_LOGIN"), "expired", TimeSpan.FromSeconds(140), step: TimeSpan.FromSeconds(1));
        Assert.InRange(app.Clock.GetUtcNow() - sent, TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(134));
        Assert.All(message.GetProperty("attempts").EnumerateArray(), attempt => Assert.Equal("refused", attempt.GetProperty("outcome").GetString()));
        Assert.Equal(0, await app.ReceivedAsync(Number));
    }

    [Fact]
    public async Task A_paused_account_comes_back_by_itself()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var account = (await app.AccountsAsync())[0];
        await SetAsync(app, account.Id, new { credit = 0 });
        var id = await app.SendAsync(Phone, "ORDER_PAID");
        await app.UntilAsync(id, "scheduled", TimeSpan.FromSeconds(5));
        await SetAsync(app, account.Id, new { credit = 1_000_000 });
        await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_late_or_repeated_report_never_moves_a_message_backwards()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync(Phone, "ORDER_PAID");
        var delivered = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(5));
        var account = (await app.AccountsAsync())[0].Id;
        var reference = delivered.GetProperty("channel_results").GetProperty("sms").GetProperty("message_id").GetString()!;
        for (var i = 0; i < 5; i++)
            await app.Get<IReportSink>().TakeAsync([new(account, reference, DeliveryState.Delivered, "delivered"), new(account, reference, DeliveryState.Failed, "failed")], Ct);
        Assert.Equal("delivered", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
        Assert.Equal(1, await app.ReadAsync(store => store.DeliveryReports.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_report_after_the_window_still_counts()
    {
        await using var app = await SandboxApp.StartAsync(accounts: 1);
        var id = await app.SendAsync("09120000004", "ORDER_PAID");
        var silent = await app.UntilAsync(id, "unconfirmed", TimeSpan.FromSeconds(40));
        var reference = silent.GetProperty("channel_results").GetProperty("sms").GetProperty("message_id").GetString()!;
        await app.Get<IReportSink>().TakeAsync([new((await app.AccountsAsync())[0].Id, reference, DeliveryState.Delivered, "delivered")], Ct);
        Assert.Equal("delivered", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
    }

    [Fact]
    public async Task While_an_operator_holds_sending_back_messages_are_taken_on_and_wait()
    {
        await using var app = await SandboxApp.StartAsync();
        await app.ChangeAsync(async store => await store.Settings.AddAsync(new Setting { Name = Setting.SendingHeld, Value = "test" }, Ct));
        var id = await app.SendAsync(Phone, "ORDER_PAID");
        await app.StepAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("queued", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
        Assert.Equal(0, await app.ReceivedAsync(Number));
        await app.ChangeAsync(async store => store.Settings.Remove(await store.Settings.SingleAsync(s => s.Name == Setting.SendingHeld, Ct)));
        await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Counters_agree_with_the_messages_after_every_kind_of_end()
    {
        await using var app = await SandboxApp.StartAsync();
        string[] ids = [.. await Task.WhenAll(Enumerable.Range(0, 10).Select(n => app.SendAsync($"0912000000{n}", n % 2 == 0 ? "ORDER_PAID" : "OTP_LOGIN")))];
        await Eventually.IsTrueAsync(async () => await app.ReadAsync(store => store.Messages.CountAsync(m => m.State == MessageState.Queued || m.State == MessageState.Submitting, Ct)) <= 1, "all but the silent one have been called for", Ct);
        for (var i = 0; i < 150; i++) await app.StepAsync(TimeSpan.FromSeconds(1));
        var states = new List<string>();
        foreach (var id in ids) states.Add((await app.NotificationAsync(id)).GetProperty("delivery_status").GetString()!);
        Assert.DoesNotContain(states, state => state is "queued" or "scheduled" or "submitting" or "uncertain" or "sent");
        Assert.Equal(0, await app.Get<Core.Statistics.CheckCounters>().RunAsync(Ct));
        Assert.Equal(10, await app.ReadAsync(store => store.Counters.SumAsync(c => c.Count, Ct)));
        var costs = await app.ReadAsync(store => store.CostCounters.SumAsync(c => c.Micros, Ct));
        Assert.Equal(await app.ReadAsync(store => store.Messages.SumAsync(m => m.CostMicros ?? 0, Ct)), costs);
    }

    private static async Task SetAsync(SandboxApp app, long account, object change)
    {
        using var answer = await app.Client.PostAsJsonAsync($"/simulators/sandbox/__fake/accounts/{account}", change, Ct);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
    }
}
