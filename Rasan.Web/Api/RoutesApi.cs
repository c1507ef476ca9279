using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Routing;

namespace Rasan.Web.Api;

/// <summary>Routes: which accounts carry which messages, and why a message goes where it goes.</summary>
internal static class RoutesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/routes/explain", ExplainAsync).RequireScope(Scopes.Read).WithTags("Routes").WithName("ExplainRoute").WithSummary("How a message would go; sends nothing");
        var rules = routes.MapGroup("").WithTags("Routes").RequireScope(Scopes.RoutingManage);
        rules.MapGet("/routes", List).WithName("ListRoutes").WithSummary("The rules that decide the service's messages, the most specific first");
        rules.MapPost("/routes", MakeAsync).WithName("MakeRoute").WithSummary("Make a rule");
        rules.MapGet("/routes/{route:long}", Find).WithName("FindRoute").WithSummary("One rule");
        rules.MapPut("/routes/{route:long}", ChangeAsync).WithName("ChangeRoute").WithSummary("Change a rule's accounts, their order, its fallback and whether it counts");
        rules.MapDelete("/routes/{route:long}", RemoveAsync).WithName("RemoveRoute").WithSummary("Take a rule away; the next less specific one decides");
    }

    private static Answered<RouteListView> List(ApiRequest request, ListRoutes list, Catalogs catalogs) =>
        Answers.Ok(new RouteListView([.. list.Run(request.Caller).Select(route => RouteRuleView.Of(route, catalogs.Current, request.Caller))]));

    private static Results<Answered<RouteRuleView>, Problem> Find(long route, ApiRequest request, ListRoutes list, Catalogs catalogs) => Show(route, request.Caller, list, catalogs);

    private static async Task<Results<Answered<RouteRuleView>, Problem>> MakeAsync(Body<MakeRouteRequest> body, SaveRoute save, ListRoutes list, Catalogs catalogs, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, check) is not { } order) return Problem.Invalid(check.Faults!);
        var guard = body.Guard((Core.Routes.Route made) => RouteRuleView.Of(made, catalogs.Current, body.Caller));
        return await save.RunAsync(order with { Idempotency = guard }, ct) switch
        {
            RouteResult.Done(var id) => Show(id, body.Caller, list, catalogs),
            RouteResult.Kept(var first) => Answers.First<RouteRuleView>(first),
            var refusal => Refusal(refusal),
        };
    }

    private static async Task<Results<Answered<RouteRuleView>, Problem>> ChangeAsync(
        long route, Body<ChangeRouteRequest> body, SaveRoute save, ListRoutes list, Catalogs catalogs, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, route, check) is not { } order) return Problem.Invalid(check.Faults!);
        var result = await save.RunAsync(order, ct);
        return result is RouteResult.Done ? Show(route, body.Caller, list, catalogs) : Refusal(result);
    }

    private static async Task<Results<NoContent, Problem>> RemoveAsync(long route, ApiRequest request, RemoveRoute remove, CancellationToken ct)
    {
        var result = await remove.RunAsync(request.Caller, route, ct);
        return result is RouteResult.Done ? TypedResults.NoContent() : Refusal(result);
    }

    private static Results<Answered<RouteRuleView>, Problem> Show(long id, Caller caller, ListRoutes list, Catalogs catalogs) =>
        list.Find(caller, id) is { } found ? Answers.Ok(RouteRuleView.Of(found, catalogs.Current, caller)) : Problem.NotFound();

    private static Problem Refusal(RouteResult result) => result switch
    {
        RouteResult.Refused(var faults) => Problem.Invalid(faults),
        RouteResult.Exists => Problem.Conflict("route_exists"),
        RouteResult.NotFound => Problem.NotFound(),
        RouteResult.SystemOwned => Problem.SystemOwned(),
        RouteResult.ForeignTenant => Problem.ForeignTenant("tenant_id"),
        _ => throw new UnreachableException(),
    };

    private static async Task<Results<Answered<ExplainView>, Problem>> ExplainAsync(Body<ExplainRequest> body, Catalogs catalogs, SendMessage send, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, catalogs.Current, check, out var rejected) is not { } order) return Problem.Invalid(check.Faults!);
        return await send.RunAsync(order, ct) switch
        {
            SendResult.DryRun(var forecast) => Answers.Ok(ExplainView.Of(forecast, order.To.Count, rejected)),
            var refusal => Problem.Of(refusal),
        };
    }
}
