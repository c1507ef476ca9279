using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>An account took the message and no delivery report comes: what its kind then says.</summary>
public sealed class NoReportTests
{
    private const string SilentPhone = "09120000004", SilentNumber = "+989120000004";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_account_takes_it_once_and_the_message_says_that_two_may_arrive()
    {
        await using var app = await StartAsync(accounts: 2);
        var id = await app.SendAsync(SilentPhone, "ORDER_PAID");
        var ended = await app.UntilAsync(id, "delivered", TimeSpan.FromSeconds(60));
        var attempts = ended.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal(["accepted", "accepted"], attempts.Select(attempt => attempt.GetProperty("outcome").GetString()));
        Assert.Equal([true, false], attempts.Select(attempt => attempt.GetProperty("may_arrive_twice").GetBoolean()));
        Assert.Equal(2, attempts.Select(attempt => attempt.GetProperty("account").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, await app.ReceivedAsync(SilentNumber));
        Assert.True(await app.ReadAsync(store => store.Messages.Select(message => message.MayArriveTwice).SingleAsync(Ct)));
        Assert.Equal(0, await app.Get<Core.Statistics.CheckCounters>().RunAsync(Ct));
    }

    [Fact]
    public async Task Without_another_account_it_waits_for_its_report()
    {
        await using var app = await StartAsync(accounts: 1);
        var id = await app.SendAsync(SilentPhone, "ORDER_PAID");
        var ended = await app.UntilAsync(id, "unconfirmed", TimeSpan.FromSeconds(60));
        Assert.Single(ended.GetProperty("attempts").EnumerateArray());
        Assert.Equal(1, await app.ReceivedAsync(SilentNumber));
        var first = await app.ReadAsync(store => store.Attempts.SingleAsync(Ct));
        await app.Get<IReportSink>().TakeAsync([new(first.AccountId, first.Reference!, DeliveryState.Delivered, "delivered")], Ct);
        Assert.Equal("delivered", (await app.NotificationAsync(id)).GetProperty("delivery_status").GetString());
    }

    [Fact]
    public async Task An_account_that_takes_it_no_more_leaves_it_to_the_report_of_the_first()
    {
        await using var app = await StartAsync(accounts: 2);
        var second = (await app.AccountsAsync())[1].Id;
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(app.Client, $"/simulators/sandbox/__fake/accounts/{second}", new { healthy = false }, Ct);
        var id = await app.SendAsync(SilentPhone, "ORDER_PAID");
        var ended = await app.UntilAsync(id, "unconfirmed", TimeSpan.FromSeconds(120));
        Assert.Equal(["accepted", "refused"], ended.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString()));
        Assert.Equal(1, await app.ReceivedAsync(SilentNumber));
    }

    private static async Task<SandboxApp> StartAsync(int accounts)
    {
        var app = await SandboxApp.StartAsync(accounts);
        await app.ChangeAsync(async store =>
        {
            var kind = await store.KindRules.SingleAsync(rule => rule.Kind == Kind.Transactional, Ct);
            (kind.OnNoReport, kind.NoReportSeconds) = (OnNoReport.NextAccount, 10);
        });
        return app;
    }
}
