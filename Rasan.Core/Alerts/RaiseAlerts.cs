using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Alerts;

/// <summary>
/// Looks at accounts through their rules: what has come to be so is told once, again a day later while it lasts, and not before it was clearly over. The rule's side and
/// the alert are one transaction; the message follows.
/// </summary>
public sealed class RaiseAlerts(Catalogs catalogs, Providers providers, SendAlerts send, IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <summary>All accounts: what is spent and what ends comes about without anybody's doing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var accountId in await WatchedAsync(ct)) await LookAsync(accountId, ct);
        await send.RunAsync(ct);
    }

    /// <summary>One account, of which something has become known.</summary>
    public async Task RunAsync(long accountId, CancellationToken ct)
    {
        await LookAsync(accountId, ct);
        await send.RunAsync(ct);
    }

    private async Task<List<long>> WatchedAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.AlertRules.Where(rule => rule.IsActive).Select(rule => rule.AccountId).Distinct().ToListAsync(ct);
    }

    private async Task LookAsync(long accountId, CancellationToken ct)
    {
        await using (var look = await stores.CreateDbContextAsync(ct))
            if (!await ApplyAsync(look, accountId, ct)) return;   // nearly always: nobody waits for the write turn

        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn =>   // looked at again: two who look at once must not tell twice
        {
            await ApplyAsync(store, accountId, turn);
            await store.SaveChangesAsync(turn);
        }, ct);
    }

    /// <returns>Whether anything changes; it is not saved yet.</returns>
    private async Task<bool> ApplyAsync(RasanDb store, long accountId, CancellationToken ct)
    {
        var rules = await store.AlertRules.Include(rule => rule.Receivers).Where(rule => rule.AccountId == accountId && rule.IsActive).ToListAsync(ct);
        if (rules.Count == 0 || await store.Accounts.AsNoTracking().Include(row => row.Keys).SingleOrDefaultAsync(row => row.Id == accountId && row.IsActive, ct) is not { } account) return false;
        var now = clock.GetUtcNow();
        var (balance, days) = await Spending.LookAsync(store, account, now, ct);
        var zone = catalogs.Current.Zones.GetValueOrDefault(account.ServiceId ?? 0);
        var changes = false;
        foreach (var rule in rules)
        {
            var level = AlertLevels.Of(rule, account, balance, now);
            if (AlertLevels.MustRearm(rule, level)) rule.Rearm();
            else if (AlertLevels.MustTell(rule, level, now)) Tell(store, rule, new(rule, account, providers.Find(account.Provider)?.Profile, balance, days, now, zone));
            else continue;
            changes = true;
        }

        return changes;
    }

    private static void Tell(RasanDb store, AlertRule rule, AlertNews news)
    {
        var isRepeat = rule.RaisedAt is not null;
        rule.Tell(news.Now);
        store.Alerts.AddRange(rule.Receivers.OrderBy(receiver => receiver.Id).Select(receiver => new Alert
        {
            AccountId = rule.AccountId,
            RuleId = rule.Id,
            On = rule.On,
            At = news.Now,
            IsRepeat = isRepeat,
            Recipient = receiver.Recipient,
            Language = receiver.Language,
            Text = AlertTexts.Of(news, receiver.Language),
        }));
    }
}
