using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

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

    private static async Task<Results<EmptyHttpResult, NotFound, StatusCodeHttpResult, ContentHttpResult>> OperationsAsync(
        string service, string? format, HttpContext http, Reader reader, TimeProvider clock, LogsExport export)
    {
        if (reader.In(service) is not { } caller || ExportAnswer.FormatOf(format) is not { } kind) return TypedResults.NotFound();
        if (!caller.May(Permissions.SeeLogs)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var check = new Check(clock.GetUtcNow());
        if (LogsQuery.ReadOperations(QuestionOf(http).Read(LogsQuery.OperationParameters, check), check) is not var (filter, turn)) return Wrong(check.Faults!);
        await export.OperationsAsync(http.Response, new(caller, kind, CultureInfo.CurrentUICulture), filter, turn.OldestFirst, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<Results<EmptyHttpResult, NotFound, StatusCodeHttpResult, ContentHttpResult>> ApiCallsAsync(
        string service, string? format, HttpContext http, Reader reader, Catalogs catalogs, TimeProvider clock, LogsExport export)
    {
        if (reader.In(service) is not { } caller || ExportAnswer.FormatOf(format) is not { } kind) return TypedResults.NotFound();
        if (!caller.May(Permissions.SeeLogs)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var check = new Check(clock.GetUtcNow());
        if (LogsQuery.ReadApiCalls(QuestionOf(http).Read(LogsQuery.ApiCallParameters, check), caller.Service.Id, catalogs.Current, check) is not var (filter, turn)) return Wrong(check.Faults!);
        await export.ApiCallsAsync(http.Response, new(caller, kind, CultureInfo.CurrentUICulture), filter, turn.OldestFirst, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static ListQuestion QuestionOf(HttpContext http) => ListQuestion.Of(http.Request.QueryString.Value ?? "");

    private static ContentHttpResult Wrong(IReadOnlyList<Fault> faults) =>
        TypedResults.Text(string.Join('\n', faults.Select(PanelWords.WrongValue)), statusCode: StatusCodes.Status400BadRequest);
}
