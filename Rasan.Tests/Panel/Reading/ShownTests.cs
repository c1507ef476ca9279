using System.Globalization;
using Rasan.Core.Messages;
using Rasan.Core.Users;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Reading;

namespace Rasan.Tests.Panel.Reading;

public sealed class ShownTests
{
    [Theory]
    [InlineData("en", 0, "0 ms")]
    [InlineData("en", 420.4, "420 ms")]
    [InlineData("fa", 420.4, "۴۲۰ میلی‌ثانیه")]
    [InlineData("en", 1_250, "1.3 s")]
    [InlineData("fa", 1_250, "۱٫۳ ثانیه")]
    [InlineData("en", 42_000, "42 s")]
    [InlineData("en", 59_700, "1 min 0 s")]
    [InlineData("fa", 125_000, "۲ دقیقه و ۵ ثانیه")]
    [InlineData("en", 7_500_000, "2 h 5 min")]
    public void A_duration_is_in_the_units_that_matter(string language, double milliseconds, string shown)
    {
        Read(language);
        Assert.Equal(shown, Shown.Duration(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Theory]
    [InlineData("en", "IRR", 12_345.0, "12,345 rials")]
    [InlineData("fa", "IRR", 12_345.0, "۱۲٬۳۴۵ ریال")]
    [InlineData("en", "USD", 3.5, "3.50 USD")]
    [InlineData("en", "USD", 0.0042, "0.0042 USD")]
    [InlineData("fa", "USD", 3.5, "۳٫۵۰ USD")]
    public void Rials_are_whole_and_named_and_other_currencies_have_their_code(string language, string currency, double amount, string shown)
    {
        Read(language);
        Assert.Equal(shown, Shown.Money(new((decimal)amount, currency)));
    }

    private static void Read(string language)
    {
        CultureInfo.CurrentUICulture = PanelCultures.Of(language);
        CultureInfo.CurrentCulture = ReaderCulture.Of(CultureInfo.CurrentUICulture, new Preferences());
    }
}
