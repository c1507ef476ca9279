using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Accounts;
using Rasan.Web.Panel.Pages.Routing;

namespace Rasan.Tests.Panel.Pages;

/// <summary>Two people change the same setting: the second is told of the first before anything of theirs is replaced, and may then replace it.</summary>
public sealed class OvertakenTests(RasanApp app) : IClassFixture<RasanApp>
{
    private const string English = "Somebody else has changed this", Persian = "کس دیگری آن را تغییر داده است";

    private readonly Given _given = new(app.Services);

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", English)]
    [InlineData("fa", Persian)]
    public async Task A_route(string language, string words)
    {
        var shop = await _given.AServiceAsync();
        var route = new Core.Routes.Route { ServiceId = shop.Id, Intent = "OURS", CreatedAt = _given.Now };
        route.Steps.Add(new() { Position = 0, AccountId = (await shop.ASandboxAccountAsync("first")).Id });
        await _given.SaveAsync(route);
        await using var rooms = new PanelRooms(app, language);
        var page = Routing(rooms, shop, $"?edit={route.Id}");
        await page.ChangeAsync("#route-fallback", value: false);
        await _given.ChangeAsync<Core.Routes.Route>(route.Id, stored => stored.IsActive = false);
        await IsToldOnceAsync(page, "#route-form", "#route-notice", words, () => Task.FromResult(Route().Fallback), kept: true, replaced: false);
        Assert.True(Route().IsActive);   // as the form says

        Core.Routes.Route Route() => app.Get<Core.Services.Catalogs>().Current.Routes.All.Single(one => one.Id == route.Id);
    }

    [Fact]
    public async Task An_intent()
    {
        var shop = await _given.AServiceAsync();
        var intent = new Intent { ServiceId = shop.Id, Key = "OURS", Kind = Kind.Bulk };
        await _given.SaveAsync(intent);
        await using var rooms = new PanelRooms(app, "en");
        var page = Routing(rooms, shop, $"?part=intents&edit={intent.Id}");
        await page.ChangeAsync("#intent-lifetime", "90");
        await _given.ChangeAsync<Intent>(intent.Id, stored => stored.LifetimeSeconds = 77);
        await IsToldOnceAsync(page, "#intent-form", "#intent-notice", English, async () => (await FoundAsync<Intent>(intent.Id)).LifetimeSeconds, 77, 90);
    }

    [Fact]
    public async Task A_kind()
    {
        var shop = await _given.AServiceAsync();
        var rule = new KindRule { ServiceId = shop.Id, Kind = Kind.Bulk, Lane = Lane.Bulk, LifetimeSeconds = 600, OnUnknown = OnUnknown.Wait };
        await _given.SaveAsync(rule);
        await using var rooms = new PanelRooms(app, "en");
        var page = Routing(rooms, shop, "?part=kinds&edit=bulk");
        await page.ChangeAsync("#kind-lifetime", "900");
        await _given.ChangeAsync<KindRule>(rule.Id, stored => stored.LifetimeSeconds = 700);
        await IsToldOnceAsync(page, "#kind-form", "#kind-notice", English, async () => (await FoundAsync<KindRule>(rule.Id)).LifetimeSeconds, 700, 900);
    }

    [Fact]
    public async Task The_sending_methods()
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, "en");
        var page = Routing(rooms, shop, "?part=channels");
        await page.ChangeAsync("#channel-sms", value: false);
        await app.Get<SetChannels>().RunAsync(rooms.CallerIn(shop.Key), [new(ChannelKeys.Voice, true), new(ChannelKeys.Sms, true)], Ct);
        await IsToldOnceAsync(page, "#channels-form", "#channels-notice", English, () => Task.FromResult(app.Get<Core.Services.Catalogs>().Current.Channels.Of(shop.Id).Single(place => place.Channel == ChannelKeys.Sms).IsOn), kept: true, replaced: false);
    }

    [Fact]
    public async Task An_account_its_key_and_its_line()
    {
        var shop = await _given.AServiceAsync();
        var account = new Account { ServiceId = shop.Id, Provider = "kavenegar", Name = "ours", IsActive = false, CreatedAt = _given.Now };
        account.Keys.Add(new() { Label = "first", Sealed = [1], CreatedAt = _given.Now });
        account.Lines.Add(new() { Number = "30001234", CreatedAt = _given.Now });
        await _given.SaveAsync(account);
        var (key, line) = (account.Keys[0].Id, account.Lines[0].Id);
        await using var rooms = new PanelRooms(app, "en");
        var page = Account(rooms, shop, account);
        await page.InputAsync("#name", "mine");
        await page.ClickAsync("[data-key] [data-act=edit]");
        await page.InputAsync("#key-label", "mine");
        await page.ClickAsync("[data-line] [data-act=edit]");
        await page.InputAsync("#line-intents", "MINE");
        await _given.ChangeAsync<Account>(account.Id, stored => stored.Name = "theirs");
        await _given.ChangeAsync<Core.Accounts.Key>(key, stored => stored.Label = "theirs");
        await _given.ChangeAsync<Line>(line, stored => stored.Intents = "THEIRS");
        await IsToldOnceAsync(page, "#account-form", "#account-notice", English, async () => (await FoundAsync<Account>(account.Id)).Name, "theirs", "mine");
        await IsToldOnceAsync(page, "#key-form", "#keys-notice", English, async () => (await FoundAsync<Core.Accounts.Key>(key)).Label, "theirs", "mine");
        await IsToldOnceAsync(page, "#line-form", "#lines-notice", English, async () => (await FoundAsync<Line>(line)).Intents, "THEIRS", "MINE");
    }

    [Fact]
    public async Task An_alert_rule()
    {
        var shop = await _given.AServiceAsync();
        var account = await shop.ASandboxAccountAsync("watched");
        var rule = new AlertRule { AccountId = account.Id, CreatedAt = _given.Now };
        rule.Set(AlertOn.ExpiresWithin, null, 3, isActive: true);
        rule.Receivers.Add(new() { Recipient = "+989121112233", Language = "fa" });
        await _given.SaveAsync(rule);
        await using var rooms = new PanelRooms(app, "en");
        var page = Account(rooms, shop, account);
        await page.ClickAsync("[data-rule] button");
        await page.ChangeAsync("#alert-days", "9");
        await _given.ChangeAsync<AlertRule>(rule.Id, stored => stored.Set(AlertOn.ExpiresWithin, null, 5, isActive: true));
        await IsToldOnceAsync(page, "#alert-form", "#rules-overtaken", English, async () => (await FoundAsync<AlertRule>(rule.Id)).Days, 5, 9);

        await page.ClickAsync("[data-rule] button");
        await _given.ChangeAsync<AlertRule>(rule.Id, stored => stored.Set(AlertOn.ExpiresWithin, null, 4, isActive: true));
        await page.SubmitAsync("#alert-form");
        page.WaitForElement("#rules-overtaken");
        await page.ClickAsync("#leave-alert");
        Assert.Empty(page.FindAll("#rules-overtaken"));
        await page.ClickAsync("[data-rule] button");
        Assert.Equal("4", page.Find("#alert-days").GetAttribute("value"));
        await page.ChangeAsync("#alert-days", "8");
        await page.SubmitAsync("#alert-form");
        Assert.Equal(8, (await FoundAsync<AlertRule>(rule.Id)).Days);
    }

    [Fact]
    public async Task What_only_the_same_person_has_changed_is_saved_at_once_and_again()
    {
        var shop = await _given.AServiceAsync();
        var account = await shop.ASandboxAccountAsync("ours");
        await using var rooms = new PanelRooms(app, "en");
        var page = Account(rooms, shop, account);
        foreach (var name in (string[])["once", "twice"])
        {
            await page.InputAsync("#name", name);
            await page.SubmitAsync("#account-form");
            Assert.Equal(name, (await FoundAsync<Account>(account.Id)).Name);
        }
    }

    [Fact]
    public async Task What_one_has_undone_or_saved_oneself_is_nobody_elses_change()
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, "en");
        var page = Routing(rooms, shop, "?part=channels");
        foreach (var isOn in (bool[])[true, false])
        {
            await page.ChangeAsync("#channel-voice", isOn);
            await page.SubmitAsync("#channels-form");
            Assert.NotNull(page.WaitForElement("#channels-saved"));
            Assert.Equal(isOn, app.Get<Core.Services.Catalogs>().Current.Channels.Of(shop.Id).Single(place => place.Channel == ChannelKeys.Voice).IsOn);
        }

        await page.ChangeAsync("#channel-voice", value: true);
        await app.Get<SetChannels>().RunAsync(rooms.CallerIn(shop.Key), [new(ChannelKeys.Sms, false), new(ChannelKeys.Voice, false)], Ct);
        await page.ClickAsync("#channels-undo");
        Assert.Empty(page.FindAll("#channels-undo"));
        Assert.False(page.Find("#channel-sms").HasAttribute("checked"));
        await page.ChangeAsync("#channel-sms", value: true);
        await page.SubmitAsync("#channels-form");
        Assert.NotNull(page.WaitForElement("#channels-saved"));
    }

    [Fact]
    public async Task What_somebody_else_has_removed_is_gone()
    {
        var shop = await _given.AServiceAsync();
        var account = await shop.ASandboxAccountAsync("ours", "30001234");
        await using var rooms = new PanelRooms(app, "en");
        var page = Account(rooms, shop, account);
        await page.ClickAsync("[data-line] [data-act=edit]");
        Assert.IsType<AccountResult.Done>(await app.Get<RemoveLine>().RunAsync(rooms.CallerIn(shop.Key), account.Id, account.Lines[0].Id, Ct));
        await page.SubmitAsync("#line-form");
        page.WaitForAssertion(() => Assert.Contains("It is not there any more", page.Find("#lines-notice").TextContent, StringComparison.Ordinal));
    }

    private static async Task IsToldOnceAsync<T>(IRenderedComponent<IComponent> page, string form, string notice, string words, Func<Task<T>> stored, T kept, T replaced)
    {
        await page.SubmitAsync(form);
        page.WaitForAssertion(() => Assert.Contains(words, page.Find(notice).TextContent, StringComparison.Ordinal));
        Assert.Equal(kept, await stored());
        await page.SubmitAsync(form);
        Assert.Equal(replaced, await stored());
    }

    private async Task<T> FoundAsync<T>(long id) where T : class
    {
        await using var store = await app.StoreAsync();
        return (await store.FindAsync<T>([id], Ct))!;
    }

    private static IRenderedComponent<RoutingPage> Routing(PanelRooms rooms, GivenShop shop, string query)
    {
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/routing{query}");
        return rooms.OpenPage<RoutingPage>(shop.Key);
    }

    private static IRenderedComponent<AccountDetail> Account(PanelRooms rooms, GivenShop shop, Account account)
    {
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/accounts/{account.Id}");
        return rooms.OpenPage<AccountDetail>(shop.Key, page => page.Add(p => p.AccountId, account.Id));
    }
}
