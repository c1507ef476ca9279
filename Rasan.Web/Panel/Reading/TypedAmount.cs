using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Reading;

/// <summary>An amount as people type it: in digits of any script, with or without marks between the thousands.</summary>
internal static class TypedAmount
{
    public static bool TryRead(string typed, out decimal amount)
    {
        var folded = Digits.Fold(typed).Replace("٬", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace('٫', '.').Trim();
        return decimal.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }
}
