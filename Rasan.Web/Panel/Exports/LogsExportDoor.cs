using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Exports;

/// <summary>Both logs as files: a log's own address with <c>/export</c> behind it, and the same filters.</summary>
internal static class LogsExportDoor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/s/{service}/logs").RequireAuthorization().ExcludeFromDescription();
        logs.MapGet("/operations/export", OperationsAsync);
        logs.MapGet("/api/export", ApiCallsAsync);
    }

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> OperationsAsync(
        string service, string? format, HttpContext http, Reader reader, TimeProvider clock, LogsExport export)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeLogs, out var refusal) is not { } order) return refusal;
        var check = new Check(clock.GetUtcNow());
        if (LogsQuery.ReadOperations(ExportDoor.QuestionOf(http).Read(LogsQuery.OperationParameters.Keys, check), check) is not var (filter, turn)) return ExportDoor.Wrong(check.Faults!);
        await export.OperationsAsync(http.Response, order, filter, turn.OldestFirst, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> ApiCallsAsync(
        string service, string? format, HttpContext http, Reader reader, Catalogs catalogs, TimeProvider clock, LogsExport export)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeLogs, out var refusal) is not { } order) return refusal;
        var check = new Check(clock.GetUtcNow());
        if (LogsQuery.ReadApiCalls(ExportDoor.QuestionOf(http).Read(LogsQuery.ApiCallParameters.Keys, check), order.Caller.Service.Id, catalogs.Current, check) is not var (filter, turn)) return ExportDoor.Wrong(check.Faults!);
        await export.ApiCallsAsync(http.Response, order, filter, turn.OldestFirst, http.RequestAborted);
        return TypedResults.Empty;
    }
}
