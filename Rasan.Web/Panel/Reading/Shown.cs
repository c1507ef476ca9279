using System.Globalization;
using System.Resources;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Reading;

/// <summary>Numbers, times and amounts as the reader's culture writes them. Never for machines, codes, phone numbers or message texts.</summary>
public static class Shown
{
    private static readonly ResourceManager Texts = new("Rasan.Web.Panel.Reading.ShownTexts", typeof(Shown).Assembly);

    private static CultureInfo Reader => CultureInfo.CurrentCulture;

    /// <summary>The reader's digits: .NET itself prints ASCII in every culture.</summary>
    public static string Digits(string text)
    {
        var zero = Reader.NumberFormat.NativeDigits[0][0];
        if (zero == '0' || Reader.NumberFormat.DigitSubstitution != DigitShapes.NativeNational) return text;
        return string.Create(text.Length, (text, zero), static (shown, from) =>
        {
            for (var i = 0; i < shown.Length; i++) shown[i] = char.IsAsciiDigit(from.text[i]) ? (char)(from.text[i] - '0' + from.zero) : from.text[i];
        });
    }

    public static string Number(long number) => Digits(number.ToString("N0", Reader));

    public static string Number(decimal number, int decimals = 2) => Digits(number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Reader));

    /// <param name="share">1 is everything.</param>
    public static string Percent(double share) => Digits(share.ToString("P1", Reader));

    /// <summary>Day and time to the second.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone, Reader.DateTimeFormat.ShortDatePattern + " HH:mm:ss");

    public static string Time(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone, "HH:mm:ss");

    public static string Day(DateOnly day) => Digits(day.ToDateTime(TimeOnly.MinValue).ToString(Reader.DateTimeFormat.ShortDatePattern, Reader));

    /// <summary>Day and month by name, for an axis.</summary>
    public static string DayOfMonth(DateOnly day) => Digits(day.ToDateTime(TimeOnly.MinValue).ToString("d MMM", Reader));

    public static string Weekday(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).ToString("dddd", Reader);

    /// <summary>How long something took, in the two units that matter.</summary>
    public static string Duration(TimeSpan span) => (Math.Round(span.TotalMilliseconds), Math.Round(span.TotalSeconds)) switch
    {
        ( < 1_000 and var milliseconds, _) => In("Milliseconds", Number((long)milliseconds)),
        ( < 9_950, _) => In("Seconds", Number((decimal)span.TotalSeconds, decimals: 1)),
        (_, < 60 and var seconds) => In("Seconds", Number((long)seconds)),
        (_, < 3_600 and var seconds) => In("Minutes", Number((long)seconds / 60), Number((long)seconds % 60)),
        _ => In("Hours", Number((long)span.TotalHours), Number(span.Minutes)),
    };

    /// <summary>Rials are whole and by name; another currency has its code, and as many decimals as a price of one message needs.</summary>
    public static string Money(Money money) => money.Currency == Core.Messages.Money.Rial
        ? In("Rials", Number(money.Amount, decimals: 0))
        : $"{Digits(money.Amount.ToString("#,##0.00##", Reader))} {money.Currency}";

    private static string In(string unit, params object[] counts) => string.Format(Reader, Texts.GetString(unit, CultureInfo.CurrentUICulture)!, counts);

    private static string In(DateTimeOffset at, TimeZoneInfo zone, string pattern) => Digits(TimeZoneInfo.ConvertTime(at, zone).ToString(pattern, Reader));
}
