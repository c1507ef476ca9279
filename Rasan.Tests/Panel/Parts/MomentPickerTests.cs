using Bunit;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

public sealed class MomentPickerTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "2026-11-21 12:00")]
    [InlineData("fa", "1405/08/30 12:00")]
    public async Task It_shows_the_moment_in_the_readers_calendar_and_zone(string language, string shown)
    {
        await using var rooms = new PanelRooms(app, language);
        var input = rooms.Render<MomentPicker>(picker => picker.Add(p => p.Value, At).Add(p => p.Id, "from").Add(p => p.Label, "From")).Find("input#from");
        Assert.Equal(shown, input.GetAttribute("value"));
        Assert.Equal(("From", "ltr"), (input.GetAttribute("aria-label"), input.GetAttribute("dir")));
    }

    [Theory]
    [InlineData("en", "2026-11-21 12:00")]
    [InlineData("fa", "۱۴۰۵/۰۸/۳۰ ۱۲:۰۰")]
    [InlineData("fa", "1405/8/30 12:00")]
    public async Task What_is_typed_in_any_digits_is_the_same_moment(string language, string typed)
    {
        await using var rooms = new PanelRooms(app, language);
        DateTimeOffset? chosen = null;
        var part = rooms.Render<MomentPicker>(picker => picker.Add(p => p.Value, value: null).Add(p => p.ValueChanged, value => chosen = value).Add(p => p.Id, "from").Add(p => p.Label, "From"));
        await rooms.TypeAsync(part.Find("input#from"), typed);
        Assert.Equal(At, chosen);
    }
}
