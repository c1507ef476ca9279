using System.Globalization;

namespace Rasan.Web.Panel;

/// <summary>The two cultures of the screen. Machine text never passes through here.</summary>
public static class PanelCultures
{
    // fa-IR already counts in the Persian calendar; its default patterns put the day first
    public static readonly CultureInfo Persian = Make("fa-IR", dates =>
    {
        dates.ShortDatePattern = "yyyy/MM/dd";
        dates.LongDatePattern = "dddd d MMMM yyyy";
    });

    public static readonly CultureInfo English = Make("en-GB", dates => dates.ShortDatePattern = "yyyy-MM-dd");

    /// <summary>The reader's zone; Iran has had no summer time since 2022, so a machine without zone data loses nothing.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Tehran", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Tehran", new TimeSpan(3, 30, 0), "Asia/Tehran", "Asia/Tehran");

    public static bool IsRightToLeft => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft;

    public static string Direction => IsRightToLeft ? "rtl" : "ltr";

    public static CultureInfo Of(string? language) =>
        string.Equals(language, English.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase) ? English : Persian;

    /// <summary>The panel's cultures in the order of the settings; both, Persian first, where none is named.</summary>
    public static IReadOnlyList<CultureInfo> Of(IReadOnlyCollection<string> languages) =>
        languages.Count == 0 ? [Persian, English] : [.. languages.Select(Of).Distinct()];

    private static CultureInfo Make(string name, Action<DateTimeFormatInfo> adjust)
    {
        var culture = new CultureInfo(name, useUserOverride: false);
        adjust(culture.DateTimeFormat);
        return CultureInfo.ReadOnly(culture);
    }
}
