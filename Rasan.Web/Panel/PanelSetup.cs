using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rasan.Web.Hosting.Settings;
using Rasan.Web.Panel.Exports;
using Rasan.Web.Panel.Words;

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
            services.AddSingleton<ExportAnswer>().AddSingleton<MessagesExport>().AddSingleton<LogsExport>().AddSingleton<PanelWords>();
            services.AddLocalization();   // no ResourcesPath: each page's texts lie beside it
            services.AddOptions<RequestLocalizationOptions>().Configure<IOptions<RasanOptions>>((options, rasan) =>
            {
                var cultures = PanelCultures.Of(rasan.Value.Languages);
                options.DefaultRequestCulture = new RequestCulture(cultures[0]);
                options.SupportedCultures = options.SupportedUICultures = [.. cultures];
                options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageCookie }];
            });
            return services;
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The panel's middleware and pages; what comes after sign-in and permissions in the pipeline.</summary>
        public void MapPanel(string? assetMap = null)
        {
            app.UseWhen(IsForPeople, people => people.UseRequestLocalization());
            app.UseAuthorization();   // left unsaid, the framework puts it before everything, the API's door too
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
