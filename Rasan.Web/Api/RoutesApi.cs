using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Routing;

namespace Rasan.Web.Api;

/// <summary>Routes: why a message goes where it goes.</summary>
internal static class RoutesApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/routes/explain", ExplainAsync).RequireScope(Scopes.Read).WithTags("Routes").WithName("ExplainRoute").WithSummary("How a message would go; sends nothing");

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
