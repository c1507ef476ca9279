using Rasan.Core.Messages;
using Rasan.Core.Statistics;

namespace Rasan.Web.Api;

/// <summary>Today and the last seven days at a glance.</summary>
/// <param name="Day">Today, in the service's zone.</param>
/// <param name="InQueue">What is not handed over yet, whenever it was accepted and for whenever it is meant, by lane: <c>otp</c>, <c>normal</c>, <c>bulk</c>.</param>
/// <param name="Today">Of what was accepted today.</param>
/// <param name="Week">Of what was accepted on the seven days up to today.</param>
public sealed record SummaryView(DateOnly Day, IReadOnlyDictionary<string, long> InQueue, FiguresView Today, FiguresView Week)
{
    internal static SummaryView Of(Board board) => new(
        board.Days[^1].Day,
        board.InQueue.OrderBy(lane => lane.Key).ToDictionary(lane => lane.Key.ToString().ToLowerInvariant(), lane => lane.Value, StringComparer.Ordinal),
        FiguresView.Of(board.Today), FiguresView.Of(board.Week));
}

/// <summary>What became of the messages accepted in a span of days.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Statuses">By <c>pending</c>, <c>sent</c> and <c>failed</c>.</param>
/// <param name="Delivered">Of those sent, the ones reported as delivered.</param>
/// <param name="DeliveryRate">Delivered ÷ those an account was tried for and whose end is known; null: none yet.</param>
/// <param name="MedianSecondsToDeliver">From acceptance, or the scheduled time, to delivery; null: none delivered.</param>
/// <param name="Segments">Billed parts.</param>
/// <param name="Cost">One amount per currency.</param>
public sealed record FiguresView(
    long Count, IReadOnlyDictionary<string, long> Statuses, long Delivered, double? DeliveryRate, double? MedianSecondsToDeliver, long Segments, IReadOnlyList<MoneyView> Cost)
{
    internal static FiguresView Of(BoardFigures figures) => new(
        figures.Count,
        new Dictionary<string, long>(StringComparer.Ordinal) { [StateWords.Pending] = figures.Pending, [StateWords.Sent] = figures.Sent, [StateWords.Failed] = figures.Failed },
        figures.Delivered,
        figures.DeliveryRate is { } rate ? Math.Round(rate, 4) : null,
        figures.MedianToDeliver is { } median ? Math.Round(median.TotalSeconds, 3) : null,
        figures.Segments,
        [.. figures.Cost.Select(cost => MoneyView.Of(cost)!)]);
}
