using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rasan.Core.Messages;

/// <summary>A phone number, E.164 for ever after parsing. Prints masked.</summary>
public readonly record struct Recipient
{
    private const string Iran = "98";
    private const int MinDigits = 8;
    private const int MaxDigits = 15;   // E.164's own limit
    private const int NationalDigits = 10;

    private Recipient(string e164) => E164 = e164;

    /// <summary>The whole number, <c>+989120000111</c>. Never logged.</summary>
    public string E164 { get; }

    public bool IsIranian => E164 is ['+', '9', '8', ..];

    /// <summary>An Iranian mobile; of other countries nobody can say by the number alone.</summary>
    public bool IsMobile => E164 is ['+', '9', '8', '9', ..];

    /// <summary>As written inside Iran: <c>09120000111</c>, <c>02188000000</c>. Numbers of other countries stay E.164.</summary>
    public string National => IsIranian ? $"0{E164.AsSpan(3)}" : E164 ?? "";

    public string LastFour => E164 is { Length: > 4 } number ? number[^4..] : E164 ?? "";

    public Operator Operator => E164 is ['+', '9', '8', '9', var tens, var ones, ..]
        ? OperatorPrefixes.Find(900 + ((tens - '0') * 10) + (ones - '0'))
        : Operator.Other;

    /// <summary>A number that was parsed before it was stored.</summary>
    public static Recipient FromStored(string e164) => new(e164);

    /// <summary>
    /// Takes Iranian numbers in every usual form (09…, 9…, 98…, +98…, 0098…, 021…) and other countries' with + or 00;
    /// Persian and Arabic digits, white space, dashes, parentheses and invisible marks do not matter.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Recipient recipient)
    {
        recipient = default;
        Span<char> read = stackalloc char[MaxDigits + 2];   // room for a leading 00
        if (!TryReadDigits(text, read, out var count, out var plus)) return false;

        Span<char> number = stackalloc char[MaxDigits + 1];
        number[0] = '+';
        if (!TryFindNumber(read[..count], plus, number[1..], out var length)) return false;

        number = number[..(length + 1)];
        recipient = new(number.SequenceEqual(text) ? text! : new string(number));
        return true;
    }

    public override string ToString() => E164 is { Length: > 7 } number ? $"{number[..^7]}***{number[^4..]}" : "***";

    private static bool TryReadDigits(ReadOnlySpan<char> text, Span<char> digits, out int count, out bool plus)
    {
        (count, plus) = (0, false);
        foreach (var c in text)
        {
            var folded = Digits.Fold(c);
            if (char.IsAsciiDigit(folded))
            {
                if (count == digits.Length) return false;
                digits[count++] = folded;
            }
            else if (folded == '+')
            {
                if (plus || count > 0) return false;
                plus = true;
            }
            else if (!IsIgnored(folded))
            {
                return false;
            }
        }
        return count > 0;
    }

    // Pasted numbers carry direction marks, joiners and no-break spaces that nobody sees: the Format category has all the marks.
    private static bool IsIgnored(char c) =>
        c is ' ' or '-' or '(' or ')' or '\u2212' or (>= '\u2010' and <= '\u2015')
        || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool TryFindNumber(ReadOnlySpan<char> digits, bool plus, Span<char> number, out int length)
    {
        length = 0;
        var international = plus ? digits : digits is ['0', '0', ..] ? digits[2..] : default;
        if (!international.IsEmpty) return TryTakeInternational(international, number, out length);

        var national = digits switch
        {
            ['0', ..] => digits[1..],
            ['9', '8', ..] when digits.Length == Iran.Length + NationalDigits => digits[2..],
            ['9', ..] => digits,   // a landline without its 0 could be anything
            _ => default,
        };
        if (!IsIranianNational(national)) return false;
        Iran.CopyTo(number);
        national.CopyTo(number[Iran.Length..]);
        length = Iran.Length + NationalDigits;
        return true;
    }

    private static bool TryTakeInternational(ReadOnlySpan<char> digits, Span<char> number, out int length)
    {
        length = digits.Length;
        if (length is < MinDigits or > MaxDigits || digits[0] == '0') return false;
        if (digits.StartsWith(Iran) && !IsIranianNational(digits[Iran.Length..])) return false;
        digits.CopyTo(number);
        return true;
    }

    private static bool IsIranianNational(ReadOnlySpan<char> national) =>
        national.Length == NationalDigits && (national[0] == '9' || IsAreaCode(national[0], national[1]));

    // The 31 provinces; since 2014 every landline has eight digits behind its area code.
    private static bool IsAreaCode(char first, char second) => ((first - '0') * 10) + (second - '0') is
        11 or 13 or 17 or 21 or 23 or 24 or 25 or 26 or 28 or 31 or 34 or 35 or 38 or 41 or 44 or 45 or 51 or 54 or 56 or 58
        or 61 or 66 or 71 or 74 or 76 or 77 or 81 or 83 or 84 or 86 or 87;
}
