using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Sign-in tickets as rows: the cookie carries a key and nothing else, so a session that is ended is over at once.</summary>
internal sealed class SessionTickets(Sessions sessions, IHttpContextAccessor http) : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var context = http.HttpContext ?? throw new InvalidOperationException("A sign-in is answered to a browser.");
        var user = long.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
        var stamp = ticket.Principal.FindFirstValue(StampClaim) ?? "";
        var byRecoveryCode = ticket.Principal.HasClaim(ClaimTypes.AuthenticationMethod, SignInSetup.ByRecoveryCode);
        return await sessions.OpenAsync(user, stamp, byRecoveryCode, context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString(), context.RequestAborted);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await sessions.UseAsync(key, CancellationToken.None) is not { } signedIn) return null;
        var properties = new AuthenticationProperties { IsPersistent = false, IssuedUtc = signedIn.SeenAt, ExpiresUtc = signedIn.SeenAt + Sessions.Idle };
        return new(ReaderClaims.Of(signedIn, http.HttpContext?.Connection.RemoteIpAddress), properties, IdentityConstants.ApplicationScheme);
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (ReaderClaims.SessionOf(ticket.Principal) is { } session) await sessions.SeeAsync([session], CancellationToken.None);
    }

    public async Task RemoveAsync(string key)
    {
        if (await sessions.FindAsync(key, CancellationToken.None) is { } signedIn)
            await sessions.EndAsync(signedIn.UserId, signedIn.SessionId, here: signedIn.SessionId, http.HttpContext?.Connection.RemoteIpAddress, CancellationToken.None);
    }

    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;
}
