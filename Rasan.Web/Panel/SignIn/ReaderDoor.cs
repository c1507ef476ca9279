using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Who is signed in enters here; who has to change the password first gets no further than that page.</summary>
internal sealed class ReaderDoor(RequestDelegate next)
{
    private const string Circuits = "/_blazor";

    public Task InvokeAsync(HttpContext context, Reader reader)
    {
        reader.Enter(context.User);
        var path = context.Request.Path;
        var isCircuit = path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase);
        var mustChange = ReaderClaims.MustChangePassword(context.User);
        if (isCircuit && (!reader.IsSignedIn || mustChange))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;   // every page with a circuit stands behind the sign-in
            return Task.CompletedTask;
        }

        if (mustChange && !IsOpen(context.GetEndpoint()))
        {
            context.Response.Redirect(SignInSetup.PasswordPage);
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>What the way in needs, the way out, and the page itself.</summary>
    private static bool IsOpen(Endpoint? endpoint) =>
        endpoint is null or RouteEndpoint { RoutePattern.RawText: SignInSetup.SignOutDoor }
        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(Pages.Me.ChangePassword);
}
