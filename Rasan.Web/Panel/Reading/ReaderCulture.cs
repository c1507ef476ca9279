using System.Collections.Concurrent;
using System.Globalization;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.Reading;

/// <summary>
/// The culture of one reader's screen, from language, calendar and digits. The language alone decides which texts are shown; the culture carries
/// the calendar with its names in that language, and in its native digits the form that numbers are drawn in.
/// </summary>
public static class ReaderCulture
{
    private const string Jalali = "persian", PersianDigits = "persian", LatinDigits = "latin";
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 10).Select(digit => ((char)('0' + digit)).ToString())];
    private static readonly string[] Persian = [.. Enumerable.Range(0, 10).Select(digit => ((char)('۰' + digit)).ToString())];
    private static readonly string[] JalaliInEnglish = ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand", ""];
    private static readonly ConcurrentDictionary<(string Language, string Calendar, string Digits), CultureInfo> Made = new();

    public static CultureInfo Of(CultureInfo language, Preferences wanted)
    {
        var isPersian = language.TextInfo.IsRightToLeft;
        var calendar = wanted.Calendar ?? (isPersian ? Jalali : "gregorian");
        var digits = wanted.Digits ?? (isPersian ? PersianDigits : LatinDigits);
        return Made.GetOrAdd((language.TwoLetterISOLanguageName, calendar, digits), static (key, asked) => Make(asked, key.Calendar == Jalali, key.Digits), language);
    }

    private static CultureInfo Make(CultureInfo language, bool isJalali, string digits)
    {
        // fa-IR alone knows the Persian calendar: a reader of English who counts in it gets that culture with English names
        var isPersian = language.TextInfo.IsRightToLeft;
        var culture = (CultureInfo)(isJalali ? PanelCultures.Persian : language).Clone();
        var dates = culture.DateTimeFormat;
        if (isJalali && !isPersian) Name(dates, JalaliInEnglish, language);
        if (!isJalali && isPersian) dates.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().First();
        dates.ShortDatePattern = isJalali || isPersian ? "yyyy/MM/dd" : "yyyy-MM-dd";
        culture.NumberFormat = (NumberFormatInfo)language.NumberFormat.Clone();
        culture.NumberFormat.NativeDigits = digits == PersianDigits ? Persian : Ascii;
        culture.NumberFormat.DigitSubstitution = DigitShapes.NativeNational;   // .NET prints ASCII whatever this says; Shown reads it
        return CultureInfo.ReadOnly(culture);
    }

    private static void Name(DateTimeFormatInfo dates, string[] months, CultureInfo language)
    {
        var names = language.DateTimeFormat;
        (dates.MonthNames, dates.MonthGenitiveNames, dates.AbbreviatedMonthNames, dates.AbbreviatedMonthGenitiveNames) = (months, months, Short(months), Short(months));
        (dates.DayNames, dates.AbbreviatedDayNames, dates.ShortestDayNames) = (names.DayNames, names.AbbreviatedDayNames, names.ShortestDayNames);
        (dates.AMDesignator, dates.PMDesignator) = (names.AMDesignator, names.PMDesignator);
    }

    private static string[] Short(string[] months) => [.. months.Select(month => month.Length > 3 ? month[..3] : month)];
}
