using System.Globalization;
using System.Text;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>The points of a balance in the box of the chart: 1000 wide, 300 high. A balance stays what it was until the next point, so the line goes in steps.</summary>
internal sealed record BalanceLine(IReadOnlyList<BalancePoint> Points, string Path, string Area, Money Highest, Money Lowest)
{
    private const int Width = 1000, Height = 300, MostRows = 60;

    /// <summary>Newest first; of many the newest.</summary>
    public IEnumerable<BalancePoint> Rows => Points.Reverse().Take(MostRows);

    public static BalanceLine Of(IReadOnlyList<BalancePoint> all)
    {
        var currency = all.Count > 0 ? all[^1].Currency : Money.Rial;
        var points = all.Where(point => point.Currency == currency).ToList();   // amounts of two currencies are never shown on one scale
        if (points.Count == 0) return new(points, "", "", new(0, currency), new(0, currency));
        var (highest, lowest) = (points.Max(point => point.BalanceMicros), Math.Min(0, points.Min(point => point.BalanceMicros)));
        var path = Draw(points, highest, lowest);
        return new(points, path, $"{path}V{Height}H0Z", Money.FromMicros(highest, currency), Money.FromMicros(lowest, currency));
    }

    private static string Draw(List<BalancePoint> points, long highest, long lowest)
    {
        var (first, span) = (points[0].At, Math.Max(1, (points[^1].At - points[0].At).TotalSeconds));
        var path = new StringBuilder();
        foreach (var point in points)
        {
            var x = Width * (point.At - first).TotalSeconds / span;
            var y = Height - (Height * (double)(point.BalanceMicros - lowest) / Math.Max(1, highest - lowest));
            if (path.Length == 0) path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
            else path.Append(CultureInfo.InvariantCulture, $"H{x:0.#}V{y:0.#}");
        }

        return path.ToString();
    }
}
