using System.Globalization;

namespace Rasan.Core.Channels;

/// <summary>An account as a provider sees it: opened credentials and settings, no entity.</summary>
/// <param name="Id">The account's row; stable.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="BaseUrl">Overrides the provider's own address; null: the provider's default.</param>
/// <param name="Timeout">Longest wait for one call.</param>
/// <param name="Credentials">Opened secrets by field name (<c>api_key</c> …). Never logged.</param>
/// <param name="Settings">Other per-account settings by name.</param>
public sealed record ProviderAccount(
    long Id, string Name, Uri? BaseUrl, TimeSpan Timeout,
    IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Row of the key that <see cref="Credentials"/> are of; null: the account has none, or they are only being tried.</summary>
    public long? KeyId { get; init; }

    /// <summary>Where this provider's callbacks reach this installation: <c>https://public.example/hooks/twilio</c>, without a slash at its end. Null: no public address is set.</summary>
    public Uri? CallbackBase { get; init; }

    /// <summary>Called with the credentials blanked: what is printed by accident holds no secret.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{nameof(ProviderAccount)} {Id}");
}
