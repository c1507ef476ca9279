using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Web.Api.Routing;

/// <summary>The rules that decide the service's messages.</summary>
/// <param name="Routes">The most specific first, as they are asked: the first that speaks of a message decides it alone.</param>
public sealed record RouteListView(IReadOnlyList<RouteRuleView> Routes);

/// <summary>A rule.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Owner"><c>tenant</c>, <c>service</c> or <c>system</c>.</param>
/// <param name="TenantId">Key of the tenant; null: of all.</param>
/// <param name="Intent">The intent it speaks of; null: it speaks of a kind.</param>
/// <param name="Kind">The kind it speaks of; null: it speaks of an intent.</param>
/// <param name="Channel">The sending method.</param>
/// <param name="Steps">Its accounts, the first to be tried first.</param>
/// <param name="Fallback">False: the first account only.</param>
/// <param name="IsActive">False: it is passed over.</param>
/// <param name="MayChange">Whether this token may change it.</param>
public sealed record RouteRuleView(
    long Id, string Owner, string? TenantId, string? Intent, string? Kind, string Channel, IReadOnlyList<RouteStepView> Steps, bool Fallback, bool IsActive, bool MayChange)
{
    internal static RouteRuleView Of(Core.Routes.Route route, Catalog catalog, Caller caller) => new(
        route.Id, route.Owner.Word, route.TenantId is { } tenant ? catalog.TenantKeys.GetValueOrDefault(tenant) : null, route.Intent, route.Kind?.Word, route.Channel,
        [.. route.InOrder().Select(step => RouteStepView.Of(step, catalog))], route.Fallback, route.IsActive, caller.MayChange(route));
}

/// <summary>An account of a rule.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Provider">Key of its provider.</param>
/// <param name="Line">The number that is used; null: whichever of its lines may carry the message.</param>
public sealed record RouteStepView(long Account, string Name, string Provider, string? Line)
{
    internal static RouteStepView Of(RouteStep step, Catalog catalog)
    {
        var account = catalog.Accounts.GetValueOrDefault(step.AccountId);
        return new(step.AccountId, account?.Name ?? "", account?.Provider ?? "", account?.Lines.Find(line => line.Id == step.LineId)?.Number);
    }
}
