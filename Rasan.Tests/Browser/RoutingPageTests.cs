using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>Where messages go, as an operator sets it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RoutingPageTests(BrowserFixture browser)
{
    private readonly Given _given = new(browser.App.Services);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_are_put_in_order_with_the_keyboard_and_with_the_mouse_and_the_explanation_follows()
    {
        var (shop, page) = await OpenAsync();
        var gone = new Account { ServiceId = shop.Id, Provider = "sandbox", Name = "gone", CreatedAt = browser.App.Get<TimeProvider>().GetUtcNow() };
        gone.Remove(gone.CreatedAt);
        await _given.SaveAsync(gone);
        await page.FillAsync("#explain-intent", "ORDER_PAID");
        await page.PressAsync("#explain-intent", "Tab");
        await Expect(page.Locator("#explain #rule")).ToContainTextAsync("مسیری تعریف نشده");

        await page.ClickAsync("#new-route");
        await page.FillAsync("#route-intent", "ORDER_PAID");
        await page.ClickAsync("#route-save");
        await Expect(page.Locator("#fault-steps")).ToBeVisibleAsync();
        await Expect(page.Locator("#add-account option")).ToContainTextAsync(["one", "three", "two"]);
        await Expect(page.Locator("#add-account option", new() { HasText = "gone" })).ToHaveCountAsync(0);
        foreach (var name in (string[])["one", "two", "three"])
        {
            await page.SelectOptionAsync("#add-account", new SelectOptionValue { Label = name });
            await Expect(page.Locator("#steps .step-name").Last).ToHaveTextAsync(name);
        }

        await Expect(page.Locator("#steps .step-name")).ToHaveTextAsync(["one", "two", "three"]);
        await page.ClickAsync("#route-save");
        await Expect(page.Locator("#explain .route li > bdi")).ToHaveTextAsync(["one", "two", "three"]);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#export-csv"));
        Assert.Equal(3, (await File.ReadAllLinesAsync(await file.PathAsync(), Ct)).Count(line => line.Contains("ORDER_PAID", StringComparison.Ordinal)));

        await page.ClickAsync(".route-row .edit");
        await page.FocusAsync("#steps li:nth-child(3) .up");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#steps .step-name")).ToHaveTextAsync(["one", "three", "two"]);
        await Expect(page.Locator("#steps li:nth-child(2) .up")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#steps li:nth-child(1) .down")).ToBeFocusedAsync();
        await page.ClickAsync("#route-save");
        await Expect(page.Locator("#explain .route li > bdi")).ToHaveTextAsync(["three", "one", "two"]);

        await page.ClickAsync(".route-row .edit");
        await page.Locator("#steps li").Nth(0).Locator(".grip").HoverAsync();
        await page.Mouse.DownAsync();
        for (var move = 0; move < 2; move++) await page.Locator("#steps li").Nth(2).Locator(".place").HoverAsync();   // a drag begins with the second move
        await page.Mouse.UpAsync();
        await Expect(page.Locator("#steps .step-name")).ToHaveTextAsync(["one", "two", "three"]);
        await page.ClickAsync("#tab-kinds");
        await page.ClickAsync(".rz-dialog button:has-text('می‌مانم')");
        await page.ClickAsync("#route-save");
        await Expect(page.Locator("#explain .route li > bdi")).ToHaveTextAsync(["one", "two", "three"]);

        await page.ClickAsync(".route-row .edit");
        await page.ClickAsync("#route-remove");
        await page.ClickAsync(".rz-dialog button:has-text('حذف')");
        await Expect(page.Locator("#explain #rule")).ToContainTextAsync("مسیری تعریف نشده");
        await using var store = await browser.App.StoreAsync();
        Assert.Equal(
            ["route.create", "routes.export", "route.change", "route.change", "route.remove"],
            await store.Operations.Where(row => row.ServiceId == shop.Id).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task An_intent_that_messages_brought_is_defined_with_one_click_a_kind_is_changed_and_a_method_switched_on()
    {
        var (shop, page) = await OpenAsync("?part=intents");
        using (var api = browser.App.CreateApiClient(await shop.ATokenAsync()))
        using (var answer = await api.PostAsJsonAsync("/api/v1/messages", new { to = "09120009901", text = "x", intent = "PRICE_FELL" }, Ct))
            answer.EnsureSuccessStatusCode();
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        await page.ClickAsync("#seen [data-intent=PRICE_FELL] .define");
        await Expect(page.Locator("#intent-key")).ToHaveValueAsync("PRICE_FELL");
        await page.FillAsync("#intent-lifetime", "۵");
        await page.ClickAsync("#intent-save");
        await Expect(page.Locator("#fault-lifetime")).ToBeVisibleAsync();
        await page.FillAsync("#intent-lifetime", "۹۰");
        await page.ClickAsync("#intent-save");
        await Expect(page.Locator("#intents [data-intent=PRICE_FELL]")).ToContainTextAsync("۹۰ ثانیه");
        await Expect(page.Locator("#intents #export-xlsx")).ToHaveAttributeAsync("href", $"/s/{shop.Key}/routing/intents/export?format=xlsx");
        await Expect(page.Locator("#seen [data-intent]")).ToHaveCountAsync(0);

        await page.ClickAsync("#tab-kinds");
        await page.ClickAsync("[data-kind=bulk] .edit");
        await page.FillAsync("#kind-from", "۰۹:۰۰");
        await page.SelectOptionAsync("#kind-no-report", "NextAccount");
        await page.FillAsync("#kind-no-report-after", "300");
        await page.ClickAsync("#kind-save");
        await Expect(page.Locator("[data-kind=bulk] dl")).ToContainTextAsync("از ۰۹:۰۰ تا ۲۱:۰۰");
        await Expect(page.Locator("[data-kind=bulk] .badge.accent")).ToBeVisibleAsync();

        await page.ClickAsync("#tab-channels");
        await page.CheckAsync("#channel-voice");
        await page.ClickAsync("#channels li:nth-child(2) .up");
        await page.ClickAsync("#channels-save");
        await Expect(page.Locator("#channels-saved")).ToBeVisibleAsync();
        var catalog = browser.App.Get<Catalogs>().Current;
        Assert.Equal(["voice", "sms"], catalog.Channels.On(shop.Id));
        Assert.Equal(TimeSpan.FromMinutes(5), catalog.Intents.Rule(shop.Id, Core.Intents.Kind.Bulk).NoReportAfter);
        Assert.Equal(TimeSpan.FromSeconds(90), catalog.Intents.Find(shop.Id, "PRICE_FELL", otpDoor: false).Lifetime);
    }

    [Fact]
    public async Task What_is_in_order_is_not_drawn_anew_when_somebody_changes_something_else()
    {
        var (shop, page) = await OpenAsync("?part=channels");
        await page.EvaluateAsync("() => document.querySelector('#channels li').isTheSame = true");
        await _given.ChangeAsync<Service>(shop.Id, service => service.Name = "Renamed meanwhile");
        await Expect(page.Locator("#frame")).ToContainTextAsync("Renamed meanwhile");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('#channels li').isTheSame === true"));
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_button_and_another_services_rule_is_not_opened_by_its_number()
    {
        var (shop, _) = await OpenAsync();
        var account = await shop.ASandboxAccountAsync("four");
        var route = new Core.Routes.Route { ServiceId = shop.Id, Intent = "ORDER_PAID", CreatedAt = account.CreatedAt };
        route.Steps.Add(new() { Position = 0, AccountId = account.Id });
        await _given.SaveAsync(route);
        var member = await browser.App.AMemberAsync(shop.Id, AccessLevel.Operator);
        var page = await browser.SignInAsync($"/s/{shop.Key}/routing?edit={route.Id}", member.Name, member.Password);
        await Expect(page.Locator("#read-only")).ToBeVisibleAsync();
        await Expect(page.Locator(".route-row")).ToHaveCountAsync(1);
        await Expect(page.Locator(".route-row .edit, #new-route, #route-form")).ToHaveCountAsync(0);
        foreach (var part in (string[])["intents", "kinds", "channels"])
        {
            await page.GotoAsync($"/s/{shop.Key}/routing?part={part}&edit=bulk");
            await Expect(page.Locator(".define, .edit, #new-intent, #kind-form, #channels-save")).ToHaveCountAsync(0);
        }

        var admin = await browser.SignInAsync($"/s/sandbox/routing?edit={route.Id}");
        await Expect(admin.Locator("#routes")).ToBeVisibleAsync();
        await Expect(admin.Locator("#route-form")).ToHaveCountAsync(0);
    }

    private async Task<(GivenShop Shop, IPage Page)> OpenAsync(string query = "")
    {
        var shop = await _given.AServiceAsync();
        foreach (var name in (string[])["one", "two", "three"]) await shop.ASandboxAccountAsync(name, $"3000{name.Length}");
        var page = await browser.SignInAsync($"/s/{shop.Key}/routing{query}");
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        return (shop, page);
    }
}
