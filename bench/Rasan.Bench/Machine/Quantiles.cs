using System.Diagnostics;

namespace Rasan.Bench.Machine;

internal static class Quantiles
{
    public static double Median(IEnumerable<double> values) => Of([.. values], 0.5);

    public static double Of(List<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, Math.Floor(values.Count * share))];
    }

    /// <summary>In milliseconds, of spans in stopwatch ticks.</summary>
    public static double OfTicks(List<long> ticks, double share)
    {
        if (ticks.Count == 0) return -1;
        ticks.Sort();
        return ticks[(int)Math.Min(ticks.Count - 1, Math.Floor(ticks.Count * share))] * 1000.0 / Stopwatch.Frequency;
    }
}
