using System.Text.RegularExpressions;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>A provider's own words as an operator may read them: short, without whole numbers of people and without the account's secrets.</summary>
public static partial class ProviderWords
{
    private const int Longest = 300;

    public static string? Of(string? words, ProviderAccount account)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var said = words.Trim();
        foreach (var secret in account.Credentials.Values.Where(secret => secret.Length > 0)) said = said.Replace(secret, "***", StringComparison.Ordinal);
        said = LongNumber().Replace(said, "***");
        return said.Length > Longest ? said[..Longest] : said;
    }

    [GeneratedRegex(@"\+?\d{7,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
