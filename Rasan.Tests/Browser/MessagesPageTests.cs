using System.Globalization;
using Microsoft.Playwright;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>An operator looks for messages, opens one, and does something about it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MessagesPageTests(BrowserFixture browser)
{
    private const string Live = "#connection[data-live=true]";

    [Fact]
    public async Task A_text_typed_on_an_Arabic_keyboard_is_found_and_the_address_shows_the_same_rows_again()
    {
        await browser.App.SendTextAsync("09127770000", "یک کتاب تازه رسید", reference: "arabic-keys");
        var page = await OpenListAsync("/s/sandbox/messages");
        await page.FillAsync("#q", "يك كتاب تازه");
        await page.PressAsync("#q", "Enter");
        await page.UntilAddressAsync(@"\?q=");
        await Expect(page.Locator("#messages .message-text").First).ToHaveTextAsync("یک کتاب تازه رسید");

        var again = await browser.SignInAsync((await page.AddressAsync()).PathAndQuery);
        await Expect(again.Locator("#messages .message-text").First).ToHaveTextAsync("یک کتاب تازه رسید");
        await Expect(again.Locator("#q")).ToHaveValueAsync("يك كتاب تازه");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_are_cleared_with_one_click()
    {
        await browser.App.SendTextAsync("09127771234", "by its number", reference: "by-number");
        var page = await OpenListAsync("/s/sandbox/messages");
        await page.FillAsync("#to", "۰۹۱۲۷۷۷۱۲۳۴");
        await page.Locator("details.more summary").ClickAsync();
        await page.FillAsync("#reference", "by-number");
        await page.ClickAsync("#filters button[type=submit]");
        await page.UntilAddressAsync("(?=.*reference=by-number)(?=.*to=)");
        await Expect(page.Locator("#messages .phone")).ToHaveCountAsync(1);
        await Expect(page.Locator("#messages .phone")).ToHaveTextAsync("09127771234");

        await page.ClickAsync("#clear");
        await page.UntilAddressAsync("/s/sandbox/messages$");
        await Expect(page.Locator("#to")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_typed_into_the_filters_stays_when_somebody_changes_an_account()
    {
        var given = new Given(browser.App.Services);
        var service = await given.AServiceAsync();
        var account = await service.ASandboxAccountAsync("before");
        var page = await OpenListAsync($"/s/{service.Key}/messages");
        await page.Locator("details.more summary").ClickAsync();
        await page.FillAsync("#to", "09127773333");
        await page.FillAsync("#reference", "half typed");
        await given.ChangeAsync<Account>(account.Id, a => a.Name = "after");
        await Expect(page.Locator("#account")).ToContainTextAsync("after");
        await page.ClickAsync("#filters button[type=submit]");
        await page.UntilAddressAsync("(?=.*reference=half)(?=.*to=09127773333)");
    }

    [Fact]
    public async Task Until_its_circuit_is_there_a_form_takes_nothing_in_and_loses_nothing()
    {
        var page = await OpenListAsync("/s/sandbox");
        await page.RouteAsync("**/_blazor/**", call => call.AbortAsync());
        await page.GotoAsync("/s/sandbox/messages");
        await Expect(page.Locator("#filters")).ToHaveJSPropertyAsync("inert", true);
        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#filters")).ToHaveJSPropertyAsync("inert", false);
        await page.FillAsync("#to", "09127773333");
        await page.ClickAsync("#filters button[type=submit]");
        await page.UntilAddressAsync("to=09127773333");
    }

    [Fact]
    public async Task A_tracking_id_in_the_header_opens_its_message_which_follows_the_attempt_to_its_report()
    {
        var id = await browser.App.SendTextAsync("09127772222", "followed live");
        var page = await OpenListAsync("/s/sandbox/messages");
        await page.FillAsync(".global-search input", id.ToUpperInvariant());
        await page.PressAsync(".global-search input", "Enter");
        await page.UntilAddressAsync($"/messages/{id}$");
        await Expect(page.Locator("[data-step=attempt]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-step=report]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-step=now] [data-state=delivered]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_scheduled_message_is_cancelled_and_a_failed_one_sent_again()
    {
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var scheduled = await browser.App.SendTextAsync("09127773333", "for tomorrow", scheduledAt: tomorrow);
        var page = await OpenListAsync($"/s/sandbox/messages/{scheduled}");
        await page.ClickAsync("#cancel");
        await Expect(page.Locator("#ask")).ToContainTextAsync("09127773333");
        await page.ClickAsync("#ask-yes");
        await Expect(page.Locator("#outcome.good")).ToBeVisibleAsync();
        await Expect(page.Locator("#facts [data-state=cancelled]")).ToBeVisibleAsync();

        var failed = await browser.App.SendTextAsync("09127770001", "fails");
        await browser.App.UntilAsync(failed, "failed");
        page = await OpenListAsync($"/s/sandbox/messages/{failed}");
        await page.ClickAsync("#resend");
        await page.ClickAsync("#ask-yes");
        await page.ClickAsync("#resent");
        await Expect(page.Locator("#resend-of")).ToContainTextAsync(failed);
    }

    [Fact]
    public async Task One_walks_through_the_messages_of_a_search_in_both_directions()
    {
        for (var i = 1; i <= 3; i++) await browser.App.SendTextAsync("09127774444", string.Create(CultureInfo.InvariantCulture, $"step {i}"), reference: "walk");
        var page = await OpenListAsync("/s/sandbox/messages?reference=walk");
        await page.Locator("#messages td a").First.ClickAsync();
        await Expect(page.Locator("#message-text")).ToHaveTextAsync("step 3");
        await Expect(page.Locator("#newer")).ToHaveCountAsync(0);
        await page.ClickAsync("#older");
        await Expect(page.Locator("#message-text")).ToHaveTextAsync("step 2");
        await page.ClickAsync("#older");
        await Expect(page.Locator("#message-text")).ToHaveTextAsync("step 1");
        await Expect(page.Locator("#older")).ToHaveCountAsync(0);
        await page.ClickAsync("#newer");
        await Expect(page.Locator("#message-text")).ToHaveTextAsync("step 2");
        await page.ClickAsync("#back");
        await page.UntilAddressAsync(@"/s/sandbox/messages\?reference=walk$");
    }

    [Fact]
    public async Task Chosen_columns_stand_in_the_address()
    {
        await browser.App.SendTextAsync("09127775555", "columns", reference: "columns");
        var page = await OpenListAsync("/s/sandbox/messages?reference=columns");
        await page.ClickAsync("#messages .column-menu summary");
        await page.Locator("#messages .column-menu label", new() { HasTextString = "نوع" }).ClickAsync();
        await page.UntilAddressAsync("columns=.*kind");
        await Expect(page.Locator("#messages thead")).ToContainTextAsync("نوع");
    }

    [Fact]
    public async Task A_viewer_is_shown_masked_numbers_and_nothing_to_read_or_press()
    {
        var viewer = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Viewer);
        var id = await browser.App.SendTextAsync("09127770001", "hidden words", reference: "viewed");
        await browser.App.UntilAsync(id, "failed");
        var page = await browser.SignInAsync("/s/sandbox/messages?reference=viewed", viewer.Name, viewer.Password);
        await Expect(page.Locator(Live)).ToBeAttachedAsync();
        await Expect(page.Locator("#messages .phone")).ToContainTextAsync("***");
        await Expect(page.Locator("#q")).ToHaveCountAsync(0);
        await page.Locator("#messages td a").First.ClickAsync();
        await Expect(page.Locator("#timeline")).ToBeVisibleAsync();
        await Expect(page.Locator("#resend")).ToHaveCountAsync(0);
        Assert.DoesNotContain("hidden words", await page.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenListAsync(string path)
    {
        var page = await browser.SignInAsync(path);
        await Expect(page.Locator(Live)).ToBeAttachedAsync();
        return page;
    }
}
