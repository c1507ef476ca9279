using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Accounts;

/// <summary>How an account comes back after a pause.</summary>
public sealed class ProbeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_probe_brings_a_paused_account_back_before_any_message_and_a_bad_one_makes_the_pause_longer()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await rig.Simulators.SettingsAsync("kavenegar", new { no_credit = true, credit = 0 });
        await rig.SendAsync();
        var first = await UntilPausedAsync(rig, account, pauses: 1);
        await ProbeAsync(rig);
        Assert.Equal(first, (await FindAsync(rig, account)).PausedUntil);   // not before its end comes near

        rig.Clock.Advance(first - rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(3));
        await ProbeAsync(rig);   // it answers, and has nothing to send with
        var second = await UntilPausedAsync(rig, account, pauses: 2);
        Assert.True(second - rig.Clock.GetUtcNow() > TimeSpan.FromSeconds(20), "the next pause is longer");

        await rig.Simulators.SettingsAsync("kavenegar", new { no_credit = false, credit = 10_000 });
        rig.Clock.Advance(second - rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(3));
        await ProbeAsync(rig);
        await Eventually.IsTrueAsync(async () => (await FindAsync(rig, account)).PausedUntil is null, "it is back", Ct);
        Assert.Equal(["account.pause", "account.pause", "account.resume"], await ActionsAsync(rig, account));
        Assert.Empty(await rig.Simulators.MessagesAsync("kavenegar"));

        await rig.SendAsync("through it again");
        Assert.Single(await rig.Simulators.MessagesAsync("kavenegar"));
        await Eventually.IsTrueAsync(async () => (await FindAsync(rig, account)).PauseCount == 0, "a message that was taken ends the row of pauses", Ct);
        Assert.Equal(3, (await ActionsAsync(rig, account)).Count);
    }

    [Fact]
    public async Task A_refused_key_is_not_probed_without_end()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var account = await rig.AccountAsync("kavenegar");
        await rig.Simulators.SettingsAsync("kavenegar", new { bad_key = true });
        await rig.SendAsync();
        for (var pauses = 1; pauses <= ProbePaused.MostForKey; pauses++)
        {
            rig.Clock.Advance(await UntilPausedAsync(rig, account, pauses) - rig.Clock.GetUtcNow());
            await ProbeAsync(rig);
        }

        rig.Clock.Advance(await UntilPausedAsync(rig, account, ProbePaused.MostForKey + 1) - rig.Clock.GetUtcNow());
        var asked = (await rig.Simulators.RequestsAsync("kavenegar")).Count;
        await ProbeAsync(rig);
        Assert.Equal(asked, (await rig.Simulators.RequestsAsync("kavenegar")).Count);
        Assert.NotNull((await FindAsync(rig, account)).KeyRefusedAt);
    }

    private static async Task ProbeAsync(WatchRig rig)
    {
        await rig.Get<Catalogs>().RefreshAsync(Ct);
        await rig.Get<ProbePaused>().RunAsync(Ct);
    }

    private static async Task<DateTimeOffset> UntilPausedAsync(WatchRig rig, long account, int pauses)
    {
        await Eventually.IsTrueAsync(async () => (await FindAsync(rig, account)) is { PausedUntil: not null } row && row.PauseCount == pauses, $"pause {pauses}", Ct);
        return (await FindAsync(rig, account)).PausedUntil!.Value;
    }

    private static Task<Account> FindAsync(WatchRig rig, long account) => rig.ReadAsync(store => store.Accounts.AsNoTracking().SingleAsync(one => one.Id == account, Ct));

    private static Task<List<string>> ActionsAsync(WatchRig rig, long account) => rig.ReadAsync(store =>
        store.Operations.Where(row => row.Subject == $"account:{account}" && (row.Action == "account.pause" || row.Action == "account.resume")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Ct));
}
