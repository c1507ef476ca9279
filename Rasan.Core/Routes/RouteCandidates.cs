using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Templates;

namespace Rasan.Core.Routes;

/// <param name="Fault">Stands against the account whatever the message and the clock say.</param>
/// <param name="Binding">The pattern that the message's template is bound to there.</param>
internal sealed record RouteCandidate(Account Account, string? Fault, RouteLines Lines, BoundTemplate? Binding, ProviderCapabilities? Provider)
{
    /// <summary>The choice for a message that asks for no line while the line's hours last; only good without <see cref="StandingFault"/>.</summary>
    public RouteChoice Own { get; } = new(Account, Lines.Own, Binding);

    public string? StandingFault => Fault ?? Lines.StandingFault;

    /// <summary>A pattern's words are the provider's own, however long.</summary>
    public bool TakesLength(int length, int segments) => Binding is not null || !(length > Provider?.MaxTextLength || segments > Provider?.MaxSegments);

    /// <param name="values">Null: not known.</param>
    public bool Takes(IReadOnlyDictionary<string, string>? values) => values is null || Binding is null || Binding.Takes(values, Provider!.TakesValue);
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
