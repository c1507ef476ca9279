using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class SignInTests(BrowserFixture browser)
{
    [Fact]
    public async Task Whoever_was_given_a_password_changes_it_first_and_sees_nothing_before()
    {
        var person = await browser.App.APersonAsync(mustChange: true);
        var page = await browser.SignInAsync("/me/sessions", person.Name, person.Password);
        await Expect(page.Locator("h1")).ToHaveTextAsync("تغییر گذرواژه");
        await page.GotoAsync("/me");
        await Expect(page.Locator("h1")).ToHaveTextAsync("تغییر گذرواژه");

        await ChangeAsync(page, person.Password, "short", "short");
        await Expect(page.Locator("[name=new]:invalid")).ToHaveCountAsync(1);
        await ChangeAsync(page, person.Password, "another-long-word", "not-the-same-word");
        await Expect(page.Locator("[role=alert]")).ToHaveTextAsync("دو گذرواژهٔ تازه یکی نیستند.");
        await ChangeAsync(page, person.Password, "another-long-word", "another-long-word");
        await Expect(page.Locator("h1")).ToHaveTextAsync("رسان، مرکز پیام‌رسانی");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_after_five_the_right_one_too()
    {
        var person = await browser.App.APersonAsync();
        var page = await browser.OpenAsync("/sign-in");
        for (var tries = 1; tries <= 5; tries++)
        {
            await EnterAsync(page, person.Name, "wrong-password");
            await Expect(page.Locator("#fault")).ToHaveTextAsync(tries < 5 ? "نام کاربری یا گذرواژه درست نیست." : "به‌سبب چند تلاش نادرست، ورود برای چند دقیقه قفل است. کمی بعد دوباره تلاش کنید.");
        }

        await EnterAsync(page, person.Name, person.Password);
        await Expect(page.Locator("#fault")).ToContainTextAsync("قفل است");
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_like_a_wrong_password()
    {
        var page = await browser.OpenAsync("/sign-in");
        await EnterAsync(page, "nobody-of-this-name", "wrong-password");
        await Expect(page.Locator("#fault")).ToHaveTextAsync("نام کاربری یا گذرواژه درست نیست.");
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_lets_nobody_in_and_a_recovery_code_works_once()
    {
        var person = await browser.App.APersonAsync();
        var page = await browser.SignInAsync("/me/second-factor", person.Name, person.Password);
        var key = await page.Locator("#key").InnerTextAsync();
        await page.FillAsync("[name=password]", person.Password);
        await page.FillAsync("[name=code]", Totp.Now(key));
        await page.ClickAsync("button.primary");
        await Expect(page.Locator("#on")).ToBeVisibleAsync();
        var recovery = await page.Locator("#codes li").First.InnerTextAsync();

        var other = await browser.SignInAsync("/me", person.Name, person.Password, "/sign-in/code");
        await other.FillAsync("[name=code]", "000000");
        await other.ClickAsync("button.primary");
        await Expect(other.Locator("#fault")).ToHaveTextAsync("کد درست نیست یا زمانش گذشته است.");
        await other.FillAsync("[name=code]", InPersian(Totp.Next(key)));
        await other.ClickAsync("button.primary");
        await Expect(other.Locator("h1")).ToHaveTextAsync("مشخصات و صفحه");

        Assert.True(await EntersByRecoveryAsync(person, recovery));
        Assert.False(await EntersByRecoveryAsync(person, recovery));
    }

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_is_out_without_a_click()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Operator);
        var here = await browser.SignInAsync("/s/sandbox", member.Name, member.Password);
        await Expect(here.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");
        var there = await browser.SignInAsync("/me/sessions", member.Name, member.Password);
        await there.Locator("#sessions button").First.ClickAsync();
        await Expect(there.Locator("#ended")).ToBeVisibleAsync();
        await here.UntilAddressAsync(@"/sign-in\?returnUrl=");
        await here.GotoAsync("/s/sandbox");
        await Expect(here.Locator("h1")).ToHaveTextAsync("ورود");
        await there.ReloadAsync();
        await Expect(there.Locator("h1")).ToHaveTextAsync("دستگاه‌های واردشده");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_browser()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Operator);
        var one = await browser.SignInAsync("/s/sandbox", member.Name, member.Password);
        await Expect(one.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");
        var two = await browser.SignInAsync("/me/sessions", member.Name, member.Password);
        await two.ClickAsync("button[name=everywhere]");
        await two.UntilAddressAsync("/sign-in$");
        await one.UntilAddressAsync(@"/sign-in\?returnUrl=");
    }

    [Fact]
    public async Task A_browser_that_does_not_leave_sees_nothing_more_of_a_session_that_is_over()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Operator);
        var stays = await browser.SignInAsync("/s/sandbox", member.Name, member.Password);
        await Expect(stays.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");
        await stays.RouteAsync("**/sign-in*", route => route.AbortAsync("aborted"));
        var other = await browser.SignInAsync("/me/sessions", member.Name, member.Password);
        await other.ClickAsync("button[name=everywhere]");
        await Expect(stays.Locator("#main")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_language_changes_and_the_page_stays()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Operator);
        var page = await browser.SignInAsync("/s/sandbox?a=1", member.Name, member.Password);
        await Expect(page.Locator("h1")).ToHaveTextAsync("پیشخوان");
        await page.ClickAsync("#language button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Dashboard");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "ltr");
        Assert.Equal("/s/sandbox?a=1", (await page.AddressAsync()).PathAndQuery);

        var elsewhere = await browser.SignInAsync("/s/sandbox", member.Name, member.Password);   // it is the person's own wish by now
        await Expect(elsewhere.Locator("h1")).ToHaveTextAsync("Dashboard");
    }

    [Fact]
    public async Task An_access_level_that_is_taken_away_closes_the_open_page()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Administrator);
        var page = await browser.SignInAsync("/s/sandbox", member.Name, member.Password);
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");
        await Expect(page.Locator("#sidebar a[href$='/send']")).ToHaveCountAsync(1);
        await browser.App.SetLevelAsync(member, AccessLevel.Viewer);
        await Expect(page.Locator("#sidebar a[href$='/send']")).ToHaveCountAsync(0);
        await browser.App.SetLevelAsync(member, level: null);
        await Expect(page.Locator("h1")).ToHaveTextAsync("چنین صفحه‌ای نیست");
    }

    private static async Task EnterAsync(IPage page, string name, string password)
    {
        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=password]", password);
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync("button.primary"), answer => answer.Request.Method == "POST");
    }

    private static async Task ChangeAsync(IPage page, string old, string chosen, string again)
    {
        await page.FillAsync("[name=old]", old);
        await page.FillAsync("[name=new]", chosen);
        await page.FillAsync("[name=again]", again);
        await page.ClickAsync("button.primary");
    }

    private async Task<bool> EntersByRecoveryAsync(GivenPerson person, string recovery)
    {
        var page = await browser.SignInAsync("/me", person.Name, person.Password, "/sign-in/code");
        await page.ClickAsync("main a[href*='recovery=true']");
        await page.UntilAddressAsync("recovery=true");
        await Expect(page.Locator("[name=code]")).ToBeFocusedAsync();
        await page.FillAsync("[name=code]", recovery);
        await page.ClickAsync("button.primary");
        await page.WaitForSelectorAsync("#fault, #sidebar");
        return await page.IsHiddenAsync("#fault");
    }

    private static string InPersian(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '۰')));
}
