using Rasan.Core.Search;

namespace Rasan.Tests.Search;

public sealed class NumberPatternTests
{
    [Theory]
    [InlineData("۰۹۱۲ ۰۰۰ ۰۱۱۱", true, "+989120000111")]
    [InlineData("0098-912-0000111", true, "+989120000111")]
    [InlineData("0912000", false, "+989120000111")]
    [InlineData("٠٩١٢٠", false, "+989120000111")]
    [InlineData("91200", false, "+989120000111")]
    [InlineData("98912", false, "+989120000111")]
    [InlineData("+98 912", false, "+989120000111")]
    [InlineData("00989120", false, "+989120000111")]
    [InlineData("+49176", false, "+4917612345678")]
    public void A_number_and_its_beginning_are_read_in_every_form(string typed, bool isWhole, string number)
    {
        Assert.True(NumberPattern.TryParse(typed, out var pattern));
        Assert.Equal(isWhole, pattern.IsWhole);
        Assert.True(pattern.Matches(number));
        Assert.False(pattern.Matches("+989350000111"));
        Assert.False(pattern.Matches(null));
    }

    [Theory]
    [InlineData("0912")]
    [InlineData("+9891")]
    [InlineData("0912x")]
    [InlineData("12+34567")]
    [InlineData("1234567890123456")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_too_short_or_no_number_is_none(string? typed) => Assert.False(NumberPattern.TryParse(typed, out _));
}
