using Bunit;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

/// <summary>The parts that say there is nothing to show: not yet, not here, not for you.</summary>
public sealed class StatesTests(RasanApp app) : IClassFixture<RasanApp>
{
    [Theory]
    [InlineData("en", "One moment")]
    [InlineData("fa", "شکیبایی")]
    public async Task Waiting_says_so_to_those_who_listen_and_keeps_the_room(string language, string words)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<Waiting>(waiting => waiting.Add(w => w.Height, "24rem"));
        var box = part.Find("[role=status]");
        Assert.Equal("true", box.GetAttribute("aria-busy"));
        Assert.Contains("24rem", box.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains(words, box.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "may not")]
    [InlineData("fa", "اجازه")]
    public async Task Refused_says_why_there_is_nothing(string language, string words)
    {
        await using var rooms = new PanelRooms(app, language);
        var part = rooms.Render<Refused>();
        Assert.NotEmpty(part.Find("[role=alert] h1").TextContent);
        Assert.Contains(words, part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_says_what_is_not_there_and_what_to_do_next()
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = rooms.Render<Empty>(empty => empty.Add(e => e.Text, "Nothing yet.").AddChildContent("<a href='/next'>Next</a>"));
        Assert.Equal("Nothing yet.", part.Find("p").TextContent);
        Assert.Equal("/next", part.Find("a").GetAttribute("href"));
    }
}
