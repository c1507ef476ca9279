using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Core.Search;

/// <summary>A number that is looked for, or how one begins.</summary>
public sealed record NumberPattern
{
    /// <summary>So many digits of a beginning must be there: fewer are half a country.</summary>
    public const int ShortestBeginning = 5;

    private const string Iran = "98";

    private NumberPattern(string digits, bool isWhole) => (Digits, IsWhole) = (digits, isWhole);

    /// <summary>Of the E.164 form, without its plus.</summary>
    internal string Digits { get; }

    /// <summary>Whether it is a whole number: beginnings are for those who may see numbers.</summary>
    public bool IsWhole { get; }

    /// <summary>A whole number in any form that a recipient may have, else a beginning: <c>0912345</c>, <c>98912345</c>, <c>+49176</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out NumberPattern? pattern)
    {
        pattern = null;
        if (Recipient.TryParse(text, out var recipient)) pattern = new(recipient.E164[1..], isWhole: true);
        else if (BeginningOf(text) is { } digits) pattern = new(digits, isWhole: false);
        return pattern is not null;
    }

    internal bool Matches(string? e164) => e164 is not null && (IsWhole ? e164.AsSpan(1).SequenceEqual(Digits) : e164.AsSpan(1).StartsWith(Digits));

    /// <summary>Prints masked.</summary>
    public override string ToString() => IsWhole ? Recipient.FromStored("+" + Digits).ToString() : "***";

    private static string? BeginningOf(string? text)
    {
        var typed = string.Concat((text ?? "").Select(Messages.Digits.Fold).Where(c => !IsPassedOver(c)));
        var isInternational = typed is ['+', ..] or ['0', '0', ..];
        var digits = typed is ['+', ..] ? typed[1..] : isInternational ? typed[2..] : typed;
        if (digits.Length is < ShortestBeginning or > 15 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        return digits switch
        {
            _ when isInternational => digits,
            ['0', ..] => Iran + digits[1..],
            ['9', not '8', ..] => Iran + digits,   // national without its 0
            _ => digits,
        };
    }

    private static bool IsPassedOver(char c) =>
        c is '-' or '(' or ')' || char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.DashPunctuation;
}
