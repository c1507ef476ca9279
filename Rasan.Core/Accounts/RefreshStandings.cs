using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Asks every active account for credit, expiry date and price. A failure leaves what was known, stands on the account, and is tried again next time.</summary>
public sealed partial class RefreshStandings(Catalogs catalogs, Providers providers, ProviderAccounts accounts, IDbContextFactory<RasanDb> stores, TimeProvider clock, ILogger<RefreshStandings> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var account in catalogs.Current.Accounts.Values.Where(a => a.IsActive).OrderBy(a => a.Id))
        {
            if (providers.Find(account.Provider) is not { } provider) continue;
            var (standing, fault) = await AskAsync(provider, account, ct);
            await using var store = await stores.CreateDbContextAsync(ct);
            if (await store.Accounts.FindAsync([account.Id], ct) is not { } row) continue;
            if (standing is not null) row.Stand(standing, clock.GetUtcNow());
            else row.StandUnknown(fault!, clock.GetUtcNow());
            await store.SaveChangesAsync(ct);
        }
    }

    private async Task<(AccountStanding? Standing, string? Fault)> AskAsync(IProvider provider, Account account, CancellationToken ct)
    {
        try
        {
            if (accounts.Find(account.Id) is not { } opened) return (null, "account_unreadable");
            using var deadline = new CallDeadline(opened.Timeout, clock, ct);
            return (await provider.StandingAsync(opened, deadline.Token), null);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            var fault = exception is ProviderRefusedException refused ? refused.Code : TransportCodes.Of(exception);
            LogFailed(account.Id, fault);
            return (null, fault);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Account {AccountId} did not tell its standing: {Fault}")]
    private partial void LogFailed(long accountId, string fault);
}
