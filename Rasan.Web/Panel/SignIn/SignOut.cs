using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Signing out: here, or everywhere. A form with its antiforgery token, so that no other site can do it.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(SignInSetup.SignOutDoor, LeaveAsync).RequireAuthorization().ExcludeFromDescription();

    /// <param name="everywhere">Whether the person's other browsers leave too.</param>
    private static async Task<RedirectHttpResult> LeaveAsync([FromForm] bool? everywhere, HttpContext http, Reader reader, Sessions sessions)
    {
        if (everywhere == true) await sessions.EndAsync(reader.UserId, which: null, reader.SessionId, http.Connection.RemoteIpAddress, CancellationToken.None);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect(SignInSetup.SignInPage);
    }
}
