using System.Diagnostics;
using System.Globalization;

namespace Rasan.Core.Intents;

/// <summary>
/// The hours of a day in which messages of a kind go out, by the wall clock of a zone. Outside them a message waits and
/// its lifetime stands still. Until before from: open across midnight; both equal: open all day.
/// </summary>
public sealed record SendingWindow(TimeOnly From, TimeOnly Until, TimeZoneInfo Zone)
{
    private const string DefaultZone = "Asia/Tehran";
    private const string TimeFormat = "HH:mm";

    /// <returns>Null where the kind is always open.</returns>
    public static SendingWindow? Of(KindRule rule) => Of(rule.WindowFrom, rule.WindowUntil, rule.WindowZone);

    /// <param name="from"><c>HH:mm</c>.</param>
    /// <param name="until"><c>HH:mm</c>.</param>
    /// <param name="zone">IANA zone of both; null: Asia/Tehran.</param>
    /// <returns>Null where one of them is missing: always open.</returns>
    public static SendingWindow? Of(string? from, string? until, string? zone) =>
        from is not null && until is not null ? new(ReadTime(from), ReadTime(until), TimeZoneInfo.FindSystemTimeZoneById(zone ?? DefaultZone)) : null;

    /// <summary>Whether it can be read as an hour of the day, <c>HH:mm</c>.</summary>
    public static bool IsTime(string? text) => TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public bool IsOpen(DateTimeOffset at)
    {
        if (From == Until) return true;
        var today = DateIn(at);
        return OpeningOf(today).Holds(at) || OpeningOf(today.AddDays(-1)).Holds(at);
    }

    /// <returns><paramref name="at"/> itself while the window is open.</returns>
    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        if (IsOpen(at)) return at;
        return OpeningsSince(at).First(opening => opening.From >= at && !opening.IsEmpty).From.ToOffset(at.Offset);
    }

    /// <summary>For how much of the time between the two moments the window is closed.</summary>
    public TimeSpan ClosedBetween(DateTimeOffset a, DateTimeOffset b)
    {
        if (b <= a || From == Until) return TimeSpan.Zero;
        var closed = b - a;
        foreach (var opening in OpeningsSince(a).TakeWhile(opening => opening.From < b)) closed -= opening.Overlap(a, b);
        return closed;
    }

    /// <summary>The moment at which the window has been open for <paramref name="lifetime"/> since <paramref name="start"/>: a message's deadline.</summary>
    public DateTimeOffset Deadline(DateTimeOffset start, TimeSpan lifetime)
    {
        if (From == Until) return start + lifetime;
        var left = lifetime;
        foreach (var opening in OpeningsSince(start))
        {
            var open = opening.Overlap(start, DateTimeOffset.MaxValue);
            if (open >= left && open > TimeSpan.Zero) return (opening.Until - open + left).ToOffset(start.Offset);
            left -= open;
        }
        throw new UnreachableException();   // the days do not end
    }

    // From the day before: yesterday's opening may reach over midnight.
    private IEnumerable<Opening> OpeningsSince(DateTimeOffset at)
    {
        for (var day = DateIn(at).AddDays(-1); day < DateOnly.MaxValue; day = day.AddDays(1)) yield return OpeningOf(day);
    }

    private DateOnly DateIn(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private Opening OpeningOf(DateOnly day) => new(Instant(day, From), Instant(From < Until ? day : day.AddDays(1), Until));

    // A wall time that a clock change leaves out counts as the moment of the change; one that comes twice, as its first coming.
    private DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = Zone.GetUtcOffset(local);
        if (Zone.IsAmbiguousTime(local))
        {
            foreach (var other in Zone.GetAmbiguousTimeOffsets(local)) offset = other > offset ? other : offset;
        }
        return new(local - offset, TimeSpan.Zero);
    }

    private static TimeOnly ReadTime(string text) => TimeOnly.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture);

    private readonly record struct Opening(DateTimeOffset From, DateTimeOffset Until)
    {
        public bool IsEmpty => Until <= From;

        public bool Holds(DateTimeOffset at) => From <= at && at < Until;

        public TimeSpan Overlap(DateTimeOffset a, DateTimeOffset b)
        {
            var (from, until) = (From > a ? From : a, Until < b ? Until : b);
            return until > from ? until - from : TimeSpan.Zero;
        }
    }
}
