using System.Collections.Concurrent;
using System.Collections.Frozen;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Templates;

namespace Rasan.Core.Routes;

/// <summary>
/// The rules and accounts of one reading of the catalog, ready for the planner: what can be decided without the message and
/// the clock is decided once per service, tenant, intent, kind, channel and bound template. Never changes; a changed catalog makes a new one.
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
    private readonly FrozenSet<string> _namedIntents;
    private readonly FrozenDictionary<long, BoundTemplate[]> _bindings;
    private readonly IReadOnlyDictionary<string, ProviderCapabilities> _providers;

    /// <param name="routes">With their steps.</param>
    /// <param name="accounts">With their keys and lines.</param>
    /// <param name="providers">What is in this program, by provider key.</param>
    /// <param name="bindings">Of templates to providers' patterns; null: none.</param>
    public RouteTable(IEnumerable<Route> routes, IEnumerable<Account> accounts, IReadOnlyDictionary<string, ProviderCapabilities> providers, IEnumerable<BoundTemplate>? bindings = null)
    {
        All = [.. routes.OrderBy(r => r.Id)];
        _routes = [.. All.Where(r => r.IsActive)];
        _accounts = [.. accounts.OrderBy(a => a.Id)];
        _accountsById = _accounts.ToFrozenDictionary(a => a.Id);
        _namedIntents = _routes.Select(r => r.Intent).OfType<string>().Concat(_accounts.SelectMany(a => a.Lines).SelectMany(RouteLines.IntentsOf)).ToFrozenSet(StringComparer.Ordinal);
        _bindings = (bindings ?? []).GroupBy(b => b.TemplateId).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _providers = providers;
    }

    /// <summary>Inactive ones too.</summary>
    public IReadOnlyList<Route> All { get; }

    /// <summary>Whether an account has a pattern for this template: then its values count too.</summary>
    public bool IsBound(long? templateId) => templateId is { } template && _bindings.ContainsKey(template);

    public IReadOnlyList<BoundTemplate> BindingsOf(long templateId) => _bindings.GetValueOrDefault(templateId) ?? [];

    internal RouteCandidates Find(in RouteQuestion question)
    {
        // Callers make up intents and languages freely; only those that a rule, a line or a binding names may make an entry of their own.
        var asksRules = question.About is null;
        var intent = _namedIntents.Contains(question.Intent) ? question.Intent : null;
        var template = IsBound(question.TemplateId) ? question.TemplateId : null;
        var language = template is { } bound && NamesLanguage(_bindings[bound], question.Language) ? question.Language : null;
        var whom = new Whom(question.ServiceId, question.TenantId, intent, question.Kind, question.Channel, template, language, asksRules);
        return _lists.GetOrAdd(whom, static (key, table) => table.Build(key), this);
    }

    private static bool NamesLanguage(BoundTemplate[] bindings, string? language)
    {
        foreach (var binding in bindings)
        {
            if (binding.Language == language) return true;
        }
        return false;
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
    private IEnumerable<Account> AccountsWithoutRule(Whom whom) => whom.Channel is ChannelKeys.Sms or ChannelKeys.Voice
        ? _accounts.Where(a => Serves(a, whom)).OrderBy(a => a.Distance)
        : [];

    private RouteCandidate Candidate(Account account, long? fixedLine, Whom whom)
    {
        var provider = _providers.GetValueOrDefault(account.Provider);
        var binding = provider is { Templates: true } && whom.TemplateId is { } template
            ? Array.Find(_bindings[template], b => b.AccountId == account.Id && (b.Language is null || b.Language == whom.Language))
            : null;
        return new(account, FaultOf(account, provider, whom), LinesOf(account, fixedLine, binding, provider, whom), binding, provider);
    }

    /// <summary>A call needs no sender of ours, and neither does a pattern where the provider says so.</summary>
    private static RouteLines LinesOf(Account account, long? fixedLine, BoundTemplate? binding, ProviderCapabilities? provider, Whom whom) => RouteLines.Of(
        account, fixedLine, whom.Intent, whom.Kind, mayGoWithout: whom.Channel == ChannelKeys.Voice || (binding is not null && provider is { TemplatesTakeNoLine: true }));

    private string? FaultOf(Account account, ProviderCapabilities? provider, Whom whom) =>
        !Serves(account, whom) ? RouteReason.NotAllowedForService
        : whom.Channel == ChannelKeys.Voice && provider is { Voice: false } ? RouteReason.ChannelUnsupported
        : account.StandingFault(_providers);

    private static bool Serves(Account account, Whom whom) => account.Serves(whom.ServiceId, whom.TenantId);

    private readonly record struct Whom(long ServiceId, long TenantId, string? Intent, Kind Kind, string Channel, long? TemplateId, string? Language, bool AsksRules);
}
