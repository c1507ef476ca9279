using Bunit;
using Rasan.Core.Statistics;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

public sealed class DayChartTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateOnly First = new(2026, 11, 15);

    [Theory]
    [InlineData("en", "Sent: 1,200", "15 Nov", "15 Nov, Sent: 1,200")]
    [InlineData("fa", "فرستاده‌شده: ۱٬۲۰۰", "۲۴ آبان", "۲۴ آبان، فرستاده‌شده: ۱٬۲۰۰")]
    public async Task Totals_days_and_columns_are_named_in_the_readers_language_the_oldest_day_first(string language, string total, string day, string column)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = Draw(rooms, Days(sent: 1_200));
        Assert.Equal(total, part.Find("figcaption .sent").TextContent);
        Assert.Equal(day, part.Find("ol li .day").TextContent);
        Assert.Equal(column, part.Find("a.bar.sent").GetAttribute("aria-label"));
        Assert.Equal(day, part.Find("tbody th").TextContent);
    }

    [Fact]
    public async Task A_column_and_its_cell_in_the_table_lead_to_its_messages_and_one_of_nothing_leads_nowhere()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = Draw(rooms, Days(sent: 3));
        Assert.Equal("/2026-11-15/Sent", part.Find("li a.bar.sent").GetAttribute("href"));
        Assert.Equal("/2026-11-15/Sent", part.Find("tbody td a").GetAttribute("href"));
        Assert.All(part.FindAll("a.bar.failed"), bar => Assert.Null(bar.GetAttribute("href")));
    }

    [Theory]
    [InlineData(0, "0|1", "0%")]
    [InlineData(3, "0|1|2|3", "100%")]
    [InlineData(9, "0|5|10", "90%")]
    [InlineData(1_200, "0|500|1,000|1,500", "80%")]
    public async Task The_scale_has_round_steps_and_holds_the_highest_column(long sent, string ticks, string height)
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = Draw(rooms, Days(sent));
        Assert.Equal(ticks, string.Join('|', part.FindAll(".scale span").Select(tick => tick.TextContent)));
        Assert.Equal($"block-size: {height}", part.Find("a.bar.sent").GetAttribute("style"));
    }

    [Fact]
    public async Task The_same_numbers_again_draw_nothing()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = Draw(rooms, Days(sent: 3));
        var drawn = part.RenderCount;
        part.Render(chart => chart.Add(c => c.Rows, Days(sent: 3)));
        Assert.Equal(drawn, part.RenderCount);
        part.Render(chart => chart.Add(c => c.Rows, Days(sent: 4)));
        Assert.Equal(drawn + 1, part.RenderCount);
    }

    [Fact]
    public async Task Who_may_not_see_messages_sees_columns_without_links()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = rooms.Render<DayChart>(chart => chart.Add(c => c.Rows, Days(sent: 3)));
        Assert.Empty(part.FindAll("a[href]"));
    }

    private static IRenderedComponent<DayChart> Draw(PanelRooms rooms, List<BoardDay> days) => rooms.Render<DayChart>(chart => chart
        .Add(c => c.Rows, days)
        .Add(c => c.AddressOf, (day, series) => $"/{day:yyyy-MM-dd}/{series}"));

    /// <summary>The first of seven days as said, nothing on the others.</summary>
    private static List<BoardDay> Days(long sent) => [.. Enumerable.Range(0, 7).Select(day => new BoardDay(First.AddDays(day), day == 0 ? sent : 0, 0, day == 0 ? sent : 0, 0, 0))];
}
