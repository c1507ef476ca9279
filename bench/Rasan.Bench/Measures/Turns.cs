using System.Globalization;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Measures;

/// <summary>
/// Absolute figures drift from minute to minute on a shared machine: two things are measured in turn, A B A B, and only
/// their ratio counts. A turn during which the bare echo fell below 0.8 of the run's median is measured again.
/// </summary>
internal static class Turns
{
    private const int Count = 3;
    private const double Quiet = 0.8;

    /// <returns>The median of B ÷ A over the turns.</returns>
    public static async Task<double> RatioAsync(BenchRun run, string name, Func<Task<double>> a, Func<Task<double>> b, bool aIsEcho = false)
    {
        List<Turn> turns = [];
        for (var tries = 0; tries < Count * 2 && turns.Count(t => IsQuiet(t, turns)) < Count; tries++)
        {
            var probe = aIsEcho ? 0 : await run.EchoRateAsync(32, 1);
            var (first, second) = (await a(), await b());
            turns.Add(new(aIsEcho ? first : probe, first, second));
            Report.Note($"{name}: echo {turns[^1].Echo:0}, a {first:0.###}, b {second:0.###}");
        }
        return Quantiles.Median(turns.Where(t => IsQuiet(t, turns)).Select(t => t.B / t.A));
    }

    private static bool IsQuiet(Turn turn, List<Turn> turns) => turn.Echo >= Quiet * Quantiles.Median(turns.Select(t => t.Echo));

    private sealed record Turn(double Echo, double A, double B);
}
