using Rasan.Core.Messages;

namespace Rasan.Core.Statistics;

/// <summary>Figures from counters. Pure.</summary>
internal static class BoardTiles
{
    public static BoardDay DayOf(int day, IReadOnlyList<BoardReading.CountRow> counts)
    {
        var ofDay = counts.Where(c => c.Day == day).ToList();
        return new(DailyStatistics.DayOf(day), ofDay.Sum(c => c.Count), In(ofDay, BoardSeries.Pending), In(ofDay, BoardSeries.Sent), In(ofDay, BoardSeries.Delivered), In(ofDay, BoardSeries.Failed));
    }

    public static BoardFigures Of(IReadOnlyList<BoardReading.CountRow> counts, IEnumerable<BoardReading.CostRow> costs, IEnumerable<BoardReading.TimeRow> times) => new(
        counts.Sum(c => c.Count), In(counts, BoardSeries.Pending), In(counts, BoardSeries.Sent), In(counts, BoardSeries.Delivered), In(counts, BoardSeries.Failed),
        counts.Sum(c => c.Segments),
        RateOf(counts),
        DeliveryTimeCounter.Median(times.Select(t => (t.Bucket, t.Count))),
        [.. costs.GroupBy(c => c.Currency, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => Money.FromMicros(c.Sum(cost => cost.Micros), c.Key))]);

    private static double? RateOf(IEnumerable<BoardReading.CountRow> counts)
    {
        var decided = counts.Where(c => c.Tried && IsDecided(c.State)).ToList();
        var all = decided.Sum(c => c.Count);
        return all > 0 ? (double)In(decided, BoardSeries.Delivered) / all : null;
    }

    private static bool IsDecided(MessageState state) =>
        state is MessageState.Delivered or MessageState.Undelivered or MessageState.Failed or MessageState.Blocked or MessageState.Expired;

    private static long In(IEnumerable<BoardReading.CountRow> counts, BoardSeries series) => counts.Where(c => series.States.Contains(c.State)).Sum(c => c.Count);
}
