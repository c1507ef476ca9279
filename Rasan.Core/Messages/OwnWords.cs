using System.Text.RegularExpressions;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>Words a caller has put to a message, its reference and tags: some put the number there.</summary>
public static partial class OwnWords
{
    private const string Hidden = "***";

    /// <summary>Whether a phone number may stand in it, however it is written.</summary>
    public static bool MayHoldNumber(string words) => Number().IsMatch(Between().Replace(Digits.Fold(words), ""));

    extension(Caller caller)
    {
        /// <summary>As the caller may see it.</summary>
        public string? Shown(string? words) => words is null || caller.May(Permissions.SeeNumbers) || !MayHoldNumber(words) ? words : Hidden;
    }

    /// <summary>A mobile number of the country, or any with its country's code.</summary>
    [GeneratedRegex(@"9\d{9}|(\+|00)\d{8,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\s().-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Between();
}
