using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Rasan.Core.Services;
using Rasan.Web.Panel.Pages.Messages;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Exports;

/// <summary>The message list as a file: the list's own address with <c>/export</c> behind it, and the same filters.</summary>
internal static class MessagesExportDoor
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/s/{service}/messages/export", WriteAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> WriteAsync(
        string service, string? format, HttpContext http, Reader reader, Catalogs catalogs, TimeProvider clock, MessagesExport export)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeMessages, out var refusal) is not { } order) return refusal;
        var question = MessageQuestion.Of(http.Request.QueryString.Value ?? "", order.Caller, catalogs.Current, clock.GetUtcNow());
        if (question.Filter is not { } filter)
        {
            var words = http.RequestServices.GetRequiredService<IStringLocalizer<MessageFilters>>();
            return ExportDoor.Wrong(question.Faults.Select(fault => MessageFilters.TextOf(fault, words)));
        }

        await export.RunAsync(http.Response, order, filter, http.RequestAborted);
        return TypedResults.Empty;
    }
}
