using System.Collections.Concurrent;
using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.House;
using Rasan.Tests.Support;

namespace Rasan.Tests.Browser;

/// <summary>Rasan works in a closed network: no page may ask anything of anybody but the program itself.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ClosedNetworkTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_page_loads_everything_from_the_program_and_nothing_fails_or_is_refused_by_its_own_policy()
    {
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Administrator);
        var signedIn = await browser.SignInAsync("/me", member.Name, member.Password);
        var stranger = await browser.OpenAsync("about:blank");
        var places = new Dictionary<string, string>(StringComparer.Ordinal) { ["ServiceKey"] = browser.App.Sandbox.Key, ["Id"] = Guid.Empty.ToString(), ["AccountId"] = await browser.App.AWatchedAccountAsync(), ["Form"] = Guid.NewGuid().ToString() };
        var (asked, failed) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        foreach (var page in (IPage[])[signedIn, stranger]) Watch(page, asked, failed);

        foreach (var (template, type) in PanelPages.All) await LookAsync(PanelPages.IsOpenToAll(type) ? stranger : signedIn, PanelPages.Fill(template, places));
        await LookAsync(stranger, "/no/such/page");
        await LookAsync(signedIn, "/docs");

        Assert.Contains(asked, url => url.Contains("/_blazor", StringComparison.Ordinal));
        Assert.Empty(Outside(asked, browser.Home));
        Assert.Empty(failed);
    }

    [Fact]
    public async Task The_watch_sees_a_page_that_asks_somebody_else()
    {
        var page = await browser.OpenAsync("about:blank");
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        await page.RouteAsync("http://fonts.example/**", route => route.AbortAsync());   // no resolver is waited for
        await page.SetContentAsync("<img src='http://fonts.example/a.png'><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");
        Assert.Equal(["http://fonts.example/a.png"], Outside(asked, browser.Home));
    }

    private static void Watch(IPage page, ConcurrentQueue<string> asked, ConcurrentQueue<string> failed)
    {
        page.Request += (_, request) => asked.Enqueue(request.Url);
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure != "net::ERR_ABORTED" && !request.Url.Contains("/_blazor", StringComparison.Ordinal)) failed.Enqueue($"{request.Url}: {request.Failure}");   // what a page that is left had asked for ends with it
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document") failed.Enqueue($"{response.Url}: {response.Status}");
        };
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal)) failed.Enqueue(said.Text);
        };
    }

    private async Task LookAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(browser.Home, path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(page.Locator("h1, h2").First).ToBeVisibleAsync();
    }

    private static IEnumerable<string> Outside(IEnumerable<string> urls, Uri home) =>
        urls.Where(url => new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != home.Authority);
}
