using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Rasan.Tests.Browser;

/// <summary>Rasan works in a closed network: no page may ask anything of anybody but the program itself.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ClosedNetworkTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no/such/page")]
    [InlineData("/docs")]
    public async Task A_page_loads_everything_from_the_program_and_nothing_fails(string path)
    {
        var page = await browser.OpenAsync("about:blank");
        var asked = new ConcurrentQueue<string>();
        var failed = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        page.RequestFailed += (_, request) => failed.Enqueue($"{request.Url}: {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document") failed.Enqueue($"{response.Url}: {response.Status}");
        };

        await page.GotoAsync(new Uri(browser.Home, path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        await Assertions.Expect(page.Locator("h1, h2").First).ToBeVisibleAsync();
        Assert.Contains(asked, url => url.EndsWith(path, StringComparison.Ordinal));
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

    private static IEnumerable<string> Outside(IEnumerable<string> urls, Uri home) =>
        urls.Where(url => new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != home.Authority);
}
