using Microsoft.AspNetCore.Localization;

namespace Rasan.Web.Panel.Reading;

/// <summary>The language the person has chosen for themselves comes before the browser's cookie.</summary>
internal sealed class ReaderLanguage : IRequestCultureProvider
{
    public Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(httpContext.RequestServices.GetRequiredService<Reader>().Preferences.Language is { } language ? new ProviderCultureResult(PanelCultures.Of(language).Name) : null);
}
