using Rasan.Core.Search;

namespace Rasan.Tests.Search;

/// <summary>What people type and what was sent are made one before they are compared.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("علي كريمى", "علی کریمی")]
    [InlineData("می\u200cخواهم", "میخواهم")]
    [InlineData("ســلام", "سلام")]
    [InlineData("مُحَمَّد\u0670", "محمد")]
    [InlineData("کد ۱۲۳ و ٤٥٦", "کد 123 و 456")]
    [InlineData("Your CODE", "your code")]
    [InlineData("  two\t\r\n words\u00a0 ", "two words")]
    [InlineData("\u200f\u202bab\ufeffc\u00ad", "abc")]
    [InlineData("\u2764\ufe0f", "\u2764")]
    [InlineData("a\0b", "a b")]
    [InlineData(" \u200c\u200f ", "")]
    public void Texts_are_folded(string written, string folded)
    {
        Assert.Equal(folded, SearchText.Fold(written));
        Assert.Equal(folded, SearchText.Fold(folded));
    }

    [Fact]
    public void A_long_text_is_folded_like_a_short_one_and_holds_what_is_in_it()
    {
        var text = string.Concat(Enumerable.Repeat("كتاب  ", 1000)) + "پايان";
        Assert.True(SearchText.Contains(text, "کتاب پایان"));
        Assert.False(SearchText.Contains(text, "پایان کتاب"));
        Assert.False(SearchText.Contains(null, "پایان"));
    }
}
