using System.Globalization;
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

    private static async Task<Results<EmptyHttpResult, NotFound, StatusCodeHttpResult, ContentHttpResult>> WriteAsync(
        string service, string? format, HttpContext http, Reader reader, Catalogs catalogs, TimeProvider clock, MessagesExport export)
    {
        if (reader.In(service) is not { } caller || ExportAnswer.FormatOf(format) is not { } kind) return TypedResults.NotFound();
        if (!caller.May(Permissions.SeeMessages)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var question = MessageQuestion.Of(http.Request.QueryString.Value ?? "", caller, catalogs.Current, clock.GetUtcNow());
        if (question.Filter is not { } filter)
        {
            var words = http.RequestServices.GetRequiredService<IStringLocalizer<MessageFilters>>();
            return TypedResults.Text(string.Join('\n', question.Faults.Select(fault => MessageFilters.TextOf(fault, words))), statusCode: StatusCodes.Status400BadRequest);
        }

        await export.RunAsync(http.Response, new(caller, kind, CultureInfo.CurrentUICulture), filter, http.RequestAborted);
        return TypedResults.Empty;
    }
}
