using Microsoft.Playwright;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class RestartTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_server_was_restarted_the_page_comes_back_by_itself_and_the_person_is_still_signed_in()
    {
        await using var program = new RasanProcess();
        var first = await program.StartAsync(Ct);
        var address = first.Http.BaseAddress!;
        var page = await browser.OpenAsync(new Uri(address, "/s/sandbox").ToString());
        await page.FillAsync("[name=name]", "admin");
        await page.FillAsync("[name=password]", RasanApp.AdminPassword);
        await page.ClickAsync("form button.primary");
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");

        await first.KillAsync(Ct);
        await first.DisposeAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Expect(page.Locator("html.lost")).ToHaveCountAsync(1);

        await using var second = await program.StartAsync(Ct, address);
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("پیشخوان");
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-live", "true");
    }
}
