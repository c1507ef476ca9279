using Bunit;
using Rasan.Core.Messages;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

/// <summary>The small parts that show one thing each.</summary>
public sealed class ShownPartsTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 5, 9, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "2026-11-21 11:35:09", "11:35:09")]
    [InlineData("fa", "۱۴۰۵/۰۸/۳۰ ۱۱:۳۵:۰۹", "۱۱:۳۵:۰۹")]
    public async Task A_moment_is_in_the_readers_calendar_zone_and_digits_and_the_machines_see_utc(string language, string whole, string time)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<Moment>(moment => moment.Add(m => m.At, At));
        Assert.Equal(whole, part.Find("bdi[dir=ltr]").TextContent);
        Assert.Equal("2026-11-21T08:05:09.0000000Z", part.Find("time").GetAttribute("datetime"));
        part.Render(moment => moment.Add(m => m.TimeOnly, value: true));
        Assert.Equal(time, part.Find("bdi").TextContent);
        Assert.Equal(whole, part.Find("time").GetAttribute("title"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task A_phone_number_keeps_its_digits_and_its_direction_and_is_masked_for_those_who_may_not_see_it(string language)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<Phone>(phone => phone.Add(p => p.E164, "+989120000111").Add(p => p.Whole, value: true));
        Assert.Equal("09120000111", part.Find("bdi[dir=ltr]").TextContent);
        part.Render(phone => phone.Add(p => p.Whole, value: false));
        Assert.DoesNotContain("0000111", part.Markup, StringComparison.Ordinal);
        part.Render(phone => phone.Add(p => p.E164, value: null));
        Assert.Equal("—", part.Find("span").TextContent);
    }

    [Theory]
    [InlineData("en", "Copy: the token")]
    [InlineData("fa", "رونوشت: the token")]
    public async Task A_code_stands_as_it_is_and_is_copied_by_a_button_that_says_what(string language, string name)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<Verbatim>(code => code.Add(v => v.Text, "rsn_123").Add(v => v.Label, "the token"));
        Assert.Equal("rsn_123", part.Find("bdi[dir=ltr] code").TextContent);
        Assert.Equal("rsn_123", part.Find("button").GetAttribute("data-copy"));
        Assert.Equal(name, part.Find("button").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("en", MessageState.Delivered, "Delivered", "good")]
    [InlineData("fa", MessageState.Delivered, "رسیده", "good")]
    [InlineData("en", MessageState.Expired, "Expired", "bad")]
    [InlineData("en", MessageState.Unconfirmed, "Unconfirmed", "warn")]
    public async Task A_state_is_a_word_and_a_colour(string language, MessageState state, string word, string colour)
    {
        await using var rooms = new PanelRooms(app, language);
        var badge = rooms.Render<StateBadge>(part => part.Add(b => b.State, state)).Find(".badge");
        Assert.Equal(word, badge.TextContent);
        Assert.Contains(colour, badge.ClassList);
        Assert.Equal(state.Word, badge.GetAttribute("data-state"));
    }

    [Fact]
    public async Task A_tile_is_a_heading_a_figure_and_a_note()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = rooms.Render<Tile>(tile => tile.Add(t => t.Title, "Today").Add(t => t.Figure, "12").Add(t => t.Note, "of 13"));
        Assert.Equal(["Today", "12", "of 13"], new[] { "h2", ".figure", ".note" }.Select(place => part.Find(place).TextContent));
    }
}
