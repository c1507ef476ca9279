using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Asks every active account for credit, expiry date and price. A failure leaves what was known and is tried again next time.</summary>
public sealed partial class RefreshStandings(Catalogs catalogs, Providers providers, ProviderAccounts accounts, IDbContextFactory<RasanDb> stores, TimeProvider clock, ILogger<RefreshStandings> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var account in catalogs.Current.Accounts.Values.Where(a => a.IsActive).OrderBy(a => a.Id))
        {
            if (await AskAsync(account, ct) is not { } standing) continue;
            await using var store = await stores.CreateDbContextAsync(ct);
            if (await store.Accounts.FindAsync([account.Id], ct) is not { } row) continue;
            row.Stand(standing, clock.GetUtcNow());
            await store.SaveChangesAsync(ct);
        }
    }

    private async Task<AccountStanding?> AskAsync(Account account, CancellationToken ct)
    {
        try
        {
            if (providers.Find(account.Provider) is not { } provider || accounts.Find(account.Id) is not { } opened) return null;
            using var deadline = new CallDeadline(opened.Timeout, clock, ct);
            return await provider.StandingAsync(opened, deadline.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(account.Id, exception.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Account {AccountId} did not tell its standing: {Exception}")]
    private partial void LogFailed(long accountId, string exception);
}
