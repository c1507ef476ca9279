using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Rasan.Core.Users;
using Rasan.Web.Panel.Pages.Me;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Frame;

/// <summary>The two choices of the frame's header, language and theme: forms that set a cookie, and the person's own wish where somebody is signed in.</summary>
internal static class FrameChoices
{
    public const string LanguageDoor = "/language";
    public const string ThemeDoor = "/theme";
    public const string LanguageCookie = "rasan-language";
    private const string ThemeCookie = "rasan-theme";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(LanguageDoor, ChooseLanguageAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(ThemeDoor, ChooseThemeAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public static string? ThemeOf(HttpContext http, Reader reader) =>
        reader.Preferences.Theme ?? new Preferences(Theme: http.Request.Cookies[ThemeCookie]).Checked().Theme;

    private static async Task<RedirectHttpResult> ChooseLanguageAsync([FromForm] string language, [FromForm] string returnUrl, HttpContext http, Reader reader, Myself myself)
    {
        var chosen = PanelCultures.Of(language);
        Remember(http, LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)));
        if (reader.IsSignedIn) await myself.ChangeProfileAsync(user => user.Prefer(user.Preferences with { Language = chosen.TwoLetterISOLanguageName }));
        return TypedResults.LocalRedirect(Addresses.Inside(returnUrl));
    }

    private static async Task<RedirectHttpResult> ChooseThemeAsync([FromForm] string theme, [FromForm] string returnUrl, HttpContext http, Reader reader, Myself myself)
    {
        var chosen = new Preferences(Theme: theme).Checked().Theme;
        Remember(http, ThemeCookie, chosen ?? "");
        if (reader.IsSignedIn) await myself.ChangeProfileAsync(user => user.Prefer(user.Preferences with { Theme = chosen }));
        return TypedResults.LocalRedirect(Addresses.Inside(returnUrl));
    }

    private static void Remember(HttpContext http, string cookie, string value) => http.Response.Cookies.Append(cookie, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    });
}
