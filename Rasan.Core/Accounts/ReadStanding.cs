using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>How an account stands: what its provider told, what was set by hand, and what has been spent since.</summary>
/// <param name="Account">As of now.</param>
/// <param name="Balance">By now: as told or set, less what the account has cost since. Null: not known.</param>
/// <param name="DaysLeft">So long the balance lasts at the pace of the last seven days; null: not known.</param>
/// <param name="Told">What its provider tells by itself; the rest may be set by hand.</param>
public sealed record StandingNow(Account Account, Money? Balance, double? DaysLeft, ProviderCapabilities Told);

public sealed class ReadStanding(Catalogs catalogs, Providers providers, IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <summary>Points of a chart: more are thinned out, the last of each stretch stays.</summary>
    private const int MostPoints = 300;

    /// <returns>Null: no such account.</returns>
    public async Task<StandingNow?> RunAsync(Caller caller, long accountId, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is not { } account) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var (balance, days) = await Spending.LookAsync(store, account, clock.GetUtcNow(), ct);
        return new(account, balance, days, providers.Find(account.Provider)?.Capabilities ?? new());
    }

    /// <summary>How long the balances of these accounts last; those that nobody can say of are left out.</summary>
    public async Task<IReadOnlyDictionary<long, double>> DaysLeftAsync(IEnumerable<Account> accounts, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var (days, now) = (new Dictionary<long, double>(), clock.GetUtcNow());
        foreach (var account in accounts)
            if ((await Spending.LookAsync(store, account, now, ct)).DaysLeft is { } left) days[account.Id] = left;
        return days;
    }

    /// <summary>What the balance was in a span of time, oldest first.</summary>
    /// <returns>Null: no such account.</returns>
    public async Task<IReadOnlyList<BalancePoint>?> HistoryAsync(Caller caller, long accountId, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is null) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var points = await store.BalancePoints.AsNoTracking().Where(point => point.AccountId == accountId && point.At >= from && point.At < until).OrderBy(point => point.At).ToListAsync(ct);
        var each = (points.Count + MostPoints - 1) / MostPoints;
        return each <= 1 ? points : [.. points.Where((_, index) => (points.Count - 1 - index) % each == 0)];
    }
}
