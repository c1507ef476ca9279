using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Exports;

/// <summary>The routes and the intents of a service as files, as their page shows them.</summary>
internal static class RoutingExportDoor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var routing = routes.MapGroup("/s/{service}/routing").RequireAuthorization().ExcludeFromDescription();
        routing.MapGet("/routes/export", RoutesAsync);
        routing.MapGet("/intents/export", IntentsAsync);
    }

    private static Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> RoutesAsync(string service, string? format, HttpContext http, Reader reader, TimeProvider clock, RoutingExport export) =>
        WriteAsync(service, format, http, reader, clock, order => export.RoutesAsync(http.Response, order, http.RequestAborted));

    private static Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> IntentsAsync(string service, string? format, HttpContext http, Reader reader, TimeProvider clock, RoutingExport export) =>
        WriteAsync(service, format, http, reader, clock, order => export.IntentsAsync(http.Response, order, http.RequestAborted));

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> WriteAsync(
        string service, string? format, HttpContext http, Reader reader, TimeProvider clock, Func<ExportOrder, Task> write)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeAccounts, out var refusal) is not { } order) return refusal;
        var check = new Check(clock.GetUtcNow());
        ExportDoor.QuestionOf(http).Read([], check);
        if (check.Faults is { } faults) return ExportDoor.Wrong(faults);   // a file of everything is no answer to a question
        await write(order);
        return TypedResults.Empty;
    }
}
