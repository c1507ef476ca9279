using System.Globalization;
using Rasan.Web.Panel.Reading;

namespace Rasan.Tests.Panel.Reading;

public sealed class DaysTests
{
    [Theory]
    [InlineData("UTC", "2026-11-21", "2026-11-21T00:00:00Z")]
    [InlineData("Asia/Tehran", "2026-11-21", "2026-11-20T20:30:00Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]   // its clocks leave midnight out
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]   // and here they have it twice
    public void A_day_begins_with_its_first_moment(string zone, string day, string at) =>
        Assert.Equal(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), Days.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
