using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>The simulators' page, in the hands of a system administrator who rehearses.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SimulatorsPageTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rehearsal_is_steered_watched_and_cleared_away_on_one_page()
    {
        var look = await PageLook.AsAdministratorAsync(browser, "fa", "light");
        var page = look.Reader;
        await look.GoAsync("/s/sandbox/simulators?vendor=ghasedak");
        await page.ClickAsync("#reset");
        await page.ClickAsync("#ask-yes");
        await Expect(page.Locator("#clock-outcome")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#messages .empty")).ToBeVisibleAsync();

        Assert.Equal(200, await SendAsync(browser, "سلام از تمرین"));
        await page.ClickAsync("#refresh");
        var row = page.Locator("#messages tbody tr").First;
        await Expect(row.Locator(".message-text")).ToHaveTextAsync("سلام از تمرین");
        await page.ClickAsync("[data-minutes='60']");
        await Expect(row.Locator("[data-state=delivered]")).ToBeVisibleAsync();
        await Expect(page.Locator("#ahead")).ToContainTextAsync("۱");

        await page.CheckAsync("#maintenance");
        await Expect(page.Locator("#maintenance")).ToBeCheckedAsync();
        await Eventually.IsTrueAsync(async () => await SendAsync(browser, "x") == 503, "the vendor is under repair", Ct);
        await page.UncheckAsync("#maintenance");
        await Eventually.IsTrueAsync(async () => await SendAsync(browser, "y") == 200, "it is back", Ct);

        await page.FillAsync("#credit", "بسیار");
        await page.ClickAsync("#save");
        await Expect(page.Locator("#credit")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.FillAsync("#credit", "۱");
        await page.ClickAsync("#save");
        await Expect(page.Locator("#figures-outcome")).Not.ToBeEmptyAsync();
        Assert.NotEqual(200, await SendAsync(browser, "more than one Rial"));

        await page.ClickAsync("#reset");
        await Expect(page.Locator("#ask-title")).ToContainTextAsync("قاصدک");
        await Expect(page.Locator("#ask-no")).ToBeVisibleAsync();
        await page.ClickAsync("#ask-no");
        await Expect(row).ToBeVisibleAsync();
        await page.ClickAsync("#reset");
        await page.ClickAsync("#ask-yes");
        await Expect(page.Locator("#messages .empty")).ToBeVisibleAsync();
        await Expect(page.Locator("#credit")).ToHaveValueAsync("50000000");
    }

    /// <summary>As a client of the vendor's would, without an account here.</summary>
    /// <returns>The HTTP status.</returns>
    internal static async Task<int> SendAsync(BrowserFixture browser, string text)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.App.ClientOptions.BaseAddress, "/simulators/ghasedak/rest/api/v1/WebService/SendSingleSMS"))
        {
            Content = new StringContent($$"""{"lineNumber":"30005088","receptor":"09121110111","message":"{{text}}"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("ApiKey", "rehearsal-0123456789");
        using var answer = await http.SendAsync(request, Ct);
        return (int)answer.StatusCode;
    }
}
