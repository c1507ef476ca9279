using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Tests.Api;
using Rasan.Tests.Support;
using ApiCalls = Rasan.Web.Panel.Pages.Logs.ApiCalls;

namespace Rasan.Tests.Panel.Pages;

/// <summary>The log of API calls: waiting, empty, rows; and what one of them was asked and answered.</summary>
public sealed class ApiCallsTests(RasanApp app) : IClassFixture<RasanApp>
{
    private readonly Given _given = new(app.Services);

    [Theory]
    [InlineData("en", "No program has called the API")]
    [InlineData("fa", "هنوز هیچ برنامه‌ای API را برای این سرویس صدا نزده است")]
    public async Task Where_nobody_has_called_it_says_what_to_do_next(string language, string nothing)
    {
        var shop = await _given.AServiceAsync();
        var member = await shop.AMemberAsync();
        await using var rooms = new PanelRooms(app, language, member);
        var page = rooms.OpenPage<ApiCalls>(shop.Key);
        page.WaitForAssertion(() => Assert.Contains(nothing, page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Some values are wrong", "ms")]
    [InlineData("fa", "برخی مقدارها نادرست‌اند", "میلی‌ثانیه")]
    public async Task It_waits_and_shows_each_call_with_its_problem_and_its_masked_bodies(string language, string problem, string unit)
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        await CallAsync(other, """{"to":"0912","text":"elsewhere"}""");
        await CallAsync(shop, """{"to":"0912","text":"a secret"}""");
        await using var rooms = new PanelRooms(app, language);
        app.Gate.Shut();
        var page = rooms.OpenPage<ApiCalls>(shop.Key);
        Assert.NotNull(page.Find(".waiting[aria-busy=true]"));

        app.Gate.Open();
        page.WaitForElement("#calls tbody tr");
        AngleSharp.Dom.IElement Row() => page.FindAll("#calls tbody tr").Single(tr => tr.QuerySelector(".badge")!.TextContent == "422");
        var row = Row();
        Assert.Contains("warn", row.QuerySelector(".badge")!.ClassList);
        foreach (var words in (string[])[problem, unit, "/api/v1/messages", "bad_number", "test", "POST"]) Assert.Contains(words, row.TextContent, StringComparison.Ordinal);

        await page.ClickAsync(() => Row().QuerySelector(".row-details")!);
        page.WaitForElement("pre.snippet");
        Assert.Contains("\"text\": \"***\"", page.FindAll("pre.snippet")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("\"status\": 422", page.FindAll("pre.snippet")[1].TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.Find(".trace [data-copy]").GetAttribute("data-copy")!);
        Assert.DoesNotContain("a secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_filtered_by_what_its_address_says_and_offers_what_there_is()
    {
        var shop = await _given.AServiceAsync();
        await CallAsync(shop, """{"to":"0912","text":"x"}""");
        await CallAsync(shop, """{"to":"09120000111","text":"x","scheduled_at":"2027-01-01T00:00:00Z"}""");
        await using var rooms = new PanelRooms(app, "en");
        var navigation = rooms.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/s/{shop.Key}/logs/api?status=2xx&token=test&route=/api/v1/messages");
        var page = rooms.OpenPage<ApiCalls>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(["202"], page.FindAll("#calls tbody .badge").Select(badge => badge.TextContent)));
        Assert.True(page.Find("details.more").HasAttribute("open"));
        Assert.Contains("/api/v1/notifications/otp/send", page.FindAll("#route-choices option").Select(option => option.GetAttribute("value")));
        Assert.Contains("bad_number", page.FindAll("#code-choices option").Select(option => option.GetAttribute("value")));

        await page.ChangeAsync("#status", "99");
        await page.SubmitAsync("#filters");
        page.WaitForAssertion(() => Assert.Contains("'99' is not a status", page.Find("#fault-status").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("#status").GetAttribute("aria-invalid"));
        Assert.Contains("status=99", navigation.Uri, StringComparison.Ordinal);
    }

    /// <summary>Calls once, and waits until the log has it.</summary>
    private async Task CallAsync(GivenShop shop, string body)
    {
        await shop.ASandboxAccountAsync(Guid.NewGuid().ToString("N"));
        var client = new ApiClient(app.CreateClient(), await shop.ATokenAsync("send logs"));
        var answer = await client.PostAsync("messages", body);
        await client.UntilAsync($"logs/api?route=/api/v1/messages&status={(int)answer.Status}", log => log["calls"].GetArrayLength() > 0);
    }
}
