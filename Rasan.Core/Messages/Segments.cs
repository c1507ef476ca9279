namespace Rasan.Core.Messages;

/// <summary>How the text of an SMS goes over the air.</summary>
public enum SegmentEncoding
{
    Gsm7 = 0,
    Ucs2 = 1,
}

/// <summary>What a text costs in segments.</summary>
/// <param name="Encoding">One character outside the GSM table makes the whole text UCS-2.</param>
/// <param name="Units">Septets (an extension character is two) or UTF-16 units.</param>
/// <param name="Segments">Billed parts; 0 for the empty text.</param>
/// <param name="PerSegment">Units one part holds: a text of several parts gives some to the header that joins them.</param>
/// <param name="Left">Units that still fit into the last part.</param>
public readonly record struct SegmentCount(SegmentEncoding Encoding, int Units, int Segments, int PerSegment, int Left);

/// <summary>What the next character of a text would cost.</summary>
/// <param name="WithOneMore">Billed parts with one more character of the alphabet it is in.</param>
/// <param name="WithOneForeign">Billed parts with one more character from outside the GSM table, which makes all of it UCS-2.</param>
public readonly record struct SegmentOutlook(int WithOneMore, int WithOneForeign);

/// <summary>Counts SMS parts by GSM 03.38 and UCS-2.</summary>
public static class Segments
{
    private const int Gsm7Single = 160, Gsm7Joined = 153;
    private const int Ucs2Single = 70, Ucs2Joined = 67;
    private const char Euro = '€', Plain = 'a', Foreign = 'ا';

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|";   // and the euro sign, which lies outside the table below

    private static readonly byte[] Septets = BuildSeptets();

    public static SegmentCount Count(ReadOnlySpan<char> text)
    {
        var units = 0;
        var extended = false;
        foreach (var c in text)
        {
            var septets = SeptetsOf(c);
            if (septets == 0) return CountUcs2(text);
            units += septets;
            extended |= septets == 2;
        }
        if (units <= Gsm7Single) return new(SegmentEncoding.Gsm7, units, units == 0 ? 0 : 1, Gsm7Single, Gsm7Single - units);
        return extended ? CountExtended(text, units) : Joined(SegmentEncoding.Gsm7, units, units, Gsm7Joined);
    }

    public static SegmentOutlook Outlook(string text)
    {
        var foreign = Count($"{text}{Foreign}").Segments;
        return new(Count(text).Encoding == SegmentEncoding.Ucs2 ? foreign : Count($"{text}{Plain}").Segments, foreign);
    }

    /// <summary>The characters that make a text UCS-2, each once, in the order they come; none for a text of the GSM table alone.</summary>
    public static IEnumerable<string> Foreigners(string text) =>
        text.EnumerateRunes().Where(rune => !rune.IsBmp || SeptetsOf((char)rune.Value) == 0).Select(rune => rune.ToString()).Distinct(StringComparer.Ordinal);

    private static SegmentCount CountUcs2(ReadOnlySpan<char> text)
    {
        if (text.Length <= Ucs2Single) return new(SegmentEncoding.Ucs2, text.Length, 1, Ucs2Single, Ucs2Single - text.Length);
        var filled = 0;
        for (var rest = text; !rest.IsEmpty;)
        {
            var width = rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;
            filled = Place(filled, width, Ucs2Joined);
            rest = rest[width..];
        }
        return Joined(SegmentEncoding.Ucs2, text.Length, filled, Ucs2Joined);
    }

    private static SegmentCount CountExtended(ReadOnlySpan<char> text, int units)
    {
        var filled = 0;
        foreach (var c in text) filled = Place(filled, SeptetsOf(c), Gsm7Joined);
        return Joined(SegmentEncoding.Gsm7, units, filled, Gsm7Joined);
    }

    // A pair that would lie over the edge of a part moves whole into the next one and leaves a unit unused.
    private static int Place(int filled, int width, int perSegment) =>
        width == 2 && filled % perSegment == perSegment - 1 ? filled + 3 : filled + width;

    private static SegmentCount Joined(SegmentEncoding encoding, int units, int filled, int perSegment)
    {
        var segments = (filled + perSegment - 1) / perSegment;
        return new(encoding, units, segments, perSegment, (segments * perSegment) - filled);
    }

    private static int SeptetsOf(char c) => c < Septets.Length ? Septets[c] : c == Euro ? 2 : 0;

    private static byte[] BuildSeptets()
    {
        var septets = new byte['Ω' + 1];   // the highest character of the basic table
        foreach (var c in Basic) septets[c] = 1;
        foreach (var c in Extension) septets[c] = 2;
        return septets;
    }
}
