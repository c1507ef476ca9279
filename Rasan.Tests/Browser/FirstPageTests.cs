using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class FirstPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task The_first_page_is_Persian_and_right_to_left_until_another_language_is_chosen()
    {
        var page = await browser.OpenAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fa");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.Locator("h1")).ToHaveTextAsync("رسان، مرکز پیام‌رسانی");
        await Expect(page.Locator("#ready")).ToHaveTextAsync("آماده است");
    }

    [Fact]
    public async Task Choosing_the_other_language_stays_on_the_same_page_and_is_remembered()
    {
        var page = await browser.OpenAsync("/?from=here&to=there");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "ltr");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Rasan, the messaging centre");
        Assert.Equal("/?from=here&to=there", new Uri(page.Url).PathAndQuery);

        await page.GotoAsync("/");
        await Expect(page.Locator("#ready")).ToHaveTextAsync("Ready");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
    }

    [Fact]
    public async Task The_clock_ticks_over_the_circuit_and_a_click_shows_universal_time()
    {
        var page = await browser.OpenAsync("/");
        var clock = page.Locator("#clock");
        await Expect(clock).ToHaveAttributeAsync("data-live", "true");   // a click before the circuit is up would be lost
        var first = await clock.Locator("time").InnerTextAsync();
        await Expect(clock.Locator("time")).Not.ToHaveTextAsync(first);
        await Expect(clock.Locator("span")).ToHaveTextAsync("تهران");
        await clock.ClickAsync();
        await Expect(clock.Locator("span")).ToHaveTextAsync("UTC");
        await Expect(clock.Locator("time")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[۰-۹]{2}:[۰-۹]{2}:[۰-۹]{2}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task An_address_where_nothing_lives_says_so_in_the_readers_language()
    {
        var page = await browser.OpenAsync("/no/such/page");
        await Expect(page.Locator("h1")).ToHaveTextAsync("چنین صفحه‌ای نیست");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("No such page");
        Assert.Equal("/no/such/page", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task On_a_phone_the_page_is_no_wider_than_the_screen()
    {
        var page = await browser.OpenAsync("/");
        await page.SetViewportSizeAsync(390, 800);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }
}
