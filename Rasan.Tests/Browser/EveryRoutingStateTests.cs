using Microsoft.Playwright;
using Rasan.Tests.House;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>The states of the routing page that a fresh look does not show, in every look.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryRoutingStateTests(BrowserFixture browser)
{
    private const string Routing = "/s/sandbox/routing";

    [Theory]
    [MemberData(nameof(EveryPageTests.Looks), MemberType = typeof(EveryPageTests))]
    public async Task While_setting_routes(string language, string theme)
    {
        var look = await PageLook.AsMemberAsync(browser, language, theme);
        var page = look.Reader;
        await browser.App.SendTextAsync("09120000722", "سفارش", intent: "MESSAGE");
        var given = new Given(browser.App.Services);
        var intent = new Core.Intents.Intent { ServiceId = browser.App.Sandbox.Id, Key = $"OVERTAKEN_{language}_{theme}", Kind = Core.Intents.Kind.Bulk };
        await given.SaveAsync(intent);
        foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
        {
            await look.ResizeAsync(width);
            await look.GoAsync(Routing + "?edit=new");
            await page.SelectOptionAsync("#add-account", new SelectOptionValue { Index = 1 });
            await Expect(page.Locator("#steps li")).ToHaveCountAsync(1);
            await page.SelectOptionAsync("#add-account", new SelectOptionValue { Index = 1 });
            await Expect(page.Locator("#steps li")).ToHaveCountAsync(2);
            await page.ClickAsync("#route-save");
            await Expect(page.Locator("#fault-intent")).ToBeVisibleAsync();
            await look.LookAsync("state-route-form");
            page = await FreshAsync(look, $"{Routing}?part=intents&edit={intent.Id}");
            await page.FillAsync("#intent-lifetime", "90");
            await given.ChangeAsync<Core.Intents.Intent>(intent.Id, stored => stored.LifetimeSeconds = width);
            await page.ClickAsync("#intent-save");
            await Expect(page.Locator("#intent-notice")).ToBeVisibleAsync();
            await look.LookAsync("state-intent-overtaken");
            foreach (var part in (string[])["intents", "intents&edit=new&key=ORDER_PAID", "kinds", "kinds&edit=bulk", "channels"])
            {
                page = await FreshAsync(look, $"{Routing}?part={part}");
                await look.LookAsync("state-routing-" + part.Replace("&", "-", StringComparison.Ordinal).Replace("=", "-", StringComparison.Ordinal));
            }
        }

        Guard.FindsNothing(look.Faults);
    }

    /// <summary>Leaves a form that was touched: the browser asks, and is told to go.</summary>
    private static async Task<IPage> FreshAsync(PageLook look, string address)
    {
        look.Reader.Dialog += Accept;
        await look.GoAsync(address);
        look.Reader.Dialog -= Accept;
        return look.Reader;

        static void Accept(object? sender, IDialog dialog) => _ = dialog.AcceptAsync();
    }
}
