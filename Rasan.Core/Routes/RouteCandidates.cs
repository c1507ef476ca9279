using Rasan.Core.Accounts;

namespace Rasan.Core.Routes;

/// <param name="Fault">Stands against the account whatever the message and the clock say.</param>
/// <param name="Own">The choice for a message that asks for no line; only good without <paramref name="OwnLineFault"/>.</param>
internal sealed record RouteCandidate(Account Account, long? FixedLine, string? Fault, RouteChoice Own, string? OwnLineFault)
{
    public string? StandingFault => Fault ?? OwnLineFault;
}

internal sealed class RouteCandidates(long? routeId, string rule, RouteCandidate[] all)
{
    public long? RouteId => routeId;
    public string Rule => rule;
    public IReadOnlyList<RouteCandidate> All => all;

    /// <summary>Those that only the message or the clock can speak against.</summary>
    public IReadOnlyList<RouteCandidate> Usable { get; } = [.. all.Where(c => c.StandingFault is null)];

    /// <summary>The plan while nothing does: made once, given to every message.</summary>
    public RoutePlan Undisturbed { get; } = new(
        routeId, rule,
        [.. all.Where(c => c.StandingFault is null).Select(c => c.Own)],
        [.. all.Where(c => c.StandingFault is not null).Select(c => new RouteSkip(c.Account, c.StandingFault!))]);
}
