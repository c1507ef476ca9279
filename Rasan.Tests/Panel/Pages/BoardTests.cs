using System.Net.Http.Json;
using Bunit;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Parts;
using Board = Rasan.Web.Panel.Pages.Board;

namespace Rasan.Tests.Panel.Pages;

public sealed class BoardTests(RasanApp app) : IClassFixture<RasanApp>
{
    private readonly Given _given = new(app.Services);

    [Theory]
    [InlineData("en", "No message in seven days", "Send a message")]
    [InlineData("fa", "در هفت روز گذشته پیامی نبوده است", "ارسال پیام")]
    public async Task It_waits_and_a_service_that_has_sent_nothing_is_told_what_to_do_next(string language, string nothing, string send)
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, language);
        app.Gate.Shut();
        var page = rooms.OpenPage<Board>(shop.Key);
        Assert.NotNull(page.Find("[aria-busy=true]"));

        app.Gate.Open();
        await page.WaitForAssertionAsync(() => Assert.Contains(nothing, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal([$"/s/{shop.Key}/send", $"/s/{shop.Key}/help"], page.FindAll(".empty a").Select(link => link.GetAttribute("href")));
        Assert.Equal(send, page.Find(".empty a.primary").TextContent.Trim());
        Assert.Empty(page.FindAll(".tiles"));
    }

    [Theory]
    [InlineData("en", "1", "Messages today", "Takes messages")]
    [InlineData("fa", "۱", "پیام‌های امروز", "پیام می‌پذیرد")]
    public async Task A_message_shows_the_moment_it_is_accepted_in_the_tiles_the_chart_and_the_newest(string language, string count, string title, string takes)
    {
        var shop = await AShopAsync();
        await using var rooms = new PanelRooms(app, language);
        var page = rooms.OpenPage<Board>(shop.Key);
        await page.WaitForElementAsync(".empty");

        var id = await SendAsync(shop);

        await page.WaitForAssertionAsync(() => Assert.Equal(count, page.Find("#today .figure").TextContent));
        Assert.Equal(title, page.Find("#today h2").TextContent);
        Assert.Equal($"/s/{shop.Key}/messages/{id}", page.Find("a.newest-row").GetAttribute("href"));
        await page.WaitForAssertionAsync(() => Assert.Equal("delivered", page.Find("a.newest-row .badge").GetAttribute("data-state")));
        await page.WaitForAssertionAsync(() => Assert.EndsWith("&state=delivered", page.Find("a.bar.delivered[href]").GetAttribute("href"), StringComparison.Ordinal));
        Assert.Contains("&state=sent,delivered,unconfirmed", page.Find("a.bar.sent[href]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(takes, page.Find(".accounts .health").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-channel=sms] .badge.good"));
    }

    [Theory]
    [InlineData("en", "can’t be read", "Try again")]
    [InlineData("fa", "ممکن نیست", "تلاش دوباره")]
    public async Task A_storage_that_fails_is_said_and_tried_again_with_a_click(string language, string words, string again)
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, language);
        app.Gate.Break();
        var page = rooms.OpenPage<Board>(shop.Key);
        await page.WaitForAssertionAsync(() => Assert.Contains(words, page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        app.Gate.Open();
        Assert.Equal(again, page.Find("[role=alert] button").TextContent);
        await page.ClickAsync("[role=alert] button");
        await page.WaitForElementAsync(".empty");
    }

    [Fact]
    public async Task Parts_that_the_reader_may_not_see_are_absent()
    {
        var shop = await AShopAsync();
        await SendAsync(shop);
        await using var rooms = new PanelRooms(app, "en");
        var page = rooms.Render<Board>(board => board.Add(b => b.ServiceKey, shop.Key).AddCascadingValue(rooms.CallerIn(shop.Key) with { Permissions = Permissions.SeeStatistics }));
        await page.WaitForElementAsync("#today");
        Assert.Empty(page.FindAll(".newest, .accounts, a[href]"));
        Assert.Single(page.FindAll(".methods"));
    }

    [Fact]
    public async Task Who_may_see_messages_but_not_numbers_sees_them_masked()
    {
        var shop = await AShopAsync();
        await SendAsync(shop);
        await using var rooms = new PanelRooms(app, "en", await shop.AMemberAsync(level: AccessLevel.Viewer));
        var page = rooms.OpenPage<Board>(shop.Key);
        await page.WaitForElementAsync("a.newest-row");
        Assert.DoesNotContain("09120005000", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_is_gone_meanwhile_is_a_refusal_and_no_dead_page()
    {
        await using var rooms = new PanelRooms(app, "en");
        var page = rooms.Render<Board>(board => board.Add(b => b.ServiceKey, "sandbox").AddCascadingValue(rooms.CallerIn("sandbox") with { Permissions = Permissions.Send }));
        Assert.NotNull(await page.WaitForElementAsync(".refused"));
    }

    [Fact]
    public async Task While_sending_is_held_the_dashboard_says_so_and_why()
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, "en");
        var page = rooms.OpenPage<Board>(shop.Key);
        await page.WaitForElementAsync(".empty");
        await HoldAsync("stock-taking");
        await page.WaitForAssertionAsync(() => Assert.Contains("stock-taking", page.Find(".held").TextContent, StringComparison.Ordinal));
        await HoldAsync(reason: null);
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".held")));
    }

    [Fact]
    public async Task What_stays_the_same_is_not_drawn_anew()
    {
        var shop = await AShopAsync();
        await SendAsync(shop);
        await using var rooms = new PanelRooms(app, "en");
        var page = rooms.OpenPage<Board>(shop.Key);
        await page.WaitForAssertionAsync(() => Assert.Equal("delivered", page.Find("a.newest-row .badge").GetAttribute("data-state")));
        var chart = page.FindComponent<DayChart>();
        var (drawn, tiles) = (chart.RenderCount, page.FindComponents<Tile>().Sum(tile => tile.RenderCount));
        page.Render();
        Assert.Equal((drawn, tiles), (chart.RenderCount, page.FindComponents<Tile>().Sum(tile => tile.RenderCount)));
    }

    private async Task<GivenShop> AShopAsync()
    {
        var shop = await _given.AServiceAsync();
        await shop.ASandboxAccountAsync("one");
        return shop;
    }

    /// <returns>The tracking id.</returns>
    private async Task<string> SendAsync(GivenShop shop)
    {
        using var client = app.CreateApiClient(await shop.ATokenAsync());
        using var answer = await client.PostAsJsonAsync("/api/v1/messages", new { to = "09120005000", text = "one text", intent = "OTP_LOGIN" }, Xunit.TestContext.Current.CancellationToken);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Xunit.TestContext.Current.CancellationToken);
        return body.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
    }

    private async Task HoldAsync(string? reason)
    {
        await app.Get<HoldSending>().RunAsync(reason, "user:1", Xunit.TestContext.Current.CancellationToken);
        await app.Get<Catalogs>().RefreshAsync(Xunit.TestContext.Current.CancellationToken);
    }
}
