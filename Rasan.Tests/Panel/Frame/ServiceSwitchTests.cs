using Bunit;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Frame;

namespace Rasan.Tests.Panel.Frame;

public sealed class ServiceSwitchTests(RasanApp app) : IClassFixture<RasanApp>
{
    private readonly Given _given = new(app.Services);

    [Theory]
    [InlineData("en", "Service")]
    [InlineData("fa", "سرویس")]
    public async Task A_reader_sees_their_own_services_and_which_one_this_is(string language, string title)
    {
        var (here, other, foreign) = (await _given.AServiceAsync(), await _given.AServiceAsync(), await _given.AServiceAsync());
        var user = await here.AMemberAsync(level: AccessLevel.Viewer);
        await other.JoinAsync(user, AccessLevel.Operator);
        await using var rooms = new PanelRooms(app, language, user);

        var part = rooms.Render<ServiceSwitch>(choice => choice.Add(s => s.Current, rooms.CallerIn(here.Key)));

        Assert.Equal([$"/s/{here.Key}", $"/s/{other.Key}"], part.FindAll("#services a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain(foreign.Key, part.Markup, StringComparison.Ordinal);
        Assert.Equal($"/s/{here.Key}", part.Find("[aria-current]").GetAttribute("href"));
        Assert.StartsWith(title, part.Find("summary").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_enter_none_sees_no_switch()
    {
        await using var rooms = new PanelRooms(app, "en");
        Assert.Empty(rooms.Render<ServiceSwitch>(choice => choice.Add(s => s.Current, value: null)).Markup.Trim());
    }
}
