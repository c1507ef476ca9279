using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Asks one account's provider for credit, expiry date and price. A failure leaves what was known, stands on the account, and is tried again soon.</summary>
public sealed partial class AskStanding(
    Catalogs catalogs, Providers providers, AskProvider ask, IDbContextFactory<RasanDb> stores, RaiseAlerts alerts, TimeProvider clock, ILogger<AskStanding> log)
{
    /// <summary>What went wrong is tried again after so long, or after the account's own interval where that is shorter.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(2);

    private const double JitterShare = 0.1;

    public async Task RunAsync(long accountId, CancellationToken ct)
    {
        if (!catalogs.Current.Accounts.TryGetValue(accountId, out var account) || providers.Find(account.Provider) is not { } provider) return;
        var (standing, fault, reason) = await ask.RunAsync(accountId, provider.StandingAsync, ct);
        if (fault is not null) LogFailed(accountId, fault);
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn =>   // between the counters' sum and the row nothing is spent
        {
            if (await store.Accounts.FindAsync([accountId], turn) is not { } row) return;
            var now = clock.GetUtcNow();
            if (standing is null) row.StandUnknown(fault!, now, reason == RefusalReason.Key);
            else row.Stand(standing, now, standing.Balance is { } told ? await Spending.OfAsync(store, accountId, told.Currency, turn) : null);
            if (standing?.Balance is { } balance) await BalancePoint.KeepAsync(store, accountId, balance, now, isNews: true, turn);
            else if (row is { SetByHandAt: not null, Currency: { } currency } && row.BalanceAfter(await Spending.OfAsync(store, accountId, currency, turn)) is { } reckoned)
                await BalancePoint.KeepAsync(store, accountId, reckoned, now, isNews: false, turn);
            row.AskAfter(WaitAfter(row, failed: standing is null), now);
            await store.SaveChangesAsync(turn);
        }, ct);
        await catalogs.RefreshAsync(ct);
        await alerts.RunAsync(accountId, ct);
    }

    /// <summary>Accounts that were asked together are not asked together for ever.</summary>
    private static TimeSpan WaitAfter(Account account, bool failed)
    {
        var usual = TimeSpan.FromMinutes(account.RefreshMinutes);
        return (failed && usual > Again ? Again : usual) * (1 + (JitterShare * ((Random.Shared.NextDouble() * 2) - 1)));
    }

    [LoggerMessage(3101, LogLevel.Warning, "Account {AccountId} did not tell its standing: {Fault}")]
    private partial void LogFailed(long accountId, string fault);
}
