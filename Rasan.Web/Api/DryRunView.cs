using Rasan.Core.Messages;
using Rasan.Core.Routes;

namespace Rasan.Web.Api;

/// <summary>What would be done, had it not been a dry run.</summary>
/// <param name="Status">Always <c>dry_run</c>.</param>
/// <param name="Segments">Billed parts.</param>
/// <param name="CostEstimate">Null: the price is not known.</param>
/// <param name="Route">Where it would go.</param>
public sealed record DryRunView(string Status, int Segments, MoneyView? CostEstimate, RouteView Route)
{
    internal static DryRunView Of(SendForecast forecast) =>
        new("dry_run", forecast.Segments, MoneyView.Of(forecast.CostEstimate), RouteView.Of(forecast.Plan));
}

/// <param name="Amount">The amount; whole for rials.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record MoneyView(decimal Amount, string Currency)
{
    internal static MoneyView? Of(Money? money) => money is { } known ? new(known.Amount, known.Currency) : null;

    internal static MoneyView? Of(long? micros, string? currency) => micros is { } known && currency is not null ? Of(Money.FromMicros(known, currency)) : null;
}

/// <param name="Rule">What decided: the most specific rule that speaks of the message, or <c>no_rule</c>.</param>
/// <param name="Accounts">Usable accounts, the first to be tried first.</param>
/// <param name="Skipped">The others, each with its reason.</param>
public sealed record RouteView(string Rule, IReadOnlyList<RouteAccountView> Accounts, IReadOnlyList<RouteSkipView> Skipped)
{
    internal static RouteView Of(RoutePlan plan) => new(
        plan.Rule,
        [.. plan.Choices.Select(choice => new RouteAccountView(choice.Account.Name, choice.Account.Provider, choice.Line?.Number, choice.Binding?.Code))],
        [.. plan.Skipped.Select(skip => new RouteSkipView(skip.Account.Name, skip.Account.Provider, skip.Reason))]);
}

/// <param name="Account">Name of the account.</param>
/// <param name="Provider">Key of its provider.</param>
/// <param name="Line">The sender number; null: the account's default sender.</param>
/// <param name="Pattern">The provider's pattern that the template is bound to there; null: it goes out as a text.</param>
public sealed record RouteAccountView(string Account, string Provider, string? Line, string? Pattern);

/// <param name="Account">Name of the account.</param>
/// <param name="Provider">Key of its provider.</param>
/// <param name="Reason">A stable word.</param>
public sealed record RouteSkipView(string Account, string Provider, string Reason);
