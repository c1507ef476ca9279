using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rasan.Web.Panel;

internal static class PanelSetup
{
    public const string LanguageDoor = "/language";

    private const string LanguageCookie = "rasan-language";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddPanel()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddHealthChecks();
            services.AddRazorComponents().AddInteractiveServerComponents();
            services.AddAntiforgery(options => options.Cookie.Name = "rasan-antiforgery");
            services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));   // Persian pages go out as Persian, not as a number per letter
            services.AddLocalization();   // no ResourcesPath: each page's texts lie beside it
            return services.Configure<RequestLocalizationOptions>(options =>
            {
                options.DefaultRequestCulture = new RequestCulture(PanelCultures.Persian);
                options.SupportedCultures = options.SupportedUICultures = [PanelCultures.Persian, PanelCultures.English];
                options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageCookie }];
            });
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The panel's middleware and pages; what comes after sign-in and permissions in the pipeline.</summary>
        public void MapPanel(string? assetMap = null)
        {
            app.UseWhen(IsForPeople, people => people.UseRequestLocalization());
            app.UseAntiforgery();
            app.MapPost(LanguageDoor, ChooseLanguage).AllowAnonymous().ExcludeFromDescription();
            app.MapStaticAssets(assetMap).AllowAnonymous();
            app.MapRazorComponents<App>().WithStaticAssets(assetMap).AddInteractiveServerRenderMode();
            app.MapFallback(NothingHere).AllowAnonymous();
        }
    }

    /// <summary>Programs have their own doors and their own way to name a language: the panel's cookie means nothing there.</summary>
    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static Results<RazorComponentResult<App>, NotFound> NothingHere(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }
            : TypedResults.NotFound();

    private static RedirectHttpResult ChooseLanguage([FromForm] string language, [FromForm] string returnUrl, HttpContext http)
    {
        var chosen = new RequestCulture(PanelCultures.Of(language));
        http.Response.Cookies.Append(LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(chosen), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
