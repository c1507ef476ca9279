using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rasan.Tests.Browser;

/// <summary>An operator sets up an account, as a person does it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountsPageTests(BrowserFixture browser)
{
    private const string Path = "/s/sandbox/accounts", Secret = "typed-secret-0123456789", Spare = "typed-spare-0123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_at_Kavenegar_is_made_gets_a_key_and_a_line_and_its_test_message_shows_the_answer()
    {
        await using var simulators = new SimulatorHost();
        await simulators.SettingsAsync("kavenegar", new { dead_keys = new[] { Secret } });
        var page = await OpenAsync(Path);
        await page.ClickAsync("#new-account");
        await page.ClickAsync("#choose-kavenegar");
        await page.FillAsync("#name", "کاوه‌نگار آزمایش");
        await page.FillAsync("#base_url", "https://10.0.0.1/v1");
        await page.FillAsync("#timeout", "۴۰");
        await page.ClickAsync("#save-account");
        await Expect(page.Locator("#fault-base_url")).ToContainTextAsync("10.0.0.1");
        await Expect(page.Locator("#fault-secret-api_key")).Not.ToBeEmptyAsync();
        await page.FillAsync("#base_url", simulators.BaseUrl("kavenegar").ToString());
        await page.FillAsync("#secret-api_key", Secret);
        await page.ClickAsync("#save-account");
        await page.UntilAddressAsync("/accounts/[0-9]+$");
        await Expect(page.Locator("h1")).ToHaveTextAsync("کاوه‌نگار آزمایش");

        await page.ClickAsync("#add-line");
        await page.FillAsync("#line-number", "۱۰۰۰۴۳۴۶");
        await page.FillAsync("#line-opens", "۰۸:۰۰");
        await page.ClickAsync("#save-line");
        await Expect(page.Locator("#fault-line-closes")).Not.ToBeEmptyAsync();
        await page.FillAsync("#line-closes", "21:00");
        await page.ClickAsync("#save-line");
        await Expect(page.Locator("[data-line='10004346']")).ToContainTextAsync("۰۸:۰۰");
        await page.ClickAsync("#add-key");
        await page.FillAsync("#key-label", "ذخیره");
        await page.FillAsync("#key-api_key", Spare);
        await page.ClickAsync("#save-key");
        await Expect(page.Locator("#keys .rows li")).ToHaveCountAsync(2);

        await page.FillAsync("#test-to", "۰۹۱۲۱۱۱۰۱۱۱");
        await page.ClickAsync("#send-test");
        await Expect(page.Locator("#test-answer")).ToHaveAttributeAsync("data-outcome", "accepted");
        await Expect(page.Locator("#test-answer pre").First).ToContainTextAsync("403");
        await Expect(page.Locator("[data-key='main'] .raw-code")).ToHaveTextAsync("403");
        await simulators.SettingsAsync("kavenegar", new { no_credit = true });
        await page.ClickAsync("#send-test");
        await Expect(page.Locator("#test-answer .badge.bad")).ToBeVisibleAsync();
        await Expect(page.Locator("#test-meaning")).ToContainTextAsync("اعتبار");

        Assert.DoesNotContain("typed-s", await page.ContentAsync(), StringComparison.Ordinal);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#account-form");
        Assert.DoesNotContain("typed-s", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await page.EvaluateAsync<string>("() => [...document.querySelectorAll('input[type=password]')].map(one => one.value).join('')"));
        await using var store = await browser.App.StoreAsync();
        var id = long.Parse((await page.AddressAsync()).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
        var rows = await store.Operations.Where(row => row.Subject == $"account:{id}").ToListAsync(Ct);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "account.create", "line.add", "key.add", "account.test" }, rows.Select(row => row.Action).ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, row => (row.Before + row.After).Contains("typed-s", StringComparison.Ordinal));
        await SwitchOffAsync(id);
    }

    [Fact]
    public async Task An_account_is_paused_taken_up_again_changed_and_removed_and_leaving_what_was_typed_asks_first()
    {
        var page = await OpenAsync(Path + "/new?provider=sandbox");
        await page.FillAsync("#name", "For a while");
        await page.ClickAsync("#save-account");
        await page.UntilAddressAsync("/accounts/[0-9]+$");
        await page.ClickAsync("#pause");
        await Expect(page.Locator("#facts [data-health=paused]")).ToBeVisibleAsync();
        await page.ClickAsync("#resume");
        await Expect(page.Locator("#facts [data-health=usable]")).ToBeVisibleAsync();
        await page.FillAsync("#name", "Not saved");
        await page.ClickAsync("#back");
        await page.ClickAsync(".rz-dialog button:has-text('می‌مانم')");
        await Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Expect(page.Locator("#name")).ToHaveValueAsync("Not saved");
        await page.ClickAsync("#save-account");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Not saved");
        await page.ClickAsync("#remove-account");
        await page.ClickAsync(".rz-dialog button:has-text('حذف')");
        await page.UntilAddressAsync("/accounts$");
        await Expect(page.Locator("#accounts")).Not.ToContainTextAsync("Not saved");
    }

    [Fact]
    public async Task Who_may_only_look_sees_how_accounts_stand_and_nothing_to_press_and_a_shared_one_shows_no_key()
    {
        var given = new Given(browser.App.Services);
        var shared = new Core.Accounts.Account { Provider = "kavenegar", Name = "برای همه", IsActive = false, CreatedAt = given.Now, Keys = { new() { Label = "hidden-label", Sealed = [1], CreatedAt = given.Now } } };
        await given.SaveAsync(shared);
        var person = await browser.App.AMemberAsync(browser.App.Sandbox.Id, AccessLevel.Operator);
        var page = await browser.SignInAsync(Path + "?sort=state", person.Name, person.Password);
        await Expect(page.Locator("#accounts")).ToContainTextAsync("برای همه");
        await Expect(page.Locator("#new-account")).ToHaveCountAsync(0);
        await page.ClickAsync($"#accounts a[href$='/accounts/{shared.Id}']");
        await Expect(page.Locator("#facts .badge").Filter(new() { HasText = "مشترک" })).ToBeVisibleAsync();
        await Expect(page.Locator("#account-form, #test-form, #add-line, #remove-account, #keys")).ToHaveCountAsync(0);
        Assert.DoesNotContain("hidden-label", await page.ContentAsync(), StringComparison.Ordinal);

        var administrator = await OpenAsync($"{Path}/{shared.Id}");
        await administrator.ClickAsync("#remove-account");
        await administrator.ClickAsync(".rz-dialog button:has-text('حذف')");
        await administrator.UntilAddressAsync("/accounts$");
    }

    [Fact]
    public async Task Filters_and_chosen_columns_stand_in_the_address_and_the_file_is_taken_from_there()
    {
        var page = await OpenAsync(Path);
        await page.SelectOptionAsync("#state", "usable");
        await page.ClickAsync("details.more summary");
        await page.SelectOptionAsync("#owner", "service");
        await page.FillAsync("#q", "sandbox");
        await page.PressAsync("#q", "Enter");
        await page.UntilAddressAsync(@"\?state=usable&owner=service&q=sandbox$");
        await page.ClickAsync(".column-menu summary");
        await page.Locator(".column-menu label", new() { HasText = "کلیدها" }).ClickAsync();
        await page.UntilAddressAsync("columns=provider,state,balance,days,lines$");
        await Expect(page.Locator("#accounts thead")).Not.ToContainTextAsync("کلیدها");

        var colleague = await OpenAsync((await page.AddressAsync()).PathAndQuery);
        await Expect(colleague.Locator("#state")).ToHaveValueAsync("usable");
        await Expect(colleague.Locator("#owner")).ToHaveValueAsync("service");
        await Expect(colleague.Locator("#accounts thead")).ToContainTextAsync("موجودی");
        await Expect(colleague.Locator("#accounts thead")).Not.ToContainTextAsync("کلیدها");
        var file = await colleague.RunAndWaitForDownloadAsync(() => colleague.ClickAsync("#export-csv"));
        Assert.Contains("Sandbox", await File.ReadAllTextAsync(await file.PathAsync(), Ct), StringComparison.Ordinal);
        await colleague.ClickAsync("#clear");
        await colleague.UntilAddressAsync(@"/accounts\?columns=provider,state,balance,days,lines$");
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await browser.SignInAsync(path);
        await page.WaitForSelectorAsync("#connection[data-live=true]");
        return page;
    }

    /// <summary>The other tests share the server: nothing of theirs is to go this way.</summary>
    private async Task SwitchOffAsync(long id) => await new Given(browser.App.Services).ChangeAsync<Core.Accounts.Account>(id, account => account.IsActive = false);
}
