using FsCheck;
using FsCheck.Fluent;
using Rasan.Core.Messages;

namespace Rasan.Tests.Messages;

public sealed class DigitsTests
{
    [Theory]
    [InlineData("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("کد ۱۲ و ٣4", "کد 12 و 34")]
    [InlineData("۰", "0")]
    public void Persian_and_arabic_digits_become_ascii(string text, string folded) => Assert.Equal(folded, Digits.Fold(text));

    [Theory]
    [InlineData("")]
    [InlineData("0912")]
    [InlineData("سلام")]
    public void A_text_without_such_digits_is_returned_as_it_is(string text) => Assert.Same(text, Digits.Fold(text));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Prop.ForAll<string?>(text => Digits.Fold(Digits.Fold(text ?? "")) == Digits.Fold(text ?? "")).QuickCheckThrowOnFailure();
}
