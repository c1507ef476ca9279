using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rasan.Providers.Twilio;

/// <summary>The signature on Twilio's callbacks: over the address as it was called and every field of the form.</summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="url">The public address, with its query exactly as it was sent.</param>
    public static string Of(string url, IEnumerable<KeyValuePair<string, string>> form, string token)
    {
        var signed = new StringBuilder(url);
        foreach (var field in form.GroupBy(field => field.Key, StringComparer.Ordinal).OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var value in field.Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) signed.Append(field.Key).Append(value);
#pragma warning disable CA5350 // the vendor's own choice; as a keyed hash SHA-1 still holds
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Twilio signs the address with or without its default port, whichever its configuration says.</summary>
    public static bool IsGood(string signature, Uri url, IReadOnlyList<KeyValuePair<string, string>> form, string token) =>
        Spellings(url).Aggregate(false, (good, spelling) => IsEqual(signature, Of(spelling, form, token)) || good);

    /// <summary>In constant time: how much of a guess is right can't be measured.</summary>
    private static bool IsEqual(string given, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));

    private static IEnumerable<string> Spellings(Uri url)
    {
        var (asWritten, host) = (url.OriginalString, url.GetComponents(UriComponents.Scheme | UriComponents.UserInfo | UriComponents.Host, UriFormat.UriEscaped));
        var rest = asWritten.StartsWith(host, StringComparison.OrdinalIgnoreCase) ? asWritten[host.Length..] : url.PathAndQuery;
        if (rest.StartsWith(':')) rest = rest.IndexOfAny(['/', '?']) is var path and >= 0 ? rest[path..] : "";
        yield return asWritten;
        yield return host + rest;
        yield return string.Create(CultureInfo.InvariantCulture, $"{host}:{url.Port}{rest}");
    }
}
