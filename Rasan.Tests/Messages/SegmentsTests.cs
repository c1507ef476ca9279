using FsCheck;
using FsCheck.Fluent;
using Rasan.Core.Messages;
using static Rasan.Core.Messages.SegmentEncoding;

namespace Rasan.Tests.Messages;

public sealed class SegmentsTests
{
    private const string Emoji = "😀";

    public static TheoryData<string, SegmentCount> Texts => new()
    {
        { "", new(Gsm7, 0, 0, 160, 160) },
        { "a", new(Gsm7, 1, 1, 160, 159) },
        { Of("a", 160), new(Gsm7, 160, 1, 160, 0) },
        { Of("a", 161), new(Gsm7, 161, 2, 153, 145) },
        { Of("a", 306), new(Gsm7, 306, 2, 153, 0) },
        { Of("a", 307), new(Gsm7, 307, 3, 153, 152) },
        { "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", new(Gsm7, 44, 1, 160, 116) },
        { "^{}\\[~]|€\f", new(Gsm7, 20, 1, 160, 140) },
        { Of("€", 80), new(Gsm7, 160, 1, 160, 0) },
        { Of("€", 81), new(Gsm7, 162, 2, 153, 143) },                       // 76 in the first part, its last septet unused
        { Of("a", 152) + "€" + Of("a", 10), new(Gsm7, 164, 2, 153, 141) },  // the euro does not lie over the edge
        { Of("a", 151) + "€" + Of("a", 10), new(Gsm7, 163, 2, 153, 143) },
        { "سلام", new(Ucs2, 4, 1, 70, 66) },
        { Of("س", 70), new(Ucs2, 70, 1, 70, 0) },
        { Of("س", 71), new(Ucs2, 71, 2, 67, 63) },
        { Of("س", 134), new(Ucs2, 134, 2, 67, 0) },
        { Of("س", 135), new(Ucs2, 135, 3, 67, 66) },
        { Emoji, new(Ucs2, 2, 1, 70, 68) },
        { Of(Emoji, 35), new(Ucs2, 70, 1, 70, 0) },
        { Of(Emoji, 36), new(Ucs2, 72, 2, 67, 61) },                        // 33 in the first part, its last unit unused
        { Of("س", 66) + Emoji + Of("س", 3), new(Ucs2, 71, 2, 67, 62) },
        { Of("س", 70) + "\ud83d", new(Ucs2, 71, 2, 67, 63) },               // half a pair is one unit
        { "\u200C", new(Ucs2, 1, 1, 70, 69) },
        { "۱۲۳", new(Ucs2, 3, 1, 70, 67) },
        { "«code»", new(Ucs2, 6, 1, 70, 64) },
        { "it’s", new(Ucs2, 4, 1, 70, 66) },
        { "ç`", new(Ucs2, 2, 1, 70, 68) },                                  // neither is in the table, though Ç is
        { "\t", new(Ucs2, 1, 1, 70, 69) },
        { Of("a", 100) + "س", new(Ucs2, 101, 2, 67, 33) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_costs_what_the_standard_says(string text, SegmentCount expected) => Assert.Equal(expected, Segments.Count(text));

    [Fact]
    public void The_parts_hold_the_text_and_one_part_less_would_not() =>
        Prop.ForAll(MixedTexts, text =>
        {
            var count = Segments.Count(text);
            var room = count.Segments * count.PerSegment;
            var lostAtEdges = room - count.Left - count.Units;
            return count.Left >= 0 && count.Left < count.PerSegment
                && lostAtEdges >= 0 && lostAtEdges <= Math.Max(0, count.Segments - 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_longer_text_never_costs_less() =>
        Prop.ForAll(MixedTexts, text => Segments.Count(text + "a").Segments >= Segments.Count(text).Segments).QuickCheckThrowOnFailure();

    private static Arbitrary<string> MixedTexts { get; } = (
        from alphabet in Gen.Elements(new[] { "a", "€", "{", "Δ" }, ["a", "س", Emoji, "€"])
        from length in Gen.Choose(1, 500)
        from letters in Gen.Elements(alphabet).ArrayOf(length)
        select string.Concat(letters)).ToArbitrary();

    private static string Of(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
