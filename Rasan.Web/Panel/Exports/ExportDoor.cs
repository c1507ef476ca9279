using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Exports;

/// <summary>What stands before every list that is taken out as a file.</summary>
internal static class ExportDoor
{
    /// <returns>Null: <paramref name="refusal"/> says why; whoever may not enter the service finds nothing there.</returns>
    public static ExportOrder? Enter(Reader reader, string service, string? format, Permissions needed, out StatusCodeHttpResult refusal)
    {
        refusal = TypedResults.StatusCode(StatusCodes.Status404NotFound);
        if (reader.In(service) is not { } caller || ExportAnswer.FormatOf(format) is not { } kind) return null;
        refusal = TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return caller.May(needed) ? new(caller, kind, CultureInfo.CurrentUICulture) : null;
    }

    public static ListQuestion QuestionOf(HttpContext http) => ListQuestion.Of(http.Request.QueryString.Value ?? "");

    public static ContentHttpResult Wrong(IReadOnlyList<Fault> faults) => Wrong(faults.Select(PanelWords.WrongValue));

    public static ContentHttpResult Wrong(IEnumerable<string> words) => TypedResults.Text(string.Join('\n', words), statusCode: StatusCodes.Status400BadRequest);
}
