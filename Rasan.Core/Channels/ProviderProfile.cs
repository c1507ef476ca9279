namespace Rasan.Core.Channels;

/// <summary>What people are shown of a provider, and what an account of it is made of: the panel draws its form from it, the API checks against it.</summary>
/// <param name="English">Its name.</param>
/// <param name="Persian">Its name.</param>
/// <param name="DefaultBaseUrl">Where calls go unless an account says otherwise; null: a provider inside the program.</param>
/// <param name="Hosts">The vendor's own host names; a name stands for its subdomains too. An address that a token or a form gives must lie in one of them, or be allowed by the settings.</param>
public sealed record ProviderProfile(string English, string Persian, Uri? DefaultBaseUrl, IReadOnlyList<string> Hosts)
{
    /// <summary>The secrets a key is made of, in the order of the form.</summary>
    public IReadOnlyList<ProviderField> Credentials { get; init; } = [];

    /// <summary>Further settings of an account.</summary>
    public IReadOnlyList<ProviderField> Settings { get; init; } = [];

    /// <summary>Currency in which the provider counts: <c>IRR</c>, <c>USD</c>.</summary>
    public string Currency { get; init; } = "IRR";

    public string Name(string language) => language is "fa" ? Persian : English;
}

/// <summary>One field of a provider's form.</summary>
/// <param name="Name">As in the API and in <see cref="ProviderAccount"/>: <c>api_key</c>.</param>
/// <param name="English">What the form calls it.</param>
/// <param name="Persian">What the form calls it.</param>
/// <param name="IsRequired">An account without it can't be used.</param>
/// <param name="IsSecret">Never shown again after it was saved.</param>
/// <param name="MinLength">Characters it has at least.</param>
public sealed record ProviderField(string Name, string English, string Persian, bool IsRequired = true, bool IsSecret = true, int MinLength = 1)
{
    public string Label(string language) => language is "fa" ? Persian : English;
}
