using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Frame;

/// <summary>The header's search: what was typed decides where it leads.</summary>
internal static class FindDoor
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/s/{service}/find", FindAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<Results<RedirectHttpResult, NotFound>> FindAsync(string service, string? q, Reader reader, FindMessage find, CancellationToken ct)
    {
        if (reader.In(service) is not { } caller) return TypedResults.NotFound();
        var text = (q ?? "").Trim();
        if (TrackingId.TryParse(Digits.Fold(text), out var id)) return TypedResults.LocalRedirect(Addresses.Message(caller.Service, id));
        if (await find.ByReferenceAsync(caller, text, ct) is { } found) return TypedResults.LocalRedirect(Addresses.Message(caller.Service, found));
        var field = IsNumber(text, caller) ? "to" : "q";
        return TypedResults.LocalRedirect(Addresses.Messages(caller.Service) + QueryString.Create(field, text));
    }

    /// <summary>A number, or how one begins; other digits are an order's, or a code.</summary>
    private static bool IsNumber(string text, Caller caller) =>
        NumberPattern.TryParse(text, out var number) && (number.IsWhole || (caller.May(Permissions.SeeNumbers) && Digits.Fold(text) is ['0' or '+', ..] or ['9', '8', ..]));
}
