using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Routes;

namespace Rasan.Core.Statistics;

/// <summary>The accounts a service may use, as they stand now.</summary>
/// <param name="spent">What each account has cost since the first day, by currency.</param>
/// <param name="days">How long that was.</param>
internal sealed class BoardAccounts(
    IReadOnlyDictionary<string, ProviderCapabilities> providers, AccountHealth health, IReadOnlyDictionary<(long Account, string Currency), long> spent, double days, DateTimeOffset now)
{
    public List<BoardAccount> Of(IEnumerable<Account> accounts) =>
        [.. accounts.OrderBy(a => a.ServiceId is null).ThenBy(a => a.Id).Select(Of)];

    private BoardAccount Of(Account account)
    {
        var pause = health.PauseOf(account);
        var fault = account.StandingFault(providers) ?? account.FaultAt(now, segments: 1) ?? (pause is null ? null : RouteReason.Paused);
        return new(
            account.Id, account.Name, account.Provider, account.ServiceId is null,
            account is { BalanceMicros: { } balance, Currency: { } currency } ? Money.FromMicros(balance, currency) : null,
            BalanceDays(account), account.ExpiresAt, account.ExpiresAt is { } end ? Whole((end - now).TotalDays) : null,
            fault, pause?.Until, pause?.Reason);
    }

    private int? BalanceDays(Account account)
    {
        if (account is not { BalanceMicros: { } balance, Currency: { } currency } || spent.GetValueOrDefault((account.Id, currency)) is not (> 0 and var cost)) return null;
        var known = Math.Clamp((now - account.CreatedAt).TotalDays, 1, days);   // a young account has not had the seven days
        return Whole(balance / (cost / known));
    }

    private static int Whole(double days) => (int)Math.Clamp(days, 0, BoardAccount.MostDays);
}
