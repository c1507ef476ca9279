using Rasan.Core.Accounts;
using Rasan.Core.Channels;

namespace Rasan.Core.Routes;

/// <summary>What stands against an account whatever rule names it; the planner and the dashboard say the same.</summary>
internal static class AccountFaults
{
    extension(Account account)
    {
        /// <summary>What only a change of the configuration mends.</summary>
        public string? StandingFault(IReadOnlyDictionary<string, ProviderCapabilities> providers) =>
            !providers.TryGetValue(account.Provider, out var provider) ? RouteReason.ProviderUnknown
            : !account.IsActive ? RouteReason.Inactive
            : provider.NeedsKey && !account.Keys.Exists(k => k.IsUsable) ? RouteReason.NoKey
            : provider.NeedsLine && !account.Lines.Exists(l => l.IsActive) ? RouteReason.NeedsLine
            : null;

        /// <summary>What the clock and its balance say.</summary>
        /// <param name="segments">0: not a text; its price is not known, but something must be left.</param>
        public string? FaultAt(DateTimeOffset now, int segments) =>
            account.ExpiresAt <= now ? RouteReason.Expired
            : !account.CanPay(segments) ? RouteReason.NoCredit
            : null;

        private bool CanPay(int segments) =>
            account.BalanceMicros is not { } balance || (segments > 0 && account.PriceMicros is { } price ? balance >= price * segments : balance > 0);
    }
}
