using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.House;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>What a page shows only after somebody has done something: menus, dialogs, faults, empty lists, doors that are shut.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryStateTests(BrowserFixture browser)
{
    private const string Messages = "/s/sandbox/messages", Send = "/s/sandbox/send";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task At_the_door(string language, string theme)
    {
        var look = await PageLook.AsStrangerAsync(browser, language, theme);
        await look.ResizeAsync(PageLook.Phone);
        await look.EnterAsync(new(0, "nobody", "wrong-password"));
        await Expect(look.Reader.Locator("#fault")).ToBeVisibleAsync();
        await look.LookAsync("state-sign-in-refused");

        var person = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Viewer);
        await look.EnterAsync(person);
        await look.Reader.UntilAddressAsync("/s/sandbox$");
        await look.GoAsync("/me/second-factor");
        await look.Reader.FillAsync("[name=password]", person.Password);
        await look.Reader.FillAsync("[name=code]", Totp.Now(await look.Reader.Locator("#key").InnerTextAsync()));
        await look.Reader.ClickAsync("button.primary");
        await Expect(look.Reader.Locator("#codes li").First).ToBeVisibleAsync();
        await look.LookAsync("state-recovery-codes");
        await look.GoAsync(Send);
        await look.LookAsync("state-refused");
        await look.GoAsync("/s/no-such-service");
        await look.LookAsync("state-unknown-service");

        var other = await PageLook.AsStrangerAsync(browser, language, theme);
        await other.ResizeAsync(PageLook.Phone);
        await other.EnterAsync(person);
        await other.Reader.UntilAddressAsync("/sign-in/code");
        await other.LookAsync("state-sign-in-code");
        Guard.FindsNothing([.. look.Faults, .. other.Faults]);
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task While_sending(string language, string theme)
    {
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync(Send);
            await page.FillAsync("#to", "09120000711، ۰۹۱۲۰۰۰۰۷۱۲ 0912 09120000711");
            await page.FillAsync("#text", "سلام؛ سفارش شما فرستاده شد. 👋");
            await Expect(page.Locator("#to-repeated")).ToBeVisibleAsync();
            await Expect(page.Locator(".bubble").First).ToBeVisibleAsync();
            await look.LookAsync("state-send-filled");
            await page.Locator(".moment-picker [data-calendar]").ClickAsync();
            await Expect(page.Locator(".rz-datepicker-popup-container")).ToBeVisibleAsync();
            await look.LookAsync("state-send-calendar");
            await page.Keyboard.PressAsync("Escape");
            await page.ClickAsync("#send-now");
            await Expect(page.Locator("#confirm-cancel")).ToBeFocusedAsync();
            await look.LookAsync("state-send-confirm");
            await page.ClickAsync("#confirm-send");
            await Expect(page.Locator("#sent-accepted [data-state=delivered]")).ToHaveCountAsync(2);
            await look.LookAsync("state-sent");
            await look.GoAsync(Send);
            await page.CheckAsync("#from-template");
            await page.SelectOptionAsync("#template", "otp_login");
            await page.ClickAsync("#send-now");
            await Expect(page.Locator("#variable-token-faults")).Not.ToBeEmptyAsync();
            await look.LookAsync("state-send-faults");
        }

        Guard.FindsNothing(look.Faults);
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task While_looking_for_messages(string language, string theme)
    {
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        var (failed, later) = (await TakeOnAsync("09121110005", null), await TakeOnAsync("09120000721", TimeProvider.System.GetUtcNow().AddDays(3).ToString("O")));
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync(Messages + "?q=no+such+text&state=blocked,cancelled&tag=shop");
            await look.LookAsync("state-messages-none");
            await look.GoAsync(Messages + "?from=nonsense&account=x&to=abc");
            await look.LookAsync("state-messages-wrong");
            await look.GoAsync(Messages + "/" + failed);
            await Expect(page.Locator("#facts [data-state=failed]")).ToBeVisibleAsync();
            await look.LookAsync("state-message-failed");
            await page.ClickAsync("#resend");
            await Expect(page.Locator("#ask-no")).ToBeVisibleAsync();
            await look.LookAsync("state-message-resend");
            await look.GoAsync(Messages + "/" + later);
            await look.LookAsync("state-message-scheduled");
            await look.GoAsync("/s/sandbox/logs/api");
            await page.Locator("tbody [aria-expanded]").First.ClickAsync();
            await Expect(page.Locator("tbody [aria-expanded=true]").First).ToBeVisibleAsync();
            await look.LookAsync("state-log-row");
        }

        Guard.FindsNothing(look.Faults);
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task While_setting_up_an_account(string language, string theme)
    {
        await using var simulators = new SimulatorHost();
        await simulators.SettingsAsync("ippanel", new { bad_key = true });
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        var name = language == "fa" ? "حساب پیامک" : "Text messages";
        await look.GoAsync("/s/sandbox/accounts/new?provider=ippanel");
        await page.FillAsync("#name", name);
        await page.FillAsync("#base_url", simulators.BaseUrl("ippanel").ToString());
        await page.FillAsync("#secret-api_key", "ippanel-0123456789");
        await page.FillAsync("#first-line", "+983000505");
        await page.ClickAsync("#save-account");
        await page.UntilAddressAsync("/accounts/[0-9]+$");
        var account = (await page.AddressAsync()).AbsolutePath;
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync("/s/sandbox/accounts?q=no-such-account");
            await look.LookAsync("state-accounts-none");
            await look.GoAsync("/s/sandbox/accounts?balance_below=x&expires_before=y&owner=z");
            await look.LookAsync("state-accounts-wrong");
            await look.GoAsync("/s/sandbox/accounts/new?provider=twilio");
            await page.FillAsync("#name", "");
            await page.FillAsync("#base_url", "https://10.0.0.1");
            await page.ClickAsync("#save-account");
            await Expect(page.Locator("#fault-secret-account_sid")).Not.ToBeEmptyAsync();
            await look.LookAsync("state-account-faults");
            await look.GoAsync(account);
            await page.FillAsync("#test-to", "09121110111");
            await page.ClickAsync("#send-test");
            await Expect(page.Locator("#test-answer")).ToHaveAttributeAsync("data-outcome", "refused");
            await page.ClickAsync("#add-key");
            await page.ClickAsync("#save-key");
            await Expect(page.Locator("#fault-key-label")).Not.ToBeEmptyAsync();
            await page.ClickAsync("[data-line] [data-act=edit]");
            await page.FillAsync("#line-opens", "08:00");
            await page.FillAsync("#line-closes", "21:00");
            await page.FillAsync("#line-intents", "bulk, NEWS");
            await page.ClickAsync("#save-line");
            await Expect(page.Locator("[data-line] code")).ToBeVisibleAsync();
            await page.ClickAsync("#add-line");
            await look.LookAsync("state-account-busy");
            await page.ClickAsync("#remove-account");
            await Expect(page.Locator(".rz-dialog")).ToBeVisibleAsync();
            await look.LookAsync("state-account-remove");
        }

        Guard.FindsNothing(look.Faults);
        var id = long.Parse(account.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await new Given(browser.App.Services).ChangeAsync<Core.Accounts.Account>(id, one => one.IsActive = false);   // the other tests share the server
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task While_watching_an_account(string language, string theme)
    {
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        var watched = $"/s/sandbox/accounts/{await browser.App.AWatchedAccountAsync()}";
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync(watched + "?fate=blocked&until=nonsense#alert-history");
            await look.LookAsync("state-alerts-wrong");
            await look.GoAsync(watched);
            await page.ClickAsync("#set-standing");
            await page.FillAsync("#set-minutes", "0");
            await page.ClickAsync("#save-standing");
            await Expect(page.Locator("#fault-minutes")).ToBeVisibleAsync();
            await page.ClickAsync("#add-alert");
            await page.FillAsync("#receiver-0", "0912");
            await page.ClickAsync("#save-alert");
            await Expect(page.Locator("#fault-receiver-0")).ToBeVisibleAsync();
            await look.LookAsync("state-account-forms");
        }

        Guard.FindsNothing(look.Faults);
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task In_the_frame(string language, string theme)
    {
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        await look.ResizeAsync(PageLook.Phone);
        await look.GoAsync(Messages);
        await page.ClickAsync("#menu");
        await Expect(page.Locator("#sidebar")).ToBeInViewportAsync();
        await look.LookAsync("state-drawer");
        await page.Keyboard.PressAsync("Escape");
        await OpenMenuAsync(page, "#services", look, "state-services");
        await OpenMenuAsync(page, ".user-name", look, "state-user-menu");
        await look.ResizeAsync(PageLook.Desk);
        await page.ClickAsync("#menu");
        await look.LookAsync("state-slim");
        await page.EvaluateAsync("() => { document.getElementById('blazor-error-ui').style.display = 'block'; }");   // as blazor.web.js does where a page fails
        await Expect(page.Locator("#blazor-error-ui a")).ToBeVisibleAsync();
        await page.WaitForSelectorAsync("html.lost");
        await look.LookAsync("state-broken");
        Guard.FindsNothing(look.Faults);
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task Before_a_simulator_is_reset(string language, string theme)
    {
        await SimulatorsPageTests.SendAsync(browser, "سلام؛ این پیام تمرینی است و به کسی نمی‌رسد.");
        var look = await PageLook.AsAdministratorAsync(browser, language, theme);
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync("/s/sandbox/simulators?vendor=ghasedak");
            await look.Reader.ClickAsync("#reset");
            await Expect(look.Reader.Locator("#ask-no")).ToBeVisibleAsync();
            await look.LookAsync("state-simulator-reset");
        }

        Guard.FindsNothing(look.Faults);
    }

    private static async Task OpenMenuAsync(IPage page, string inside, PageLook look, string name)
    {
        var menu = page.Locator("details[data-menu]", new() { Has = page.Locator(inside) });
        await menu.Locator("summary").ClickAsync();
        await look.LookAsync(name);
        await menu.Locator("summary").ClickAsync();
    }

    private async Task<string> TakeOnAsync(string to, string? at)
    {
        using var api = browser.App.CreateApiClient();
        using var answer = await api.PostAsJsonAsync("/api/v1/messages", new { to, text = "سفارش", scheduled_at = at, tags = new[] { "shop" } }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
    }
}
