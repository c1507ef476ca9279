using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>An account in its place in a rule; a rule that has none stands alone.</summary>
internal readonly record struct RuleStep(Core.Routes.Route Rule, RouteStep? Step, int Place)
{
    public static IEnumerable<RuleStep> Of(Core.Routes.Route rule) => rule.Steps.Count == 0
        ? [new(rule, Step: null, Place: 0)]
        : rule.InOrder().Select((step, place) => new RuleStep(rule, step, place + 1));
}

/// <summary>An intent: defined, or only seen.</summary>
internal readonly record struct KnownIntent(Intent? Defined, SeenIntent? Seen)
{
    public static IEnumerable<KnownIntent> Of(IntentList list) =>
        list.Defined.Select(intent => new KnownIntent(intent, Seen: null)).Concat(list.Seen.Select(seen => new KnownIntent(Defined: null, seen)));

    public string? Key => Defined?.Key ?? Seen?.Key;
    public Kind? Kind => Defined?.Kind ?? Seen?.Kind;
}

/// <summary>Routes and intents as files show them.</summary>
internal sealed class RoutingTables(Catalog catalog, CultureInfo reader)
{
    private readonly ExportTexts Texts = new(reader);

    public ExportTable<RuleStep> Routes() => new(
    [
        new(Texts["RouteId"], r => r.Rule.Id),
        new(Texts["Owner"], r => r.Rule.Owner.Word),
        new(Texts["Tenant"], r => r.Rule.TenantId is { } tenant ? catalog.TenantKeys.GetValueOrDefault(tenant) : null),
        new(Texts["Intent"], r => r.Rule.Intent),
        new(Texts["Kind"], r => r.Rule.Kind?.Word),
        new(Texts["Channel"], r => r.Rule.Channel),
        new(Texts["Active"], r => r.Rule.IsActive),
        new(Texts["Fallback"], r => r.Rule.Fallback),
        new(Texts["Place"], r => r.Step is null ? null : (decimal?)r.Place),
        new(Texts["Account"], r => AccountOf(r)?.Name),
        new(Texts["Provider"], r => AccountOf(r)?.Provider),
        new(Texts["Line"], r => AccountOf(r)?.Lines.Find(line => line.Id == r.Step?.LineId)?.Number),
    ]);

    public ExportTable<KnownIntent> Intents() => new(
    [
        new(Texts["Intent"], i => i.Key),
        new(Texts["Defined"], i => i.Defined is not null),
        new(Texts["Owner"], i => i.Defined?.Owner.Word),
        new(Texts["Kind"], i => i.Kind?.Word),
        new(Texts["LifetimeSeconds"], i => (decimal?)i.Defined?.LifetimeSeconds),
        new(Texts["Channel"], i => i.Defined?.Channels),
        new(Texts["SeenMessages"], i => (decimal?)i.Seen?.Count),
        new(Texts["LastSeen"], i => i.Seen?.LastSeenAt),
    ]);

    private Account? AccountOf(RuleStep at) => at.Step is { } step ? catalog.Accounts.GetValueOrDefault(step.AccountId) : null;
}
