using System.Collections.Concurrent;
using System.Collections.Frozen;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;

namespace Rasan.Core.Routes;

/// <summary>
/// The rules and accounts of one reading of the catalog, ready for the planner: what can be decided without the message and
/// the clock is decided once per service, tenant, intent, kind and channel. Never changes; a changed catalog makes a new one.
/// </summary>
public sealed class RouteTable
{
    private static readonly string[] RulesBySpecificity =
    [
        RouteRule.ServiceTenantIntent, RouteRule.ServiceTenantKind, RouteRule.ServiceIntent, RouteRule.ServiceKind, RouteRule.SystemIntent, RouteRule.SystemKind,
    ];

    private readonly ConcurrentDictionary<Whom, RouteCandidates> _lists = new();
    private readonly Route[] _routes;
    private readonly Account[] _accounts;
    private readonly FrozenDictionary<long, Account> _accountsById;
    private readonly FrozenSet<string> _routedIntents;
    private readonly IReadOnlyDictionary<string, ProviderCapabilities> _providers;

    /// <param name="routes">With their steps.</param>
    /// <param name="accounts">With their keys and lines.</param>
    /// <param name="providers">What is in this program, by provider key.</param>
    public RouteTable(IEnumerable<Route> routes, IEnumerable<Account> accounts, IReadOnlyDictionary<string, ProviderCapabilities> providers)
    {
        All = [.. routes.OrderBy(r => r.Id)];
        _routes = [.. All.Where(r => r.IsActive)];
        _accounts = [.. accounts.OrderBy(a => a.Id)];
        _accountsById = _accounts.ToFrozenDictionary(a => a.Id);
        _routedIntents = _routes.Select(r => r.Intent).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        _providers = providers;
    }

    /// <summary>Inactive ones too.</summary>
    public IReadOnlyList<Route> All { get; }

    internal RouteCandidates Find(in RouteQuestion question)
    {
        // Callers make up intents freely; only those that a rule names may make an entry of their own.
        var asksRules = question.About is null;
        var intent = asksRules && _routedIntents.Contains(question.Intent) ? question.Intent : null;
        var whom = new Whom(question.ServiceId, question.TenantId, intent, question.Kind, question.Channel, asksRules);
        return _lists.GetOrAdd(whom, static (key, table) => table.Build(key), this);
    }

    private RouteCandidates Build(Whom whom)
    {
        var (route, rule) = whom.AsksRules ? MostSpecific(whom) : (null, RouteRule.None);
        return route is null
            ? new(null, rule, [.. AccountsWithoutRule(whom).Select(a => Candidate(a, null, whom))])
            : new(route.Id, rule, [.. CandidatesOf(route, whom)]);
    }

    private (Route? Route, string Rule) MostSpecific(Whom whom)
    {
        Route? best = null;
        var bestLevel = RulesBySpecificity.Length;
        foreach (var route in _routes)
        {
            if (LevelOf(route, whom) is not { } level || level >= bestLevel) continue;
            (best, bestLevel) = (route, level);
        }
        return best is null ? (null, RouteRule.None) : (best, RulesBySpecificity[bestLevel]);
    }

    private static int? LevelOf(Route route, Whom whom)
    {
        var byIntent = route.Intent is not null;
        var speaksOfIt = route.Channel == whom.Channel && (byIntent ? route.Intent == whom.Intent : route.Kind == whom.Kind);
        if (!speaksOfIt) return null;
        int? owner = (route.ServiceId, route.TenantId) switch
        {
            ({ } service, { } tenant) when service == whom.ServiceId && tenant == whom.TenantId => 0,
            ({ } service, null) when service == whom.ServiceId => 2,
            (null, null) => 4,
            _ => null,
        };
        return owner + (byIntent ? 0 : 1);
    }

    private IEnumerable<RouteCandidate> CandidatesOf(Route route, Whom whom)
    {
        var isFirst = true;
        foreach (var step in route.Steps.OrderBy(s => s.Position).ThenBy(s => s.Id))
        {
            if (!_accountsById.TryGetValue(step.AccountId, out var account)) continue;
            var candidate = Candidate(account, step.LineId, whom);
            yield return isFirst || route.Fallback ? candidate : candidate with { Fault = RouteReason.FallbackOff };
            isFirst = false;
        }
    }

    // The tenant's, the service's, the shared ones; the sort is stable, so creation decides within each.
    private IEnumerable<Account> AccountsWithoutRule(Whom whom) => whom.Channel == ChannelKeys.Sms
        ? _accounts.Where(a => Serves(a, whom)).OrderBy(a => a.TenantId is not null ? 0 : a.ServiceId is not null ? 1 : 2)
        : [];

    private RouteCandidate Candidate(Account account, long? fixedLine, Whom whom)
    {
        var (line, lineFault) = RouteLines.Choose(account, fixedLine, wanted: null, whom.Kind);
        return new(account, fixedLine, FaultOf(account, whom), new(account, line), lineFault);
    }

    private string? FaultOf(Account account, Whom whom) => Serves(account, whom) ? account.StandingFault(_providers) : RouteReason.NotAllowedForService;

    private static bool Serves(Account account, Whom whom) => account.Serves(whom.ServiceId, whom.TenantId);

    private readonly record struct Whom(long ServiceId, long TenantId, string? Intent, Kind Kind, string Channel, bool AsksRules);
}
