using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Accounts;

namespace Rasan.Tests.Panel.Pages;

/// <summary>The list of accounts: waiting, empty, rows; what its address asks, and what its form writes there.</summary>
public sealed class AccountListTests(RasanApp app) : IClassFixture<RasanApp>
{
    private readonly Given _given = new(app.Services);

    [Theory]
    [InlineData("en", "There is no account to send with yet", "No account is like that", "Show all")]
    [InlineData("fa", "هنوز حسابی برای ارسال نیست", "حسابی با این ویژگی‌ها نیست", "همه")]
    public async Task It_waits_and_where_there_is_nothing_it_says_what_to_do_next(string language, string nothing, string notFound, string all)
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, language, await shop.AMemberAsync());
        app.Gate.Shut();
        var page = rooms.OpenPage<AccountList>(shop.Key);
        Assert.NotNull(page.Find(".waiting[aria-busy=true]"));
        app.Gate.Open();
        page.WaitForAssertion(() => Assert.Contains(nothing, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/s/{shop.Key}/accounts/new", page.Find(".empty a").GetAttribute("href"));

        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/accounts?q=nobody&columns=state");
        page.WaitForAssertion(() => Assert.Contains(notFound, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Contains(all, page.Find(".empty a").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/s/{shop.Key}/accounts?columns=state", page.Find(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("", "Alpha Beta Gamma")]
    [InlineData("?sort=balance", "Beta Alpha Gamma")]
    [InlineData("?sort=expires", "Alpha Beta Gamma")]
    [InlineData("?sort=lines", "Beta Gamma Alpha")]
    [InlineData("?sort=state", "Gamma Alpha Beta")]
    [InlineData("?q=3000", "Alpha")]
    [InlineData("?state=off", "Gamma")]
    [InlineData("?owner=system", "")]
    [InlineData("?owner=service&balance_below=1,000,000", "Beta")]
    [InlineData("?days_below=30", "")]
    [InlineData("?expires_before=2029-01-01T00:00:00Z", "Alpha")]
    [InlineData("?provider=sandbox&expires_before=2031-01-01T00:00:00Z", "Alpha Beta")]
    public async Task The_rows_are_those_that_the_address_asks_for_in_its_order(string query, string names)
    {
        var shop = await AShopAsync();
        await using var rooms = Open(shop, query, await shop.AMemberAsync());
        var page = rooms.OpenPage<AccountList>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(names.Length == 0, page.FindAll(".empty").Count == 1));
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.FindAll("#accounts tbody tr td:first-child a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task What_is_chosen_in_the_form_lands_in_the_address_and_what_stands_there_fills_the_form()
    {
        var shop = await AShopAsync();
        await using var rooms = Open(shop, "?state=usable&columns=balance", await shop.AMemberAsync());
        var navigation = rooms.Services.GetRequiredService<NavigationManager>();
        var page = rooms.OpenPage<AccountList>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(["Name", "Balance"], page.FindAll("#accounts thead th").Select(title => title.TextContent.Trim())));
        Assert.Equal("usable", page.Find("#state").GetAttribute("value"));
        await page.ChangeAsync("#balance_below", "۱٬۰۰۰٬۰۰۰");
        await page.ChangeAsync("#sort", "days");
        await page.SubmitAsync("#filters");
        page.WaitForAssertion(() => Assert.Equal("Beta", page.Find("#accounts tbody a").TextContent));
        var address = new Uri(navigation.Uri);
        Assert.Equal($"?state=usable&columns=balance&balance_below={Uri.EscapeDataString("۱٬۰۰۰٬۰۰۰")}&sort=days", address.Query);
        Assert.Equal($"/s/{shop.Key}/accounts/export?state=usable&balance_below={Uri.EscapeDataString("۱٬۰۰۰٬۰۰۰")}&sort=days&format=xlsx", page.Find("#export-xlsx").GetAttribute("href"));
        Assert.Equal($"/s/{shop.Key}/accounts?sort=days&columns=balance", page.Find("#clear").GetAttribute("href"));
    }

    [Fact]
    public async Task A_wrong_question_is_told_what_is_wrong_and_asks_nothing()
    {
        var shop = await AShopAsync();
        await using var rooms = Open(shop, "?balance_below=much&days_below=0&expires_before=soon&state=lost&nonsense=1");
        var page = rooms.OpenPage<AccountList>(shop.Key);
        page.WaitForAssertion(() => Assert.Contains("'nonsense' filters nothing", page.Find("#filters .alert.bad").TextContent, StringComparison.Ordinal));
        Assert.Contains("'lost' is no state", page.Find("#filters .alert.bad").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not an amount", page.Find("#fault-balance_below").TextContent, StringComparison.Ordinal);
        Assert.Contains("from 1 to 9,999", page.Find("#fault-days_below").TextContent, StringComparison.Ordinal);
        Assert.Contains("'soon' is not a time", page.Find("#fault-expires_before").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#accounts, .empty, #export-csv"));
    }

    /// <summary>Three accounts: with a line and credit, with little credit, switched off.</summary>
    private async Task<GivenShop> AShopAsync()
    {
        var shop = await _given.AServiceAsync();
        var (alpha, beta, gamma) = (await shop.ASandboxAccountAsync("Alpha", "30001234"), await shop.ASandboxAccountAsync("Beta"), await shop.ASandboxAccountAsync("Gamma"));
        await _given.ChangeAsync<Account>(alpha.Id, account => account.Stand(new(Money.Rials(5_000_000), new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero), null), account.CreatedAt));
        await _given.ChangeAsync<Account>(beta.Id, account => account.Stand(new(Money.Rials(900_000), new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), null), account.CreatedAt));
        await _given.ChangeAsync<Account>(gamma.Id, account => account.IsActive = false);
        return shop;
    }

    private PanelRooms Open(GivenShop shop, string query, long? member = null)
    {
        var rooms = new PanelRooms(app, "en", member, new(Zone: "UTC"));
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/accounts{query}");
        return rooms;
    }
}
