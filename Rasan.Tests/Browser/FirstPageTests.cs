using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class FirstPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task The_first_page_is_the_sign_in_Persian_and_right_to_left_until_another_language_is_chosen()
    {
        var page = await browser.OpenAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fa");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.Locator("h1")).ToHaveTextAsync("ورود");
    }

    [Fact]
    public async Task Choosing_the_other_language_stays_on_the_same_page_and_is_remembered()
    {
        var page = await browser.OpenAsync("/sign-in?returnUrl=%2Fme&from=here");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "ltr");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        Assert.Equal("/sign-in?returnUrl=%2Fme&from=here", (await page.AddressAsync()).PathAndQuery);

        await page.GotoAsync("/");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
    }

    [Fact]
    public async Task An_address_where_nothing_lives_says_so_in_the_readers_language()
    {
        var page = await browser.OpenAsync("/no/such/page");
        await Expect(page.Locator("h1")).ToHaveTextAsync("چنین صفحه‌ای نیست");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("No such page");
        Assert.Equal("/no/such/page", (await page.AddressAsync()).AbsolutePath);
    }

    [Fact]
    public async Task The_theme_is_chosen_with_a_click_and_stays()
    {
        var page = await browser.OpenAsync("/sign-in");
        await page.ClickAsync("#theme .theme-to-dark");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GotoAsync("/no/such/page");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ClickAsync("#theme .theme-to-light");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }
}
