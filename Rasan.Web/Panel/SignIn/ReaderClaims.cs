using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>What a request and a circuit know of the person: who, in which session, and how the screen is to look. Never what they may do: that is read live.</summary>
internal static class ReaderClaims
{
    private const string Session = "session", MustChange = "must-change-password", From = "address";
    private const string Language = "language", Calendar = "calendar", Digits = "digits", Zone = "zone", Theme = "theme";

    /// <param name="from">Where the request came from that the person is taken into.</param>
    public static ClaimsPrincipal Of(SignedIn signedIn, IPAddress? from)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, Text(signedIn.UserId)));
        identity.AddClaim(new(ClaimTypes.Name, signedIn.Name));
        identity.AddClaim(new(Session, Text(signedIn.SessionId)));
        if (signedIn.MustChangePassword) identity.AddClaim(new(MustChange, "true"));
        var wanted = signedIn.Preferences;
        Add(identity, (From, from?.ToString()), (Language, wanted.Language), (Calendar, wanted.Calendar), (Digits, wanted.Digits), (Zone, wanted.Zone), (Theme, wanted.Theme));
        return new(identity);
    }

    public static long? UserOf(ClaimsPrincipal principal) => Number(principal, ClaimTypes.NameIdentifier);

    public static long? SessionOf(ClaimsPrincipal principal) => Number(principal, Session);

    public static IPAddress? AddressOf(ClaimsPrincipal principal) => IPAddress.TryParse(principal.FindFirstValue(From), out var address) ? address : null;

    public static bool MustChangePassword(ClaimsPrincipal principal) => principal.HasClaim(MustChange, "true");

    public static Preferences PreferencesOf(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(Language), principal.FindFirstValue(Calendar), principal.FindFirstValue(Digits), principal.FindFirstValue(Zone), principal.FindFirstValue(Theme));

    private static void Add(ClaimsIdentity identity, params ReadOnlySpan<(string Type, string? Value)> claims)
    {
        foreach (var (type, value) in claims)
            if (value is not null) identity.AddClaim(new(type, value));
    }

    private static long? Number(ClaimsPrincipal principal, string type) =>
        long.TryParse(principal.FindFirstValue(type), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
