using System.ComponentModel.DataAnnotations;

namespace Rasan.Web.Hosting.Settings;

/// <summary>Settings of the program itself, section <c>Rasan</c>.</summary>
public sealed class RasanOptions : IValidatableObject
{
    public const string Section = "Rasan";

    /// <summary>Where everything lies that Rasan keeps. A relative path starts at the program's folder, in Development at the repository's root; never at the current directory.</summary>
    /// <value>Default <c>data</c>.</value>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The address at which browsers and providers reach this server, <c>https://sms.example.ir</c>.</summary>
    /// <value>Null (default): the first of <c>Urls</c>.</value>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Languages of the panel, the first one is what a new visitor sees.</summary>
    /// <value><c>fa</c>, <c>en</c> or both.</value>
    [MinLength(1)]
    public string[] Languages { get; set; } = [];

    /// <summary>Reverse proxies whose word counts on where a request comes from (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>): an address, or a network as <c>10.0.0.0/24</c>.</summary>
    /// <value>Default: none is heard.</value>
    public string[] TrustedProxies { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicBaseUrl is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
            yield return new(SettingsFault.NotAnAddress, [nameof(PublicBaseUrl)]);
        if (Languages.Any(language => language is not ("fa" or "en")))
            yield return new(SettingsFault.UnknownLanguage, [nameof(Languages)]);
        if (!TrustedProxies.All(proxy => Proxies.TryParse(proxy, out _)))
            yield return new(SettingsFault.NotAProxy, [nameof(TrustedProxies)]);
    }
}

/// <summary>The page that describes the API, section <c>Rasan:Docs</c>.</summary>
public sealed class DocsOptions
{
    public const string Section = "Rasan:Docs";

    /// <summary>Whether <c>/docs</c> and <c>/openapi/v1.json</c> are open to everybody.</summary>
    /// <value>Null (default): in Development only.</value>
    public bool? Public { get; set; }
}
