using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>A number of seconds as it is typed, in any digits.</summary>
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
}
