using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Statistics;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Parts;

/// <summary>Columns per day that are links to the messages they count, and the same as a table. Plain markup: the browser lays it out, right-to-left too.</summary>
public sealed partial class DayChart : ListPart<BoardDay>
{
    private static readonly BoardSeries[] Shows = [BoardSeries.Sent, BoardSeries.Delivered, BoardSeries.Failed];

    /// <summary>Where the messages of a column stand; null: the reader may not see them.</summary>
    [Parameter] public Func<DateOnly, BoardSeries, string>? AddressOf { get; set; }

    private static string NameOf(BoardSeries series) => series switch
    {
        BoardSeries.Sent => "sent",
        BoardSeries.Delivered => "delivered",
        BoardSeries.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(series), series, message: null),
    };

    private string TitleOf(BoardSeries series) => series switch
    {
        BoardSeries.Sent => Texts["Sent"],
        BoardSeries.Delivered => Texts["Delivered"],
        _ => Texts["Failed"],
    };

    private string WordsOf(BoardDay day, BoardSeries series) => Texts["Bar", Shown.DayOfMonth(day.Day), TitleOf(series), Shown.Number(day[series])];

    private string? LinkTo(BoardDay day, BoardSeries series) => day[series] > 0 ? AddressOf?.Invoke(day.Day, series) : null;

    /// <summary>Round steps from nothing to at least the highest column.</summary>
    private sealed record Scale(long Step, int Steps)
    {
        private const int Lines = 4;

        public IEnumerable<long> Ticks => Enumerable.Range(0, Steps + 1).Select(line => line * Step);

        public static Scale For(IEnumerable<BoardDay> days)
        {
            var highest = days.SelectMany(day => Shows.Select(series => day[series])).Append(1).Max();
            var step = Round(highest);
            return new(step, (int)((highest + step - 1) / step));
        }

        public string PercentOf(long count) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / (Step * Steps):0.##}%");

        private static long Round(long highest)
        {
            var unit = 1L;
            while (5 * unit * Lines < highest) unit *= 10;
            return Array.Find([unit, 2 * unit, 5 * unit], step => step * Lines >= highest);
        }
    }
}
