using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Routing;

namespace Rasan.Web.Api;

/// <summary>Intents and kinds: what the reason of a message means for its way.</summary>
internal static class IntentsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var intents = routes.MapGroup("").WithTags("Intents").RequireScope(Scopes.RoutingManage);
        intents.MapGet("/intents", ListAsync).WithName("ListIntents").WithSummary("Intents that are defined, and those that only messages know");
        intents.MapPost("/intents", DefineAsync).WithName("DefineIntent").WithSummary("Define an intent");
        intents.MapPut("/intents/{intent:long}", ChangeAsync).WithName("ChangeIntent").WithSummary("Change what an intent means");
        intents.MapDelete("/intents/{intent:long}", RemoveAsync).WithName("RemoveIntent").WithSummary("Take a definition away");
        intents.MapGet("/intents/kinds", ListKinds).WithName("ListKinds").WithSummary("What the kinds mean to the service");
        intents.MapPut("/intents/kinds/{kind}", SetKindAsync).WithName("SetKind").WithSummary("Say what a kind means to the service");
        intents.MapDelete("/intents/kinds/{kind}", ResetKindAsync).WithName("ResetKind").WithSummary("Back to what the system says of a kind");
    }

    private static async Task<Answered<IntentListView>> ListAsync(ApiRequest request, ListIntents list, CancellationToken ct)
    {
        var all = await list.RunAsync(request.Caller, ct);
        return Answers.Ok(new IntentListView([.. all.Defined.Select(intent => IntentView.Of(intent, request.Caller))], [.. all.Seen.Select(SeenIntentView.Of)]));
    }

    private static async Task<Results<Answered<IntentView>, Problem>> DefineAsync(Body<DefineIntentRequest> body, SaveIntent save, Catalogs catalogs, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, check) is not { } order) return Problem.Invalid(check.Faults!);
        var guard = body.Guard((Intent made) => IntentView.Of(made, body.Caller));
        return Show(await save.RunAsync(order with { Idempotency = guard }, ct), body.Caller, catalogs);
    }

    private static async Task<Results<Answered<IntentView>, Problem>> ChangeAsync(long intent, Body<ChangeIntentRequest> body, SaveIntent save, Catalogs catalogs, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        return body.Value.ToOrder(body.Request, intent, check) is { } order ? Show(await save.RunAsync(order, ct), body.Caller, catalogs) : Problem.Invalid(check.Faults!);
    }

    private static async Task<Results<NoContent, Problem>> RemoveAsync(long intent, ApiRequest request, RemoveIntent remove, CancellationToken ct)
    {
        var result = await remove.RunAsync(request.Caller, intent, ct);
        return result is IntentResult.Done ? TypedResults.NoContent() : Refusal(result);
    }

    private static Answered<KindListView> ListKinds(ApiRequest request, Catalogs catalogs) => Answers.Ok(KindListView.Of(catalogs.Current.Intents, request.Caller.Service.Id));

    private static async Task<Results<Answered<KindView>, Problem>> SetKindAsync(string kind, Body<KindRequest> body, SaveKind save, Catalogs catalogs, CancellationToken ct)
    {
        if (Kind.Of(kind) is not { } known) return Problem.NotFound();
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, known, catalogs.Current.Intents.Rule(0, known), check) is not { } order) return Problem.Invalid(check.Faults!);
        var result = await save.RunAsync(order, ct);
        return result is IntentResult.Done ? Answers.Ok(KindView.Of(catalogs.Current.Intents, body.Caller.Service.Id, known)) : Refusal(result);
    }

    private static async Task<Results<NoContent, Problem>> ResetKindAsync(string kind, ApiRequest request, ResetKind reset, CancellationToken ct)
    {
        if (Kind.Of(kind) is not { } known) return Problem.NotFound();
        var result = await reset.RunAsync(request.Caller, known, ct);
        return result is IntentResult.Done ? TypedResults.NoContent() : Refusal(result);
    }

    private static Results<Answered<IntentView>, Problem> Show(IntentResult result, Caller caller, Catalogs catalogs)
    {
        if (result is IntentResult.Kept(var first)) return Answers.First<IntentView>(first);
        if (result is not IntentResult.Done(var id)) return Refusal(result);
        return catalogs.Current.Intents.Of(caller.Service.Id).FirstOrDefault(intent => intent.Id == id) is { } found ? Answers.Ok(IntentView.Of(found, caller)) : Problem.NotFound();
    }

    private static Problem Refusal(IntentResult result) => result switch
    {
        IntentResult.Refused(var faults) => Problem.Invalid(faults),
        IntentResult.Exists => Problem.Conflict("intent_exists"),
        IntentResult.NotFound => Problem.NotFound(),
        IntentResult.SystemOwned => Problem.SystemOwned(),
        IntentResult.ForeignTenant => Problem.ForeignTenant(field: null),
        _ => throw new UnreachableException(),
    };
}
