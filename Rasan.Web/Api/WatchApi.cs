using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Services;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>How an account stands, how it stood, and of what on it whom is told.</summary>
internal static class WatchApi
{
    private const int UsualDays = 30;

    public static readonly IReadOnlyDictionary<string, string> BalanceParameters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["from"] = "At or after, RFC 3339 or `Y-m-d H:i:s` in UTC; 30 days before the end unless named.",
        ["until"] = "Before; now unless named.",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var watch = routes.MapGroup("/accounts/{account:long}").WithTags("Accounts").RequireScope(Scopes.ProvidersManage);
        watch.MapGet("/balance", HistoryAsync).WithName("ReadBalance").WithSummary("The account's balance over a span of time");
        watch.MapPut("/balance", SetAsync).WithName("SetBalance").WithSummary("Set by hand what the provider does not tell");
        watch.MapPost("/refresh", RefreshAsync).WithName("RefreshAccount").WithSummary("Ask the provider for balance and expiry date now");
        watch.MapPut("/refresh", PaceAsync).WithName("SetRefresh").WithSummary("Set how often the provider is asked");
        watch.MapGet("/alerts", AlertsAsync).WithName("ListAlerts").WithSummary("The account's alert rules, and every alert with its fate");
        watch.MapPost("/alerts", AddAsync).WithName("AddAlertRule").WithSummary("Add an alert rule");
        watch.MapPut("/alerts/{rule:long}", ChangeAsync).WithName("ChangeAlertRule").WithSummary("Change an alert rule");
        watch.MapDelete("/alerts/{rule:long}", RemoveAsync).WithName("RemoveAlertRule").WithSummary("Remove an alert rule; its alerts stay");
    }

    private static async Task<Results<Answered<BalanceHistoryView>, Problem>> HistoryAsync(long account, ApiRequest request, ReadStanding read, CancellationToken ct)
    {
        var check = new Check(request.At);
        var query = new ListQuery(request, BalanceParameters, check);
        var until = query.Time("until") ?? request.At.AddMilliseconds(1);
        var from = query.Time("from") ?? until.AddDays(-UsualDays);
        if (check.Faults is { } faults) return Problem.Invalid(faults);
        if (await read.RunAsync(request.Caller, account, ct) is not { } now || await read.HistoryAsync(request.Caller, account, from, until, ct) is not { } points) return Problem.NotFound();
        return Answers.Ok(new BalanceHistoryView(AccountStandingView.Of(now, request), [.. points.Select(point => new BalancePointView(point.At.UtcDateTime, MoneyView.Of(point.Balance)!))]));
    }

    private static async Task<Results<Answered<AccountStandingView>, Problem>> SetAsync(long account, Body<SetBalanceRequest> body, SetBalance set, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, account, check) is not { } order) return Problem.Invalid(check.Faults!);
        return await set.RunAsync(order, ct) switch
        {
            SetBalanceResult.Done(var standing) => Answers.Ok(AccountStandingView.Of(standing, body.Request)),
            SetBalanceResult.Refused(var faults) => Problem.Invalid(faults),
            _ => Problem.NotFound(),
        };
    }

    private static async Task<Results<Answered<AccountStandingView>, Problem>> RefreshAsync(long account, ApiRequest request, RefreshAccount refresh, CancellationToken ct) =>
        await refresh.RunAsync(request.Caller, account, ct) is { } standing ? Answers.Ok(AccountStandingView.Of(standing, request)) : Problem.NotFound();

    private static async Task<Results<Answered<AccountStandingView>, Problem>> PaceAsync(long account, Body<SetRefreshRequest> body, RefreshAccount refresh, ReadStanding read, CancellationToken ct)
    {
        if (body.Value.Minutes is not { } minutes) return Problem.Invalid([new("minutes", "required")]);
        if (await refresh.EveryAsync(body.Caller, account, minutes, ct) is not { } faults) return Problem.NotFound();
        if (faults.Count > 0) return Problem.Invalid(faults);
        return await read.RunAsync(body.Caller, account, ct) is { } standing ? Answers.Ok(AccountStandingView.Of(standing, body.Request)) : Problem.NotFound();
    }

    private static async Task<Results<Answered<AlertsView>, Problem>> AlertsAsync(long account, ApiRequest request, ReadAlerts read, CancellationToken ct)
    {
        var check = new Check(request.At);
        if (AlertsQuery.Read(new ListQuery(request, AlertsQuery.Parameters, check), check) is not var (filter, before, many)) return Problem.Invalid(check.Faults!);
        return await read.RulesAsync(request.Caller, account, ct) is { } rules && await read.RunAsync(request.Caller, account, filter, before, many, ct) is { } page
            ? Answers.Ok(AlertsView.Of(rules, page, request.Language))
            : Problem.NotFound();
    }

    private static Task<Results<Answered<AlertRuleView>, Problem>> AddAsync(long account, Body<AlertRuleRequest> body, SetAlertRule set, CancellationToken ct) => SaveAsync(account, rule: null, body, set, ct);

    private static Task<Results<Answered<AlertRuleView>, Problem>> ChangeAsync(long account, long rule, Body<AlertRuleRequest> body, SetAlertRule set, CancellationToken ct) => SaveAsync(account, rule, body, set, ct);

    private static async Task<Results<Answered<AlertRuleView>, Problem>> SaveAsync(long account, long? rule, Body<AlertRuleRequest> body, SetAlertRule set, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, account, rule, check) is not { } order) return Problem.Invalid(check.Faults!);
        return Of(await set.RunAsync(rule is null ? order with { Idempotency = body.Guard<AlertRule, AlertRuleView>(AlertRuleView.Of) } : order, ct));
    }

    private static async Task<Results<Answered<AlertRuleView>, Problem>> RemoveAsync(long account, long rule, ApiRequest request, SetAlertRule set, CancellationToken ct) =>
        Of(await set.RemoveAsync(request.Caller, account, rule, ct));

    private static Results<Answered<AlertRuleView>, Problem> Of(AlertRuleResult result) => result switch
    {
        AlertRuleResult.Done(var rule) => Answers.Ok(AlertRuleView.Of(rule)),
        AlertRuleResult.Kept(var first) => Answers.First<AlertRuleView>(first),
        AlertRuleResult.Refused(var faults) => Problem.Invalid(faults),
        _ => Problem.NotFound(),
    };
}
