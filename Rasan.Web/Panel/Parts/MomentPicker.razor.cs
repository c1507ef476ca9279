using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Parts;

/// <summary>A day and time in the reader's calendar and zone; outside it is a moment.</summary>
public sealed partial class MomentPicker(Reader reader) : ComponentBase
{
    private static string Pattern => CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern + " HH:mm";

    /// <summary>Null: none is chosen.</summary>
    [Parameter, EditorRequired] public DateTimeOffset? Value { get; set; }
    [Parameter] public EventCallback<DateTimeOffset?> ValueChanged { get; set; }
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public DateTimeOffset? Min { get; set; }
    [Parameter] public DateTimeOffset? Max { get; set; }

    private DateTime? Local => InZone(Value);
    private DateTime? MinLocal => InZone(Min);
    private DateTime? MaxLocal => InZone(Max);
    private string Placeholder => Shown.Digits(Pattern);
    private Dictionary<string, object> Attributes => new(StringComparer.Ordinal) { ["id"] = Id, ["aria-label"] = Label, ["dir"] = "ltr", ["autocomplete"] = "off" };

    /// <summary>Typed digits of any script, with or without the time.</summary>
    private static DateTime? Parse(string typed)
    {
        var folded = Digits.Fold(typed).Trim();
        string[] patterns = [Pattern, Pattern + ":ss", CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern, "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/M/d H:mm", "yyyy/M/d"];
        return DateTime.TryParseExact(folded, patterns, CultureInfo.CurrentCulture, DateTimeStyles.AllowWhiteSpaces, out var local) ? local : null;
    }

    private Task PickAsync(DateTime? local) => ValueChanged.InvokeAsync(local is { } chosen ? AtZone(chosen) : null);

    private DateTime? InZone(DateTimeOffset? at) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, reader.Zone).DateTime : null;

    // a wall time that a clock change leaves out counts as the hour after it
    private DateTimeOffset AtZone(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (reader.Zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        return new(wall, reader.Zone.GetUtcOffset(wall));
    }
}
