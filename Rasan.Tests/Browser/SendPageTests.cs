using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Templates;
using Rasan.Tests.Support;
using Rasan.Web.Panel;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>Sending from the panel, as a person does it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SendPageTests(BrowserFixture browser)
{
    private const string Path = "/s/sandbox/send";

    /// <summary>From the next full hour, where the picker begins.</summary>
    private static DateTimeOffset AWeekOn => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow().AddHours(1), PanelCultures.Zone).AddDays(7);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Numbers_of_any_form_are_sent_to_one_is_refused_and_the_result_goes_live_and_can_be_opened_again()
    {
        var page = await OpenAsync();
        await page.FillAsync("#to", "۰۹۱۲۰۰۰۰۶۱۱، 0912 000 0612\n09120000611 0912");
        await page.FillAsync("#text", new string('س', 71));
        await Expect(page.Locator("#text-count strong")).ToHaveTextAsync("۲ بخش");
        await Expect(page.Locator("#to-repeated")).ToContainTextAsync("۱ تکراری");
        await Expect(page.Locator("#to-refused")).ToContainTextAsync("شمارهٔ تلفن نیست");
        await page.ClickAsync("#send-now");
        await Expect(page.Locator("#confirm-cancel")).ToBeFocusedAsync();
        await page.ClickAsync("#confirm-send");

        await page.UntilAddressAsync("/sent/");
        await Expect(page.Locator("#sent-accepted li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#sent-accepted [data-state=delivered]")).ToHaveCountAsync(2);
        await Expect(page.Locator("#sent-live")).ToHaveTextAsync("کار همهٔ آن‌ها به پایان رسیده است.");

        await using var store = await browser.App.StoreAsync();
        var form = "form:" + (await page.AddressAsync()).Segments[^1];
        Assert.Equal(("message.send", "127.0.0.1"), await store.Operations.Where(o => o.Subject == form).Select(o => ValueTuple.Create(o.Action, o.Address)).SingleAsync(Ct));

        var colleague = await browser.SignInAsync((await page.AddressAsync()).PathAndQuery);
        await Expect(colleague.Locator("#sent-accepted .phone")).ToHaveTextAsync(["09120000611", "09120000612"]);
        await Expect(colleague.Locator("#sent-refused .verbatim")).ToHaveTextAsync("0912");
    }

    [Fact]
    public async Task A_template_asks_for_its_variables_and_shows_what_will_be_read()
    {
        var page = await OpenAsync();
        await page.FillAsync("#to", "09120000621");
        await page.CheckAsync("#from-template");
        await page.SelectOptionAsync("#template", "otp_login");
        await page.ClickAsync("#send-now");
        await Expect(page.Locator("#variable-token-faults")).ToContainTextAsync("token");
        await page.FillAsync("#variable-token", "4711");
        await page.SelectOptionAsync("#template-language", "en");
        await Expect(page.Locator(".bubble")).ToHaveTextAsync("Your login code: 4711");
        await SendAsync(page);
        await Expect(page.Locator("#sent-accepted li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_value_that_a_pattern_does_not_take_is_said_while_it_is_typed_and_on_the_messages_page()
    {
        var given = new Given(browser.App.Services);
        var service = await given.AServiceAsync();
        var template = await service.ATemplateAsync("order", "Order {number} goes to {place}");
        var now = TimeProvider.System.GetUtcNow();
        var account = new Account { ServiceId = service.Id, Provider = "kavenegar", Name = "کاوه‌نگار", CreatedAt = now };
        account.Keys.Add(new() { Label = "never opened", Sealed = [1], CreatedAt = now });
        await given.SaveAsync(account);
        await service.ASandboxAccountAsync("second", "3000");
        var binding = new TemplateBinding { TemplateId = template.Id, AccountId = account.Id, Code = "order-v2", CreatedAt = now };
        binding.Fill([new("number", "token"), new("place", "token2")]);
        await given.SaveAsync(binding);

        var page = await browser.SignInAsync($"/s/{service.Key}/send");
        await page.CheckAsync("#from-template");
        await page.SelectOptionAsync("#template", "order");
        await page.FillAsync("#variable-number", "1405");
        await page.FillAsync("#variable-place", "Tehran");
        await Expect(page.Locator(".route li").First).ToContainTextAsync("order-v2");
        await page.FillAsync("#variable-place", "New York");
        await Expect(page.Locator(".skipped li")).ToHaveTextAsync("کاوه‌نگار: الگوی ارائه‌دهنده‌اش یکی از مقدارهای این پیام را نمی‌پذیرد");

        using var client = browser.App.CreateApiClient(await service.ATokenAsync());
        using var answer = await client.PostAsJsonAsync("/api/v1/messages", new { to = "09120000641", template = "order", @params = new { number = "1405", place = "New York" }, scheduled_at = now.AddDays(1) }, Ct);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString();
        await page.GotoAsync($"/s/{service.Key}/messages/{id}");
        await Expect(page.Locator("[data-step=route]")).ToContainTextAsync("الگوی ارائه‌دهنده‌اش یکی از مقدارهای این پیام را نمی‌پذیرد");
    }

    [Theory]
    [InlineData("۰۸:۴۵")]
    [InlineData("8:45")]
    public async Task A_message_is_scheduled_at_the_moment_that_is_typed_in_the_Persian_calendar(string time)
    {
        var day = TimeProvider.System.GetUtcNow().Date.AddDays(40);
        var jalali = new PersianCalendar();
        var typed = $"{jalali.GetYear(day)}/{jalali.GetMonth(day)}/{jalali.GetDayOfMonth(day)} {time}";
        var page = await OpenAsync();
        await page.FillAsync("#to", "09120000631");
        await page.FillAsync("#text", "later");
        await page.FillAsync("#schedule", "فردا");
        await page.PressAsync("#schedule", "Tab");
        await Expect(page.Locator("#schedule")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#schedule", typed);
        await page.PressAsync("#schedule", "Tab");
        await Expect(page.Locator("#goes-out")).ToContainTextAsync("۰۸:۴۵:۰۰");
        await SendAsync(page);
        await Expect(page.Locator("#sent-accepted [data-state=scheduled]")).ToHaveCountAsync(1);
        Assert.Equal(new(day.AddHours(5).AddMinutes(15), TimeSpan.Zero), await ScheduledAtAsync(page));
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_moment_is_picked_and_a_message_sent()
    {
        var page = await OpenAsync();
        var keys = page.Keyboard;
        await page.FocusAsync("#to");
        await keys.TypeAsync("۰۹۱۲۰۰۰۰۶۴۱");
        await UntilFocusAsync(page, "#text");
        await keys.TypeAsync("by keyboard");
        await UntilFocusAsync(page, "#schedule");
        await keys.PressAsync("Alt+ArrowDown");
        await Expect(page.Locator(".rz-calendar-title-button")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await Expect(page.Locator("td:focus")).ToHaveCountAsync(1);
        await keys.PressAsync("ArrowDown");
        await Expect(page.Locator("td:focus").And(page.Locator($"[id$='{AWeekOn.ToString("'-day-'yyyy-MM-dd", PanelCultures.Persian)}']"))).ToHaveCountAsync(1);
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".rz-hour-picker input")).ToBeFocusedAsync();
        await UntilFocusAsync(page, ".rz-timepicker > button");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#schedule")).ToBeFocusedAsync();
        await Expect(page.Locator("#schedule")).Not.ToHaveValueAsync("");
        await UntilFocusAsync(page, "#send-now");
        await keys.PressAsync("Enter");
        await ConfirmAsync(page, async () =>
        {
            await Expect(page.Locator("#confirm-cancel")).ToBeFocusedAsync();
            await UntilFocusAsync(page, "#confirm-send");
            await keys.PressAsync("Enter");
        });
        await Expect(page.Locator("#sent-accepted [data-state=scheduled]")).ToHaveCountAsync(1);
        Assert.Equal(AWeekOn.Date, (await ScheduledAtAsync(page))!.Value.ToOffset(AWeekOn.Offset).Date);
    }

    [Fact]
    public async Task A_double_click_sends_once_and_the_form_loaded_again_leads_to_what_was_sent()
    {
        var page = await OpenAsync();
        var form = (await page.AddressAsync()).ToString();
        await page.FillAsync("#to", "09120000651");
        await page.FillAsync("#text", "only once");
        await Expect(page.Locator("#send-now")).ToContainTextAsync("۱");
        await page.EvaluateAsync("() => { const send = document.getElementById('send-now'); send.click(); send.click(); send.click(); }");
        await ConfirmAsync(page, () => page.EvaluateAsync("() => { const send = document.getElementById('confirm-send'); send.click(); send.click(); }"));
        await Expect(page.Locator("#sent-accepted li")).ToHaveCountAsync(1);
        var sent = (await page.AddressAsync()).ToString();
        await page.GotoAsync(form);
        await page.UntilAddressAsync($"^{sent}$");
        await using var store = await browser.App.StoreAsync();
        Assert.Equal(1, await store.Messages.CountAsync(m => m.Recipient == "+989120000651", Ct));
    }

    [Fact]
    public async Task Leaving_a_form_that_was_touched_asks_and_staying_keeps_it()
    {
        var page = await OpenAsync();
        await page.FillAsync("#text", "not yet");
        await Expect(page.Locator("#text-count strong")).ToBeVisibleAsync();
        await page.ClickAsync("#sidebar a[href$='/messages']");
        await page.ClickAsync(".rz-dialog button:has-text('می‌مانم')");
        await Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Expect(page.Locator("#text")).ToHaveValueAsync("not yet");
        await page.ClickAsync("#sidebar a[href$='/messages']");
        await page.ClickAsync(".rz-dialog button:has-text('می‌روم')");
        await page.UntilAddressAsync("/messages$");
    }

    [Fact]
    public async Task A_hundred_messages_are_sent_only_by_who_types_their_number()
    {
        var page = await OpenAsync();
        var pasted = string.Join('\n', Enumerable.Range(0, 1000).Select(n => $"0912001{n:D4}"));   // at once: filled in, every line would be an event of its own
        await page.Locator("#to").EvaluateAsync("(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", pasted);
        await page.FillAsync("#text", "to a thousand");
        await Expect(page.Locator("#to-count .good")).ToContainTextAsync("۰۰۰");
        await page.ClickAsync("#send-now");
        await Expect(page.Locator("#confirm-send")).ToBeDisabledAsync();
        await page.FillAsync("#confirm-count", "۱۰۰۰");
        await page.ClickAsync("#confirm-send");
        await page.UntilAddressAsync("/sent/");
        await Expect(page.Locator("#sent-accepted li")).ToHaveCountAsync(100);
        await page.ClickAsync("a[rel=next]");
        await Expect(page.Locator("#sent-accepted .phone").First).ToHaveTextAsync("09120010100");
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.SignInAsync(Path);
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        await page.WaitForSelectorAsync("#send-form");
        return page;
    }

    private static async Task SendAsync(IPage page)
    {
        await page.ClickAsync("#send-now");
        await ConfirmAsync(page, () => page.ClickAsync("#confirm-send"));
    }

    /// <summary>What costs something is asked about; the Sandbox's price is known once it was asked for.</summary>
    private static async Task ConfirmAsync(IPage page, Func<Task> confirm)
    {
        await page.WaitForSelectorAsync("#confirm-send, #sent-accepted");
        if (await page.IsVisibleAsync("#confirm-send")) await confirm();
        await page.UntilAddressAsync("/sent/");
    }

    private static async Task UntilFocusAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 25; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", selector)) return;
        }

        Assert.Fail($"The keyboard does not reach {selector}");
    }

    private async Task<DateTimeOffset?> ScheduledAtAsync(IPage page)
    {
        var address = await page.Locator("#sent-accepted a").GetAttributeAsync("href");
        Assert.True(TrackingId.TryParse(address!.Split('/')[^1], out var id));
        await using var store = await browser.App.StoreAsync();
        return (await store.Messages.SingleAsync(m => m.TrackingId == id, Ct)).ScheduledAt;
    }
}
