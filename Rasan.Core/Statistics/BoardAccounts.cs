using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Routes;

namespace Rasan.Core.Statistics;

/// <summary>The accounts a service may use, as they stand now.</summary>
/// <param name="spent">What each account has cost since the first day, by currency.</param>
/// <param name="inAll">What each account has cost since the very first day.</param>
/// <param name="days">How long that was.</param>
internal sealed class BoardAccounts(
    IReadOnlyDictionary<string, ProviderCapabilities> providers, AccountHealth health, IReadOnlyDictionary<(long Account, string Currency), long> spent, IReadOnlyDictionary<(long Account, string Currency), long> inAll, double days, DateTimeOffset now)
{
    public List<BoardAccount> Of(IEnumerable<Account> accounts) =>
        [.. accounts.OrderBy(a => a.ServiceId is null).ThenBy(a => a.Id).Select(Of)];

    private BoardAccount Of(Account account)
    {
        var pause = health.PauseOf(account);
        var fault = account.StandingFault(providers) ?? account.FaultAt(now, segments: 1) ?? (pause is null ? null : RouteReason.Paused);
        return new(
            account.Id, account.Name, account.Provider, account.ServiceId is null,
            BalanceOf(account), BalanceDays(account), account.ExpiresAt, account.ExpiresAt is { } end ? Whole((end - now).TotalDays) : null,
            fault, pause?.Until, pause?.Reason);
    }

    private Money? BalanceOf(Account account) => account.Currency is { } currency ? account.BalanceAfter(inAll.GetValueOrDefault((account.Id, currency))) : null;

    private double? BalanceDays(Account account) => BalanceOf(account) is { } balance
        ? Spending.DaysLeft(balance.Micros, spent.GetValueOrDefault((account.Id, balance.Currency)), now - account.CreatedAt, days)
        : null;

    private static int Whole(double days) => (int)Math.Clamp(days, 0, Spending.MostDays);
}
