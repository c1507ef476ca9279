using System.Text.RegularExpressions;

namespace Rasan.Providers;

/// <summary>A provider's own words, as an attempt may keep them: vendors repeat the number they refuse, and where they were asked.</summary>
public static partial class ProviderWords
{
    private const int Longest = 300;

    /// <returns>Null: nothing was said.</returns>
    public static string? Masked(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var masked = Secret().Replace(Core.Messages.Digits.Fold(words.Trim()), "***");
        return masked.Length > Longest ? masked[..Longest] : masked;
    }

    /// <summary>A phone number in any spelling, or an id or key of twenty signs or more.</summary>
    [GeneratedRegex(@"\+?\d(?:[ \-()]{0,2}\d){6,}|\b[A-Za-z0-9_]{20,}\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
