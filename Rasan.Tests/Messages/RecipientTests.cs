using FsCheck;
using FsCheck.Fluent;
using Rasan.Core.Messages;

namespace Rasan.Tests.Messages;

public sealed class RecipientTests
{
    [Theory]
    [InlineData("09120000111", "+989120000111")]
    [InlineData("9120000111", "+989120000111")]
    [InlineData("989120000111", "+989120000111")]
    [InlineData("+989120000111", "+989120000111")]
    [InlineData("00989120000111", "+989120000111")]
    [InlineData("۰۹۱۲۰۰۰۰۱۱۱", "+989120000111")]
    [InlineData("٠٩١٢٠٠٠٠١١١", "+989120000111")]
    [InlineData("+۹۸ ۹۱۲ ۰۰۰ ۰۱۱۱", "+989120000111")]
    [InlineData("0912 000 0111", "+989120000111")]
    [InlineData("0912-000-0111", "+989120000111")]
    [InlineData("(0912) 000–0111", "+989120000111")]
    [InlineData("(+98) 912 000 0111", "+989120000111")]
    [InlineData("\u200E+98\u00A0912\u200C000\u202F0111\u200F", "+989120000111")]
    [InlineData("\uFEFF09120000111\t", "+989120000111")]
    [InlineData("02188000000", "+982188000000")]
    [InlineData("021-88000000", "+982188000000")]
    [InlineData("982188000000", "+982188000000")]
    [InlineData("+982188000000", "+982188000000")]
    [InlineData("00982188000000", "+982188000000")]
    [InlineData("۰۳۱ ۳۲۰۰ ۰۰۰۰", "+983132000000")]
    [InlineData("+15005550006", "+15005550006")]
    [InlineData("0015005550006", "+15005550006")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void A_number_in_any_usual_form_becomes_e164(string text, string e164)
    {
        Assert.True(Recipient.TryParse(text, out var recipient));
        Assert.Equal(e164, recipient.E164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("abc")]
    [InlineData("0912000011a")]
    [InlineData("user:12")]
    [InlineData("0912000011")]          // a digit short
    [InlineData("091200001112")]        // a digit long
    [InlineData("912000011")]
    [InlineData("91200001112")]
    [InlineData("98912000011")]
    [InlineData("9891200001112")]
    [InlineData("+98912000011")]
    [InlineData("+9891200001112")]
    [InlineData("+9809120000111")]      // the trunk zero has no place behind the country
    [InlineData("0989120000111")]
    [InlineData("2188000000")]          // a landline without its zero
    [InlineData("02288000000")]         // no such area
    [InlineData("+982288000000")]
    [InlineData("0218800000")]
    [InlineData("12025550123")]         // another country needs + or 00
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("+0123456789")]
    [InlineData("00012345678901")]
    [InlineData("++989120000111")]
    [InlineData("98+9120000111")]
    [InlineData("0912,0000111")]
    [InlineData("0912*0000111")]
    [InlineData("09120000111;09120000112")]
    [InlineData("09120000111 09120000112")]
    [InlineData("०९१२००००१११")]         // digits of a third script
    [InlineData("+98٫9120000111")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Recipient.TryParse(text, out var recipient));
        Assert.Equal(default, recipient);
    }

    [Theory]
    [InlineData("09100000000", Operator.Mci)]
    [InlineData("09190000000", Operator.Mci)]
    [InlineData("09900000000", Operator.Mci)]
    [InlineData("09940000000", Operator.Mci)]
    [InlineData("09960000000", Operator.Mci)]
    [InlineData("09000000000", Operator.Irancell)]
    [InlineData("09050000000", Operator.Irancell)]
    [InlineData("09300000000", Operator.Irancell)]
    [InlineData("09330000000", Operator.Irancell)]
    [InlineData("09350000000", Operator.Irancell)]
    [InlineData("09390000000", Operator.Irancell)]
    [InlineData("09410000000", Operator.Irancell)]
    [InlineData("09200000000", Operator.Rightel)]
    [InlineData("09230000000", Operator.Rightel)]
    [InlineData("09060000000", Operator.Other)]
    [InlineData("09310000000", Operator.Other)]
    [InlineData("09320000000", Operator.Other)]
    [InlineData("09340000000", Operator.Other)]
    [InlineData("09981000000", Operator.Other)]
    [InlineData("09990000000", Operator.Other)]
    [InlineData("02191000000", Operator.Other)]
    [InlineData("+15005550006", Operator.Other)]
    public void The_prefix_names_the_operator(string text, Operator expected) => Assert.Equal(expected, Parsed(text).Operator);

    [Theory]
    [InlineData("+989120000111", true, true, "09120000111", "0111")]
    [InlineData("+982188000000", true, false, "02188000000", "0000")]
    [InlineData("+15005550006", false, false, "+15005550006", "0006")]
    public void A_number_knows_its_country_and_its_national_form(string text, bool iranian, bool mobile, string national, string lastFour)
    {
        var recipient = Parsed(text);
        Assert.Equal((iranian, mobile, national, lastFour), (recipient.IsIranian, recipient.IsMobile, recipient.National, recipient.LastFour));
    }

    [Theory]
    [InlineData("۰۹۱۲۳۴۵۶۷۸۹", "+98912***6789")]
    [InlineData("+12345678", "+1***5678")]
    public void It_prints_masked_whatever_form_it_came_in(string text, string masked) => Assert.Equal(masked, $"{Parsed(text)}");

    [Fact]
    public void A_wiped_number_has_every_property_and_says_nothing()
    {
        Recipient nobody = default;
        Assert.Equal(("***", "", "", Operator.Other, false), ($"{nobody}", nobody.National, nobody.LastFour, nobody.Operator, nobody.IsMobile));
    }

    [Fact]
    public void A_canonical_number_is_parsed_without_a_copy()
    {
        const string number = "+989120000111";
        Assert.Same(number, Parsed(number).E164);
    }

    [Fact]
    public void Every_form_of_an_iranian_mobile_is_the_same_recipient() =>
        Prop.ForAll(Mobiles, Disguises, (national, disguise) =>
            Recipient.TryParse(disguise(national), out var recipient) && recipient.E164 == "+98" + national).QuickCheckThrowOnFailure();

    [Fact]
    public void Parsing_what_was_parsed_changes_nothing() =>
        Prop.ForAll<string?>(text => !Recipient.TryParse(text, out var once) || (Recipient.TryParse(once.E164, out var twice) && once == twice))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_parser_throw_and_what_it_takes_is_e164() =>
        Prop.ForAll(NearNumbers, text => !Recipient.TryParse(text, out var recipient)
            || (recipient.E164 is ['+', >= '1' and <= '9', ..] and { Length: >= 9 and <= 16 } && recipient.E164.Skip(1).All(char.IsAsciiDigit)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static Arbitrary<string> Mobiles { get; } =
        (from rest in Gen.Choose(0, 999_999_999) select "9" + rest.ToString("D9", System.Globalization.CultureInfo.InvariantCulture)).ToArbitrary();

    private static Arbitrary<Func<string, string>> Disguises { get; } = (
        from prefix in Gen.Elements("", "0", "98", "+98", "0098", "(+98) ", "\u200E+98")
        from separator in Gen.Elements("", " ", "-", "\u00A0", "\u200C", ") ")
        from zero in Gen.Elements('0', '۰', '٠')
        select (Func<string, string>)(national => string.Concat(
            (prefix + national[..3] + separator + national[3..6] + separator + national[6..]).Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c))))
        .ToArbitrary();

    private static Arbitrary<string> NearNumbers { get; } =
        (from parts in Gen.Elements("0", "9", "98", "+", "00", "21", "5", "۷", "٣", " ", "-", "(", ")", "\u200F", "a").ArrayOf() select string.Concat(parts))
        .ToArbitrary();

    private static Recipient Parsed(string text)
    {
        Assert.True(Recipient.TryParse(text, out var recipient));
        return recipient;
    }
}
