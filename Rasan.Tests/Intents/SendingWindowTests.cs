using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rasan.Core.Intents;

namespace Rasan.Tests.Intents;

public sealed class SendingWindowTests
{
    private static readonly SendingWindow Day = Window("08:00", "21:00", "Asia/Tehran");
    private static readonly SendingWindow Night = Window("22:00", "06:00", "Asia/Tehran");

    [Theory]
    [InlineData("2026-11-21T07:59:59+03:30", false)]
    [InlineData("2026-11-21T08:00:00+03:30", true)]
    [InlineData("2026-11-21T20:59:59+03:30", true)]
    [InlineData("2026-11-21T21:00:00+03:30", false)]
    [InlineData("2026-11-21T04:30:00Z", true)]     // the same clock, told from elsewhere
    [InlineData("2026-11-21T17:30:00Z", false)]
    public void It_is_open_between_its_hours_by_its_own_clock(string at, bool open) => Assert.Equal(open, Day.IsOpen(At(at)));

    [Theory]
    [InlineData("2026-11-21T21:59:00+03:30", false)]
    [InlineData("2026-11-21T22:00:00+03:30", true)]
    [InlineData("2026-11-22T00:00:00+03:30", true)]
    [InlineData("2026-11-22T05:59:59+03:30", true)]
    [InlineData("2026-11-22T06:00:00+03:30", false)]
    public void It_may_be_open_across_midnight(string at, bool open) => Assert.Equal(open, Night.IsOpen(At(at)));

    [Theory]
    [InlineData("2026-11-21T03:00:00+03:30", "2026-11-21T08:00:00+03:30")]
    [InlineData("2026-11-21T12:00:00+03:30", "2026-11-21T12:00:00+03:30")]
    [InlineData("2026-11-21T21:00:00+03:30", "2026-11-22T08:00:00+03:30")]
    [InlineData("2026-12-31T23:00:00+03:30", "2027-01-01T08:00:00+03:30")]
    public void A_message_outside_it_waits_for_the_next_opening(string at, string opening) => Assert.Equal(At(opening), Day.NextOpening(At(at)));

    [Theory]
    [InlineData("2026-11-21T09:00:00+03:30", "2026-11-21T20:00:00+03:30", "00:00")]
    [InlineData("2026-11-21T20:00:00+03:30", "2026-11-22T09:00:00+03:30", "11:00")]
    [InlineData("2026-11-21T22:00:00+03:30", "2026-11-21T23:00:00+03:30", "01:00")]
    [InlineData("2026-11-21T00:00:00+03:30", "2026-11-24T00:00:00+03:30", "1.09:00")]
    [InlineData("2026-11-22T00:00:00+03:30", "2026-11-21T00:00:00+03:30", "00:00")]
    public void The_closed_time_between_two_moments_is_counted(string a, string b, string closed) =>
        Assert.Equal(TimeSpan.Parse(closed, CultureInfo.InvariantCulture), Day.ClosedBetween(At(a), At(b)));

    [Theory]
    [InlineData("2026-11-21T09:00:00+03:30", "01:00", "2026-11-21T10:00:00+03:30")]
    [InlineData("2026-11-21T20:00:00+03:30", "02:00", "2026-11-22T09:00:00+03:30")]
    [InlineData("2026-11-21T23:00:00+03:30", "01:00", "2026-11-22T09:00:00+03:30")]
    [InlineData("2026-11-21T08:00:00+03:30", "1.00:00", "2026-11-22T19:00:00+03:30")]
    public void A_lifetime_stands_still_while_it_is_closed(string start, string lifetime, string deadline) =>
        Assert.Equal(At(deadline), Day.Deadline(At(start), TimeSpan.Parse(lifetime, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_same_hour_twice_means_always_open()
    {
        var always = Window("08:00", "08:00", "Asia/Tehran");
        var at = At("2026-11-21T03:00:00Z");
        Assert.True(always.IsOpen(at));
        Assert.Equal(at, always.NextOpening(at));
        Assert.Equal(TimeSpan.Zero, always.ClosedBetween(at, at.AddDays(2)));
        Assert.Equal(at.AddHours(1), always.Deadline(at, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void An_opening_that_the_clock_change_leaves_out_is_the_change_itself()
    {
        var berlin = Window("02:30", "12:00", "Europe/Berlin");   // on 28 March 2027 two o'clock is three o'clock
        Assert.Equal(At("2027-03-28T01:00:00Z"), berlin.NextOpening(At("2027-03-28T00:10:00Z")));
        Assert.False(berlin.IsOpen(At("2027-03-28T00:59:59Z")));
        Assert.True(berlin.IsOpen(At("2027-03-28T01:00:00Z")));
    }

    [Fact]
    public void A_midnight_that_does_not_exist_does_not_matter()
    {
        var midnight = Window("00:00", "05:00", "Asia/Tehran");   // on 22 March 2022 midnight was one o'clock
        Assert.Equal(At("2022-03-21T20:30:00Z"), midnight.NextOpening(At("2022-03-21T12:00:00Z")));
        Assert.Equal(TimeSpan.FromHours(19), midnight.ClosedBetween(At("2022-03-21T20:30:00Z"), At("2022-03-22T19:30:00Z")));
    }

    [Fact]
    public void An_hour_that_comes_twice_opens_once()
    {
        var berlin = Window("02:30", "02:45", "Europe/Berlin");   // on 31 October 2027 two to three o'clock comes twice
        Assert.True(berlin.IsOpen(At("2027-10-31T00:30:00Z")));
        Assert.False(berlin.IsOpen(At("2027-10-31T01:30:00Z")));
    }

    [Fact]
    public void Openings_deadlines_and_closed_time_agree_with_the_clock_minute_by_minute() =>
        Prop.ForAll(Windows, Starts, (window, start) =>
        {
            var end = start.AddHours(30);
            var closed = 0;
            DateTimeOffset? firstOpen = null;
            for (var at = start; at < end; at = at.AddMinutes(1))
            {
                if (window.IsOpen(at)) firstOpen ??= at;
                else closed++;
            }
            var lifetime = end - start - TimeSpan.FromMinutes(closed);
            return window.ClosedBetween(start, end) == TimeSpan.FromMinutes(closed)
                && (firstOpen is null || window.NextOpening(start) == firstOpen)
                && (lifetime == TimeSpan.Zero || window.ClosedBetween(start, window.Deadline(start, lifetime)) == window.Deadline(start, lifetime) - start - lifetime);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void It_is_read_from_the_kinds_rule()
    {
        var rule = new KindRule { Kind = Kind.Bulk, Lane = Lane.Bulk, LifetimeSeconds = 86_400, OnUnknown = OnUnknown.Wait, WindowFrom = "08:00", WindowUntil = "21:00", WindowZone = "Asia/Tehran" };
        Assert.Equal(Day, SendingWindow.Of(rule));
        Assert.Null(SendingWindow.Of(new() { Kind = Kind.Otp, Lane = Lane.Otp, LifetimeSeconds = 120, OnUnknown = OnUnknown.NextAccount }));
    }

    private static Arbitrary<SendingWindow> Windows { get; } = (
        from zone in Gen.Elements("Asia/Tehran", "Europe/Berlin", "America/New_York", "UTC")
        from opens in Gen.Choose(0, 95)
        from closes in Gen.Choose(0, 95)
        select new SendingWindow(TimeOnly.MinValue.AddMinutes(15 * opens), TimeOnly.MinValue.AddMinutes(15 * closes), TimeZoneInfo.FindSystemTimeZoneById(zone))).ToArbitrary();

    // around days on which some clock changes
    private static Arbitrary<DateTimeOffset> Starts { get; } = (
        from day in Gen.Elements("2022-03-20T18:00:00Z", "2022-09-20T18:00:00Z", "2027-03-27T12:00:00Z", "2027-10-30T12:00:00Z", "2027-11-06T18:00:00Z", "2026-11-21T00:00:00Z")
        from minutes in Gen.Choose(0, 1_440)
        select At(day).AddMinutes(minutes)).ToArbitrary();

    private static SendingWindow Window(string from, string until, string zone) =>
        new(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
