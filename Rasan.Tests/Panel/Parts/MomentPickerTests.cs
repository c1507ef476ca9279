using Bunit;
using Rasan.Core.Users;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;

namespace Rasan.Tests.Panel.Parts;

public sealed class MomentPickerTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset Wanted = new(2026, 12, 6, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "2026-12-06 10:30")]
    [InlineData("fa", "۱۴۰۵/۰۹/۱۵ ۱۰:۳۰")]
    public async Task It_shows_the_moment_in_the_readers_calendar_and_zone(string language, string shown)
    {
        await using var rooms = new PanelRooms(app, language);
        var box = rooms.Render<MomentPicker>(picker => picker.Add(p => p.Value, Wanted).Add(p => p.Id, "when").Add(p => p.Label, "When")).Find("input#when");
        Assert.Equal((shown, "When", "ltr"), (box.GetAttribute("value"), box.GetAttribute("aria-label"), box.GetAttribute("dir")));
    }

    [Theory]
    [InlineData("fa", null, "۱۴۰۵/۰۹/۱۵ ۱۰:۳۰", "۱۴۰۵/۰۹/۱۵ ۱۰:۳۰")]
    [InlineData("fa", null, "1405/9/15 10:30", "۱۴۰۵/۰۹/۱۵ ۱۰:۳۰")]
    [InlineData("fa", "gregorian", "٢٠٢٦/١٢/٦ ١٠:٣٠", "۲۰۲۶/۱۲/۰۶ ۱۰:۳۰")]
    [InlineData("fa", null, "2026-12-06 10:30", "۱۴۰۵/۰۹/۱۵ ۱۰:۳۰")]
    [InlineData("en", null, "2026-12-06 10:30", "2026-12-06 10:30")]
    [InlineData("en", "persian", "1405/9/15 10:30", "1405/09/15 10:30")]
    public async Task A_time_is_typed_in_the_readers_calendar_with_digits_of_any_script(string language, string? calendar, string typed, string shown)
    {
        await using var rooms = new PanelRooms(app, language, wanted: new Preferences(Calendar: calendar));
        DateTimeOffset? picked = null;
        var picker = Open(rooms, value => picked = value);
        await picker.ChangeAsync("#when", typed);
        Assert.Equal(Wanted, picked);
        Assert.Equal(shown, picker.Find("#when").GetAttribute("value"));
    }

    [Theory]
    [InlineData("en", "0001-01-01", "This is not a time. Write it like ")]
    [InlineData("en", "9999-12-31 23:59", "This is not a time. Write it like ")]
    [InlineData("en", "1405/13/45", "This is not a time. Write it like ")]
    [InlineData("fa", "1/1/1", "این زمان خوانده نشد. این‌گونه بنویسید: ")]
    [InlineData("fa", "1405/13/45", "این زمان خوانده نشد. این‌گونه بنویسید: ")]
    public async Task What_is_no_time_stays_to_be_mended_and_is_no_empty_box(string language, string typed, string fault)
    {
        await using var rooms = new PanelRooms(app, language);
        var (picked, unread) = ((DateTimeOffset?)Wanted, false);
        var picker = Open(rooms, value => picked = value, value => unread = value);
        await picker.ChangeAsync("#when", typed);
        Assert.Equal((typed, "true"), (picker.Find("#when").GetAttribute("value"), picker.Find("#when").GetAttribute("aria-invalid")));
        Assert.StartsWith(fault, picker.Find("#when-unread").TextContent, StringComparison.Ordinal);
        Assert.Equal((null, true), (picked, unread));

        await picker.ClickAsync(".moment-picker > button:last-of-type");
        Assert.Equal("", picker.Find("#when").GetAttribute("value"));
        Assert.Equal((null, false), (picked, unread));
    }

    private static IRenderedComponent<MomentPicker> Open(PanelRooms rooms, Action<DateTimeOffset?> picked, Action<bool>? unread = null) =>
        rooms.Render<MomentPicker>(picker => picker.Add(p => p.Id, "when").Add(p => p.Label, "When").Add(p => p.Value, value: null)
            .Add(p => p.ValueChanged, picked).Add(p => p.UnreadChanged, unread ?? (_ => { })));
}
