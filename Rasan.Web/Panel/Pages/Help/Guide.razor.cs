using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Panel.Pages.Help;

/// <summary>How a program uses the API for this service: its address and key, snippets that run as they stand, and what may be answered.</summary>
public sealed partial class Guide(Catalogs catalogs, NavigationManager navigation, IOptions<RasanOptions> options, IStringLocalizer<Guide> texts) : ComponentBase
{
    private const string Documentation = DocsApi.Page, Description = DocsApi.Document;

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    /// <summary>The programming language of the snippets.</summary>
    [SupplyParameterFromQuery] public string? Language { get; set; }

    private string Chosen => Snippets.Languages.Any(language => language.Key == Language) ? Language! : Snippets.Languages[0].Key;

    /// <summary>Where programs reach this server: as the settings say, else where this browser has.</summary>
    private string BaseUrl => (options.Value.PublicBaseUrl?.ToString() ?? navigation.BaseUri).TrimEnd('/');

    private IEnumerable<string> Tenants => catalogs.Current.Tenants.Keys.Where(tenant => tenant.Service == Caller.Service.Id).Select(tenant => tenant.Key).Order(StringComparer.Ordinal);

    private string TokenCommand => $"Rasan.Web token create --service {Caller.Service.Key} --name my-program --scopes send,read";

    private IReadOnlyList<ExampleCall> Calls => ExampleCall.All(BaseUrl, texts["ExampleText"], ExampleCall.OtpTemplate(catalogs.Current, Caller.Service));
}
