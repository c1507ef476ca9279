using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Web.Api;

/// <summary>Times on the wire: both forms are read everywhere; the notification endpoints write the first, everything else the second.</summary>
internal static class ApiTime
{
    private const string Seed = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Rfc3339 =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public static string ToSeed(DateTimeOffset time) => time.UtcDateTime.ToString(Seed, CultureInfo.InvariantCulture);

    /// <summary>Without an offset it is UTC.</summary>
    public static bool TryRead(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            Digits.Fold(Seen(text)), Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    public static bool TryReadDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(Digits.Fold(Seen(text)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Without the marks that keep a sample in its order among Persian words: whoever copies it copies them too.</summary>
    private static string Seen(string text) => text.Any(IsUnseen) ? string.Concat(text.Where(c => !IsUnseen(c))) : text;

    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
