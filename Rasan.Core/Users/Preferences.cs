namespace Rasan.Core.Users;

/// <summary>How a reader wants the screen; what is null follows from the language, and the language from the program's settings.</summary>
/// <param name="Language"><c>fa</c> or <c>en</c>.</param>
/// <param name="Calendar">One of <see cref="Calendars"/>.</param>
/// <param name="Digits">One of <see cref="DigitForms"/>.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Theme">One of <see cref="Themes"/>; null: as the browser says.</param>
public sealed record Preferences(string? Language = null, string? Calendar = null, string? Digits = null, string? Zone = null, string? Theme = null)
{
    public const string DefaultZone = "Asia/Tehran";
    public static readonly IReadOnlyList<string> Languages = ["fa", "en"];
    public static readonly IReadOnlyList<string> Calendars = ["persian", "gregorian"];
    public static readonly IReadOnlyList<string> DigitForms = ["persian", "latin"];
    public static readonly IReadOnlyList<string> Themes = ["light", "dark"];

    /// <summary>What is not known is left to its default: an old cookie or a hand-made form does no harm.</summary>
    public Preferences Checked() => new(
        Known(Language, Languages), Known(Calendar, Calendars), Known(Digits, DigitForms),
        Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _) ? Zone : null, Known(Theme, Themes));

    private static string? Known(string? value, IReadOnlyList<string> all) => value is not null && all.Contains(value, StringComparer.Ordinal) ? value : null;
}
