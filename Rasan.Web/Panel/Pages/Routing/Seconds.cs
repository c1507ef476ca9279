using System.Globalization;
using Microsoft.Extensions.Localization;
using Rasan.Core.Messages;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>A number of seconds: as it is typed, in any digits, and as it is told.</summary>
internal static class Seconds
{
    /// <returns>False: it is no number; empty is none at all, and no fault.</returns>
    public static bool TryRead(string? text, out int? seconds)
    {
        seconds = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!int.TryParse(Digits.Fold(text.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
        seconds = read;
        return true;
    }

    /// <summary>A span of time in its largest whole unit.</summary>
    public static string Told(TimeSpan span, IStringLocalizer<RoutingTexts> words) => (long)span.TotalSeconds switch
    {
        var seconds and > 0 when seconds % 3600 == 0 => words.Count("Hours", seconds / 3600),
        var seconds and > 0 when seconds % 60 == 0 => words.Count("Minutes", seconds / 60),
        var seconds => words.Count("Seconds", seconds),
    };
}
