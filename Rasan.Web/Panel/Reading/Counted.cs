using Microsoft.Extensions.Localization;

namespace Rasan.Web.Panel.Reading;

/// <summary>How many there are, in words: English has a form of its own for one, Persian has none.</summary>
internal static class Counted
{
    /// <summary>Between the two forms of a text: <c>{0} day|{0} days</c>.</summary>
    private const char OneOrMore = '|';

    extension(IStringLocalizer texts)
    {
        public string Count(string name, long count)
        {
            var forms = texts[name].Value.Split(OneOrMore);
            return string.Format(System.Globalization.CultureInfo.CurrentCulture, count == 1 ? forms[0] : forms[^1], Shown.Number(count));
        }

        /// <summary>With one decimal where it has one.</summary>
        public string Count(string name, double count) => Math.Abs(count - Math.Round(count)) < 0.05   // it is shown with one decimal
            ? texts.Count(name, (long)Math.Round(count))
            : string.Format(System.Globalization.CultureInfo.CurrentCulture, texts[name].Value.Split(OneOrMore)[^1], Shown.Number((decimal)count, decimals: 1));
    }
}
