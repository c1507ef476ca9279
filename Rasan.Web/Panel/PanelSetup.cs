using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Radzen;
using Rasan.Web.Hosting.Settings;
using Rasan.Web.Panel.Frame;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;
using Rasan.Web.Panel.Exports;
using Rasan.Web.Panel.Live;
using Rasan.Web.Panel.Pages.Me;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel;

internal static class PanelSetup
{
    /// <summary>From a browser: a pasted list of a thousand recipients. Beyond the framework's 32 KiB it would end the circuit and take the form with it.</summary>
    private const int LargestMessage = 256 * 1024;

    extension(IServiceCollection services)
    {
        public IServiceCollection AddPanel()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddHealthChecks();
            services.AddHttpContextAccessor().AddSignIn();
            services.AddScoped<Reader>().AddScoped<ServiceChoice>().AddScoped<Myself>().AddScoped<Pages.Accounts.AccountRooms>();
            services.AddRadzenComponents();
            services.AddSingleton<Radzen.ILocalizer, RadzenTexts>();
            services.AddSingleton<PanelWords>().AddSingleton<AttemptMeanings>();
            services.AddSingleton<LiveFeed>().AddSingleton<BoardFeed>();
            services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
            services.AddCascadingAuthenticationState();
            services.AddAntiforgery(options => options.Cookie.Name = "rasan-antiforgery");
            services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));   // Persian pages go out as Persian, not as a number per letter
            services.AddSingleton<ExportAnswer>().AddSingleton<MessagesExport>().AddSingleton<LogsExport>().AddSingleton<AccountsExport>().AddSingleton<RoutingExport>().AddSingleton<Pages.Accounts.AccountRows>();
            services.AddLocalization();   // no ResourcesPath: each page's texts lie beside it
            services.AddOptions<RequestLocalizationOptions>().Configure<IOptions<RasanOptions>>((options, rasan) =>
            {
                var cultures = PanelCultures.Of(rasan.Value.Languages);
                options.DefaultRequestCulture = new RequestCulture(cultures[0]);
                options.SupportedCultures = options.SupportedUICultures = [.. cultures];
                options.RequestCultureProviders = [new ReaderLanguage(), new CookieRequestCultureProvider { CookieName = FrameChoices.LanguageCookie }];
            });
            return services;
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The panel's middleware and pages.</summary>
        public void MapPanel(string? assetMap = null)
        {
            app.UseAuthentication();
            app.UseWhen(IsForPeople, people => people.Use(SafeHeaders.SetAsync).UseMiddleware<ReaderDoor>().UseRequestLocalization().Use(ShowAsPreferredAsync));
            app.UseAuthorization();   // left unsaid, the framework puts it before everything, the API's door too
            app.UseAntiforgery();
            FrameChoices.Map(app);
            SignOut.Map(app);
            FindDoor.Map(app);
            MessagesExportDoor.Map(app);
            LogsExportDoor.Map(app);
            AccountsExportDoor.Map(app);
            RoutingExportDoor.Map(app);
            app.MapStaticAssets(assetMap).AllowAnonymous();
            app.MapRazorComponents<App>().WithStaticAssets(assetMap).AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);   // said in the whole policy
            app.MapFallback(NothingHere).AllowAnonymous();
        }
    }

    /// <summary>Programs have their own doors and their own way to name a language: the panel's cookie means nothing there.</summary>
    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>The language is chosen; calendar and digits follow the person's own wish. The circuit takes both over from the request that opens it.</summary>
    private static Task ShowAsPreferredAsync(HttpContext context, RequestDelegate next)
    {
        var reader = context.RequestServices.GetRequiredService<Reader>();
        CultureInfo.CurrentCulture = ReaderCulture.Of(CultureInfo.CurrentUICulture, reader.Preferences);
        return next(context);
    }

    private static Results<RazorComponentResult<App>, NotFound> NothingHere(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }
            : TypedResults.NotFound();
}
