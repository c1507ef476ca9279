using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Parts;

/// <summary>
/// A day and time in the reader's calendar and zone; outside it is a moment. It is typed in digits of any script, or picked in Radzen's calendar; the
/// box is our own, because Radzen's empties itself over a text it can't read, and no time at all may mean something.
/// </summary>
public sealed partial class MomentPicker(Reader reader, TimeProvider clock) : ComponentBase
{
    private const int FirstYear = 1900, LastYear = 2999;   // what else is typed is a slip of the fingers, or a year of another calendar
    private static readonly ConditionalWeakTable<CultureInfo, CultureInfo> Calendars = [];

    private DateTimeOffset? _shown;
    private ElementReference _box;

    /// <summary>Null: none is chosen.</summary>
    [Parameter, EditorRequired] public DateTimeOffset? Value { get; set; }
    [Parameter] public EventCallback<DateTimeOffset?> ValueChanged { get; set; }

    /// <summary>What stands there is no time: it stays to be mended, and <see cref="Value"/> is null.</summary>
    [Parameter] public EventCallback<bool> UnreadChanged { get; set; }
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public DateTimeOffset? Min { get; set; }
    [Parameter] public DateTimeOffset? Max { get; set; }

    private static string Pattern => CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern + " HH:mm";

    private string Typed { get; set; } = "";
    private bool IsUnread { get; set; }
    private DateTime? Local => InZone(Value) is { } local && IsShown(local) ? local : null;
    private DateTime? MinLocal => InZone(Min)?.Date;   // whole days: the form says which hours have gone by, and a limit that moves with the clock would draw the calendar anew all the time
    private DateTime? MaxLocal => InZone(Max)?.Date.AddDays(1).AddTicks(-1);

    /// <summary>The next full hour: a day that is picked begins with a time that is still to come.</summary>
    private DateTime Initial => InZone(clock.GetUtcNow()) is { } now ? now.Date.AddHours(now.Hour + 1) : default;

    private string Example => Write(Initial);

    /// <summary>The form of a time without one: an example in an empty box looks like a choice.</summary>
    private static string Blank => string.Concat(Pattern.Select(c => char.IsLetter(c) ? '_' : c));

    /// <summary>The reader's culture with the month before its year, and days short enough for seven columns.</summary>
    private static CultureInfo Calendar => Calendars.GetOrAdd(CultureInfo.CurrentCulture, static reader =>
    {
        var culture = (CultureInfo)reader.Clone();
        culture.DateTimeFormat.YearMonthPattern = "MMMM yyyy";
        culture.DateTimeFormat.AbbreviatedDayNames = culture.DateTimeFormat.ShortestDayNames;
        return CultureInfo.ReadOnly(culture);
    });

    protected override void OnParametersSet()
    {
        if (Value == _shown) return;   // what is typed stays, even where it is no time
        (_shown, Typed, IsUnread) = (Value, Local is { } local ? Write(local) : "", false);
    }

    private async Task TypeAsync(ChangeEventArgs change)
    {
        Typed = (change.Value as string ?? "").Trim();
        var read = Typed.Length == 0 ? null : Parse(Typed);
        await ReadAsync(read, isUnread: Typed.Length > 0 && read is null);
    }

    private Task ClearAsync() => PickAsync(local: null);

    private async Task PickAsync(DateTime? local)
    {
        await ReadAsync(local, isUnread: false);
        await _box.FocusAsync();   // the calendar is closed, the button is gone
    }

    private async Task ReadAsync(DateTime? local, bool isUnread)
    {
        var wasUnread = IsUnread;
        IsUnread = isUnread;
        if (!isUnread) Typed = local is { } chosen ? Write(chosen) : "";
        _shown = local is { } wall ? AtZone(wall) : null;
        if (wasUnread != isUnread) await UnreadChanged.InvokeAsync(isUnread);
        await ValueChanged.InvokeAsync(_shown);
    }

    /// <summary>Typed digits of any script, with or without the time.</summary>
    private static DateTime? Parse(string typed)
    {
        var folded = Digits.Fold(typed);
        string[] patterns = [Pattern, Pattern + ":ss", CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern, "yyyy-M-d H:mm", "yyyy-M-d", "yyyy/M/d H:mm", "yyyy/M/d"];
        return Read(CultureInfo.CurrentCulture) ?? Read(CultureInfo.InvariantCulture);   // a Gregorian date is one in every calendar

        DateTime? Read(CultureInfo culture) =>
            DateTime.TryParseExact(folded, patterns, culture, DateTimeStyles.AllowWhiteSpaces, out var local) && local.Year is >= FirstYear and <= LastYear && IsNear(culture, folded) ? local : null;
    }

    // 2026 is a year of the Persian calendar too: of one that nobody now alive will see
    private static bool IsNear(CultureInfo culture, string typed) =>
        culture.Calendar is GregorianCalendar || !(typed is ['1', '9', ..] or ['2', '0', ..]);

    /// <summary>Whether the reader's calendar has this day: an address may ask for any.</summary>
    private static bool IsShown(DateTime local) => CultureInfo.CurrentCulture.DateTimeFormat.Calendar is var calendar && local >= calendar.MinSupportedDateTime && local <= calendar.MaxSupportedDateTime;

    private static string Write(DateTime local) => Shown.Digits(local.ToString(Pattern, CultureInfo.CurrentCulture));

    private DateTime? InZone(DateTimeOffset? at) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, reader.Zone).DateTime : null;

    // a wall time that a clock change leaves out counts as the hour after it
    private DateTimeOffset AtZone(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (reader.Zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        return new(wall, reader.Zone.GetUtcOffset(wall));
    }
}
