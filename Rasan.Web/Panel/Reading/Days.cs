namespace Rasan.Web.Panel.Reading;

/// <summary>Days of a zone as moments.</summary>
public static class Days
{
    /// <summary>The day's first moment: midnight, or what comes first where the clocks leave midnight out or have it twice.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        return new(midnight, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight));
    }
}
