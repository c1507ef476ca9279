using Bunit;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Frame;

namespace Rasan.Tests.Panel.Frame;

public sealed class SidebarTests(RasanApp app) : IClassFixture<RasanApp>
{
    [Theory]
    [InlineData(Permissions.None, "")]
    [InlineData(Permissions.SeeStatistics, "/s/sandbox")]
    [InlineData(Permissions.Send, "/s/sandbox/send")]
    [InlineData(Permissions.SeeMessages, "/s/sandbox/messages /s/sandbox/help")]
    [InlineData(Permissions.SeeLogs, "/s/sandbox/logs/operations /s/sandbox/logs/api")]
    [InlineData(Permissions.SeeAccounts, "/s/sandbox/accounts /s/sandbox/routing")]
    [InlineData(Permissions.All, "/s/sandbox /s/sandbox/send /s/sandbox/messages /s/sandbox/accounts /s/sandbox/routing /s/sandbox/simulators /s/sandbox/logs/operations /s/sandbox/logs/api /s/sandbox/help")]
    public async Task What_the_reader_may_not_enter_is_not_there(Permissions permissions, string addresses)
    {
        await using var rooms = new PanelRooms(app, "en");
        var part = Draw(rooms, permissions, "/s/sandbox");
        Assert.Equal(addresses, string.Join(' ', part.FindAll("a").Select(link => link.GetAttribute("href"))));
    }

    [Theory]
    [InlineData("en", "/s/sandbox/messages/8f1c?tab=2", "Search messages")]
    [InlineData("fa", "/s/sandbox/messages", "جست‌وجوی پیام‌ها")]
    [InlineData("fa", "/s/sandbox?x=1", "پیشخوان")]
    public async Task The_page_one_stands_on_is_marked(string language, string here, string title)
    {
        await using var rooms = new PanelRooms(app, language);
        Assert.Equal(title, Assert.Single(Draw(rooms, Permissions.All, here).FindAll("[aria-current=page]")).GetAttribute("title"));
    }

    [Fact]
    public async Task Without_a_service_there_is_nothing_to_enter()
    {
        await using var rooms = new PanelRooms(app, "en");
        Assert.Empty(rooms.Render<Sidebar>(sidebar => sidebar.Add(s => s.Service, value: null).Add(s => s.Here, "/me")).Markup.Trim());
    }

    private static IRenderedComponent<Sidebar> Draw(PanelRooms rooms, Permissions permissions, string here) =>
        rooms.Render<Sidebar>(sidebar => sidebar.Add(s => s.Service, rooms.CallerIn("sandbox") with { Permissions = permissions }).Add(s => s.Here, here));
}
