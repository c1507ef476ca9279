using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Logs;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>The logs: who changed what, and which calls came.</summary>
internal static class LogsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/logs").WithTags("Logs").RequireScope(Scopes.Logs);
        logs.MapGet("/operations", OperationsAsync).WithName("ListOperations").WithSummary("Who changed what, newest first");
        logs.MapGet("/api", ApiCallsAsync).WithName("ListApiCalls").WithSummary("Calls of this API, newest first");
    }

    private static async Task<Results<Answered<OperationPageView>, Problem>> OperationsAsync(ApiRequest request, ListOperations list, ActorNames names, CancellationToken ct)
    {
        if (request.Caller.Tenant is not null) return Problem.ForeignTenant(field: null);   // the logs are the whole service's
        var check = new Check(request.At);
        if (LogsQuery.ReadOperations(request, check) is not var (filter, turn)) return Problem.Invalid(check.Faults!);
        var page = await list.RunAsync(request.Caller, filter, turn, ct);
        var called = await names.RunAsync(request.Caller, page.Rows.Select(row => row.Actor), ct);
        return Answers.Ok(new OperationPageView([.. page.Rows.Select(row => OperationView.Of(row, called))], page.Next?.ToString(), page.SearchedUntil?.UtcDateTime));
    }

    private static async Task<Results<Answered<ApiCallPageView>, Problem>> ApiCallsAsync(
        ApiRequest request, Catalogs catalogs, ListApiCalls list, ActorNames names, CancellationToken ct)
    {
        if (request.Caller.Tenant is not null) return Problem.ForeignTenant(field: null);
        var check = new Check(request.At);
        if (LogsQuery.ReadApiCalls(request, catalogs.Current, check) is not var (filter, turn)) return Problem.Invalid(check.Faults!);
        var page = await list.RunAsync(request.Caller, filter, turn, ct);
        var called = await names.RunAsync(request.Caller, page.Rows.Select(ApiCallView.TokenOf).OfType<string>(), ct);
        return Answers.Ok(new ApiCallPageView([.. page.Rows.Select(row => ApiCallView.Of(row, called))], page.Next?.ToString(), page.SearchedUntil?.UtcDateTime));
    }
}
