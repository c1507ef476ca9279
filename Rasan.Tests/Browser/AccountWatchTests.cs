using Microsoft.Playwright;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>An account's standing and alerts as an operator sees and changes them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountWatchTests(BrowserFixture browser)
{
    [Fact]
    public async Task An_operator_asks_for_the_balance_and_adds_changes_and_removes_an_alert()
    {
        var account = await browser.App.AWatchedAccountAsync();
        var page = await browser.SignInAsync($"/s/sandbox/accounts/{account}", inEnglish: true);
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        await page.ClickAsync("#refresh-standing");
        await Expect(page.Locator("#standing-said")).ToHaveTextAsync("The provider has answered.");
        await Expect(page.Locator("#balance")).ToContainTextAsync("rials");
        await page.ClickAsync("#set-standing");
        await page.FillAsync("#set-minutes", "۱۵");
        await page.ClickAsync("#save-standing");
        await Expect(page.Locator("#standing")).ToContainTextAsync("every 15 minutes");

        await page.ClickAsync("#add-alert");
        await page.SelectOptionAsync("#alert-on", "ExpiresWithin");
        await page.FillAsync("#alert-days", "12");
        await page.FillAsync("#receiver-0", "۰۹۱۲۱۱۱۲۲۵۵");
        await page.SelectOptionAsync("#receiver-0-language", "en");
        await page.ClickAsync("#save-alert");
        var added = page.Locator("#alert-rules li", new() { HasText = "within 12 days" });
        await Expect(added).ToContainTextAsync("09121112255");
        await added.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.FillAsync("#alert-days", "13");
        await page.ClickAsync("#save-alert");
        var changed = page.Locator("#alert-rules li", new() { HasText = "within 13 days" });
        await changed.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.ClickAsync(".rz-dialog button:has-text('Remove')");
        await Expect(page.Locator("#rules-said")).ToHaveTextAsync("Removed.");
        await Expect(changed).ToHaveCountAsync(0);
        await Expect(page.Locator("#alert-history")).ToContainTextAsync("No other account can carry it");
    }

    [Fact]
    public async Task Alerts_are_filtered_where_they_stand_and_what_is_typed_above_them_is_not_lost()
    {
        var account = await browser.App.AWatchedAccountAsync();
        var page = await browser.SignInAsync($"/s/sandbox/accounts/{account}", inEnglish: true);
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        await page.FillAsync("#name", "not saved yet");
        await page.SelectOptionAsync("#fate", "unsent");
        await page.SelectOptionAsync("#on", "balance_below");
        await page.ClickAsync("#filters button.primary");
        await page.UntilAddressAsync(@"\?fate=unsent&on=balance_below#alert-history$");
        await Expect(page.Locator("#alerts-title")).ToBeInViewportAsync();
        await page.ClickAsync("#alert-history .column-menu summary");
        await page.Locator("#alert-history .column-menu label", new() { HasText = "Text" }).ClickAsync();
        await page.UntilAddressAsync("columns=on,to,fate,by,message#alert-history$");
        await Expect(page.Locator("#alerts thead")).Not.ToContainTextAsync("Text");
        await Expect(page.Locator("#alerts-title")).ToBeInViewportAsync();
        await Expect(page.Locator("#name")).ToHaveValueAsync("not saved yet");
        await page.ClickAsync("#undo-account");

        var colleague = await browser.SignInAsync((await page.AddressAsync()).PathAndQuery, inEnglish: true);
        await Expect(colleague.Locator("#fate")).ToHaveValueAsync("unsent");
        await Expect(colleague.Locator("#alerts tbody")).ToContainTextAsync("No other account can carry it");
        var file = await colleague.RunAndWaitForDownloadAsync(() => colleague.ClickAsync("#export-csv"));
        Assert.Contains("no_other_account", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
