using System.Globalization;
using System.Text;
using Rasan.Core.Messages;

namespace Rasan.Core.Search;

/// <summary>What a text is compared as, on both sides: as people say it, not as their keyboards write it.</summary>
public static class SearchText
{
    /// <summary>Fewer characters make no trigram: the index knows nothing of them.</summary>
    public const int Shortest = 3;

    /// <summary>So many are looked at: the rarest of them find as little as all of them would.</summary>
    private const int MostTrigrams = 12;
    private const int OnStack = 1024;

    /// <summary>
    /// ي and ى are ی, ك is ک; joiners, marks nobody sees, the tatweel and Arabic vowel signs are nothing; digits are ASCII, letters small;
    /// white space of any kind and length is one blank, and none at the ends.
    /// </summary>
    public static string Fold(string text)
    {
        Span<char> folded = text.Length <= OnStack ? stackalloc char[OnStack] : new char[text.Length];
        folded = folded[..Fold(text, folded)];
        return folded.SequenceEqual(text) ? text : new string(folded);
    }

    /// <param name="text">As it was written.</param>
    /// <param name="folded">What is looked for, folded.</param>
    public static bool Contains(string? text, string folded)
    {
        if (text is null || text.Length < folded.Length) return false;   // folding only takes away
        Span<char> room = text.Length <= OnStack ? stackalloc char[OnStack] : new char[text.Length];
        return room[..Fold(text, room)].IndexOf(folded, StringComparison.Ordinal) >= 0;
    }

    /// <summary>Whether the index can answer for it.</summary>
    internal static bool HasTrigram(string folded) => folded.EnumerateRunes().Skip(Shortest - 1).Any();

    /// <summary>Its trigrams, of many some from everywhere, each with the number of the word that its middle belongs to.</summary>
    internal static (string Trigram, int Word)[] Trigrams(string folded)
    {
        var runes = folded.EnumerateRunes().ToArray();
        var trigrams = Enumerable.Range(0, runes.Length - Shortest + 1)
            .Select(at => (Trigram: string.Concat(runes.Skip(at).Take(Shortest)), Word: runes.Take(at + 1).Count(rune => rune.Value == ' ')))
            .DistinctBy(each => each.Trigram, StringComparer.Ordinal).ToArray();
        var step = (trigrams.Length + MostTrigrams - 1) / MostTrigrams;
        return [.. trigrams.Where((_, at) => at % step == 0)];
    }

    private static int Fold(ReadOnlySpan<char> text, Span<char> into)
    {
        var count = 0;
        foreach (var c in text)
        {
            var folded = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : FoldRare(c);
            if (folded == '\0' || (folded == ' ' && (count == 0 || into[count - 1] == ' '))) continue;
            into[count++] = folded;
        }

        return count > 0 && into[count - 1] == ' ' ? count - 1 : count;
    }

    /// <returns>NUL: it is left out.</returns>
    private static char FoldRare(char c) => c switch
    {
        'ي' or 'ى' => 'ی',
        'ك' => 'ک',
        'ـ' or (>= '\uFE00' and <= '\uFE0F') => '\0',
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Format => '\0',
            UnicodeCategory.NonSpacingMark when c is >= '\u0610' and <= '\u08FF' => '\0',
            _ => char.ToLowerInvariant(Digits.Fold(c)),
        },
    };
}
