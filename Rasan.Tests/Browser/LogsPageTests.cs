using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>Both logs in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LogsPageTests(BrowserFixture browser)
{
    private const string Live = "#connection[data-live=true]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filters_land_in_the_address_and_the_address_opens_them_again()
    {
        var cancelled = await CancelOneAsync();
        var page = await OpenAsync("/s/sandbox/logs/operations");
        await page.SelectOptionAsync("#action", "message.cancel");
        await page.ClickAsync("details.more summary");
        await page.FillAsync("#subject", $"message:{cancelled}");
        await page.PressAsync("#subject", "Enter");
        await page.UntilAddressAsync($"(?=.*action=message.cancel)(?=.*{cancelled})");
        await Expect(page.Locator("#operations tbody tr")).ToHaveCountAsync(1);

        var colleague = await OpenAsync((await page.AddressAsync()).PathAndQuery);
        await Expect(colleague.Locator("#operations tbody tr")).ToHaveCountAsync(1);
        await Expect(colleague.Locator("#action")).ToHaveValueAsync("message.cancel");
        await Expect(colleague.Locator("#subject")).ToHaveValueAsync($"message:{cancelled}");
        await colleague.ClickAsync("#clear");
        await colleague.UntilAddressAsync("/logs/operations$");
        await Expect(colleague.Locator("#action")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_was_done_elsewhere_is_there_after_a_refresh_and_a_row_opens_by_the_keyboard()
    {
        var page = await OpenAsync("/s/sandbox/logs/api?route=/api/v1/messages/{id}/cancel&sort=newest");
        await Expect(page.Locator("#calls tbody tr, .empty").First).ToBeVisibleAsync();
        var before = await page.Locator("#calls tbody tr").CountAsync();
        await CancelOneAsync();
        await Eventually.IsTrueAsync(async () =>
        {
            await page.ClickAsync("#refresh");
            return await page.Locator("#calls tbody tr").CountAsync() == before + 1;
        }, "the call is shown", Ct);

        var details = page.Locator(".row-details").First;
        await details.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(details).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator("#calls pre.snippet").First).ToContainTextAsync("tracking_id");
        await page.Keyboard.PressAsync("Enter");
        await Expect(details).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Chosen_columns_stand_in_the_address()
    {
        await CancelOneAsync();
        var page = await OpenAsync("/s/sandbox/logs/operations");
        await page.ClickAsync(".column-menu summary");
        await page.ClickAsync(".column-menu label:has-text('از کجا')");
        await page.UntilAddressAsync(@"\?columns=actor,action,subject$");
        await Expect(page.Locator("#operations thead")).Not.ToContainTextAsync("از کجا");
        await Expect(page.Locator("#operations thead")).ToContainTextAsync("چه کاری");
    }

    [Fact]
    public async Task A_viewer_finds_neither_log()
    {
        var viewer = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Viewer);
        var page = await browser.SignInAsync("/s/sandbox/help", viewer.Name, viewer.Password);
        await Expect(page.Locator(Live)).ToBeAttachedAsync();
        await Expect(page.Locator("#sidebar a[href$='/help']")).ToHaveCountAsync(1);
        await Expect(page.Locator("#sidebar a[href*='/logs/']")).ToHaveCountAsync(0);
        foreach (var log in (string[])["operations", "api"])
        {
            var answer = await page.GotoAsync($"/s/sandbox/logs/{log}");
            Assert.Equal(403, answer!.Status);
            await Expect(page.Locator(".refused")).ToBeVisibleAsync();
        }
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await browser.SignInAsync(path);
        await Expect(page.Locator(Live)).ToBeAttachedAsync();
        return page;
    }

    /// <returns>The message's id.</returns>
    private async Task<string> CancelOneAsync()
    {
        using var api = browser.App.CreateApiClient();
        using var sent = await api.PostAsJsonAsync("/api/v1/messages", new { to = "09120000111", text = "x", scheduled_at = "2027-01-01T00:00:00Z" }, Ct);
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
        using var cancelled = await api.PostAsync(new Uri($"/api/v1/messages/{id}/cancel", UriKind.Relative), content: null, Ct);
        cancelled.EnsureSuccessStatusCode();
        return id;
    }
}
