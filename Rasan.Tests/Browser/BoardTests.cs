using System.Net.Http.Json;
using Microsoft.Playwright;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class BoardTests(BrowserFixture browser)
{
    private readonly Given _given = new(browser.App.Services);

    [Fact]
    public async Task A_message_sent_by_the_api_arrives_on_the_open_dashboard_in_Persian_digits_and_its_column_opens_it()
    {
        var shop = await AShopAsync();
        var page = await OpenAsync(shop);
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();

        await SendAsync(shop);

        await Expect(page.Locator("a.newest-row .badge[data-state=delivered]")).ToHaveTextAsync("رسیده");
        await Expect(page.Locator("#today .figure")).ToHaveTextAsync("۱");
        await Expect(page.Locator("figcaption .sent")).ToHaveTextAsync("فرستاده‌شده: ۱");
        await page.ClickAsync("a.bar.delivered[href]");
        await page.UntilAddressAsync(@"/messages\?");
        Assert.Matches($@"/s/{shop.Key}/messages\?from=\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ&until=\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ&state=delivered$", (await page.AddressAsync()).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_Persian_time_runs_from_right_to_left_and_in_English_from_left_to_right(bool inEnglish)
    {
        var shop = await AShopAsync();
        await SendAsync(shop);
        var page = await OpenAsync(shop, inEnglish);
        var days = page.Locator(".day-chart ol li");
        await Expect(days).ToHaveCountAsync(7);
        var (oldest, today) = (await days.First.BoundingBoxAsync(), await days.Last.BoundingBoxAsync());
        Assert.Equal(inEnglish, oldest!.X < today!.X);
    }

    [Fact]
    public async Task Choosing_another_service_shows_its_figures_and_its_pages()
    {
        var (one, two) = (await AShopAsync(), await AShopAsync());
        await SendAsync(two);
        var page = await OpenAsync(one);
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();

        await page.ClickAsync(".service-switch summary");
        await page.FillAsync(".service-switch input", two.Key);
        await page.ClickAsync($"#services a[href='/s/{two.Key}']");

        await Expect(page.Locator("#today .figure")).ToHaveTextAsync("۱");
        await Expect(page.Locator(".service-switch summary bdi")).ToHaveTextAsync(two.Key);
        await Expect(page.Locator("#sidebar a[aria-current=page]")).ToHaveAttributeAsync("href", $"/s/{two.Key}");
        Assert.Equal($"/s/{two.Key}", (await page.AddressAsync()).AbsolutePath);
    }

    private async Task<GivenShop> AShopAsync()
    {
        var shop = await _given.AServiceAsync();
        await shop.ASandboxAccountAsync("one");
        return shop;
    }

    /// <summary>Until the circuit is up a click is lost.</summary>
    private async Task<IPage> OpenAsync(GivenShop shop, bool inEnglish = false)
    {
        var page = await browser.SignInAsync($"/s/{shop.Key}", inEnglish: inEnglish);
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        return page;
    }

    private async Task SendAsync(GivenShop shop)
    {
        using var client = browser.App.CreateApiClient(await shop.ATokenAsync());
        using var answer = await client.PostAsJsonAsync("/api/v1/messages", new { to = "09120005000", text = "one text", intent = "OTP_LOGIN" }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
