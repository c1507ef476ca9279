using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>What accounts have cost, by the counters: what is gone from a balance since it was told, and how long the rest lasts.</summary>
public static class Spending
{
    /// <summary>Days that tell how fast a balance runs down.</summary>
    public const int Days = 7;

    /// <summary>Days are counted no further than 27 years: that many means at least so many.</summary>
    public const int MostDays = 9_999;

    extension(Account account)
    {
        /// <summary>The balance by now: as it was told or set, less what the account has cost since.</summary>
        /// <param name="spent">All it has cost until now.</param>
        public Money? BalanceAfter(long spent) => account is { BalanceMicros: { } told, Currency: { } currency }
            ? Money.FromMicros(told - Math.Max(0, spent - (account.SpentMicros ?? spent)), currency)
            : null;
    }

    /// <param name="balance">In micros.</param>
    /// <param name="cost">Of the days, in micros of the same currency.</param>
    /// <param name="age">How old the account is: a young one has not had all the days.</param>
    /// <returns>One decimal below ten days. Null: it costs nothing, so nobody can say.</returns>
    public static double? DaysLeft(long balance, long cost, TimeSpan age, double days)
    {
        if (cost <= 0) return null;
        var left = Math.Clamp(balance / (cost / Math.Clamp(age.TotalDays, 1, days)), 0, MostDays);
        return left < 10 ? Math.Floor(left * 10) / 10 : Math.Floor(left);
    }

    /// <summary>An account's balance and how long it lasts, from the database.</summary>
    internal static async Task<(Money? Balance, double? DaysLeft)> LookAsync(RasanDb store, Account account, DateTimeOffset now, CancellationToken ct)
    {
        if (account.Balance is null || account.Currency is not { } currency) return default;
        var balance = account.BalanceAfter(await OfAsync(store, account.Id, currency, ct))!.Value;
        var firstDay = (int)(now.ToUnixTimeSeconds() / 86_400) - Days + 1;
        var cost = await store.CostCounters.Where(c => c.AccountId == account.Id && c.Currency == currency && c.Day >= firstDay).SumAsync(c => c.Micros, ct);
        return (balance, DaysLeft(balance.Micros, cost, now - account.CreatedAt, Days - 1 + now.TimeOfDay.TotalDays));
    }

    /// <summary>All an account has cost in a currency, since the first day.</summary>
    internal static Task<long> OfAsync(RasanDb store, long accountId, string currency, CancellationToken ct) =>
        store.CostCounters.Where(c => c.AccountId == accountId && c.Currency == currency).SumAsync(c => c.Micros, ct);
}
