using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Accounts;

namespace Rasan.Tests.Panel.Pages;

/// <summary>An account's page: its alerts by the page's address, and an expiry date that is taken away again.</summary>
public sealed class AccountDetailTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly Given _given = new(app.Services);

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_alerts_are_those_that_the_address_asks_for_page_by_page()
    {
        var shop = await _given.AServiceAsync();
        var account = await shop.ASandboxAccountAsync("watched");
        await _given.SaveAsync([.. Enumerable.Range(1, 23).Select(i => Unsent(account, i == 5 ? AlertOn.KeyRefused : AlertOn.Paused, Noon.AddMinutes(i)))]);
        var path = $"/s/{shop.Key}/accounts/{account.Id}";
        await using var rooms = new PanelRooms(app, "en", wanted: new(Zone: "UTC"));
        var navigation = rooms.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(path + "?columns=on");
        var page = rooms.OpenPage<AccountDetail>(shop.Key, parameters => parameters.Add(p => p.AccountId, account.Id));
        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll("#alerts tbody tr").Count));
        Assert.Equal(["Time", "Tells of"], page.FindAll("#alerts thead th").Select(title => title.TextContent.Trim()));
        Assert.EndsWith("#alert-history", page.Find("#alert-history a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
        navigation.NavigateTo(page.Find("#alert-history a[rel=next]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("#alerts tbody tr").Count));

        await page.ChangeAsync("#on", "key_refused");
        await page.ChangeAsync("#fate", "unsent");
        await page.SubmitAsync("#filters");
        page.WaitForAssertion(() => Assert.Equal("Key refused", Assert.Single(page.FindAll("#alerts tbody .tags")).TextContent.Trim()));
        Assert.Equal($"{path}?columns=on&on=key_refused&fate=unsent#alert-history", new Uri(navigation.Uri).PathAndQuery + new Uri(navigation.Uri).Fragment);
        Assert.Equal($"{path}/alerts/export?on=key_refused&fate=unsent&format=csv", page.Find("#export-csv").GetAttribute("href"));

        navigation.NavigateTo(path + "?fate=waiting");
        page.WaitForAssertion(() => Assert.Equal($"{path}#alert-history", page.Find("#alert-history .empty a").GetAttribute("href")));
        navigation.NavigateTo(path + "?until=yesterday&fate=lost");
        page.WaitForAssertion(() => Assert.Contains("'yesterday' is not a time", page.Find("#fault-until").TextContent, StringComparison.Ordinal));
        Assert.Contains("'lost' is no state", page.Find("#filters .alert.bad").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#alerts, #export-csv"));
    }

    [Fact]
    public async Task An_expiry_date_set_by_hand_is_taken_away_by_emptying_its_field()
    {
        var shop = await _given.AServiceAsync();
        var account = new Account { ServiceId = shop.Id, Provider = "twilio", Name = "by hand", IsActive = false, CreatedAt = _given.Now };
        account.Stand(new(null, Noon.AddYears(1), null), _given.Now);
        await _given.SaveAsync(account);
        await using var rooms = new PanelRooms(app, "en", wanted: new(Zone: "UTC"));
        var page = rooms.OpenPage<AccountDetail>(shop.Key, parameters => parameters.Add(p => p.AccountId, account.Id));
        page.WaitForAssertion(() => Assert.Contains("2027-11-20", page.Find("#expires").TextContent, StringComparison.Ordinal));
        await page.ClickAsync("#set-standing");
        await page.ChangeAsync("#set-expiry", "");
        await page.SubmitAsync("#standing-form");
        page.WaitForAssertion(() => Assert.Contains("Does not expire", page.Find("#expires").TextContent, StringComparison.Ordinal));
        await using var store = await app.StoreAsync();
        var row = await store.Operations.SingleAsync(operation => operation.ServiceId == shop.Id && operation.Action == "account.balance_set", Ct);
        Assert.Contains("2027-11-20", row.Before, StringComparison.Ordinal);
        Assert.Contains("\"expires_at\":null", row.After, StringComparison.Ordinal);
    }

    private static Alert Unsent(Account account, AlertOn on, DateTimeOffset at)
    {
        var alert = new Alert { AccountId = account.Id, RuleId = 1, On = on, At = at, IsRepeat = false, Recipient = "+989121112233", Language = "en", Text = "told" };
        alert.Failed(Alert.TooLate, at);
        return alert;
    }
}
