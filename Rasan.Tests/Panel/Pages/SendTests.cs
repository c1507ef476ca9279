using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Sending;

namespace Rasan.Tests.Panel.Pages;

/// <summary>The send page and the page of what was sent, in both languages.</summary>
public sealed class SendTests(RasanApp app) : IClassFixture<RasanApp>
{
    private const string Shop = "sandbox";

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Recipients", "Nothing is written yet.", "Name at least one recipient.", "The text is empty.")]
    [InlineData("fa", "گیرندگان", "هنوز چیزی ننوشته‌اید.", "دست‌کم یک گیرنده بنویسید.", "متن خالی است.")]
    public async Task The_form_waits_for_its_circuit_then_stands_empty_and_says_what_it_lacks(string language, string to, string nothing, string nobody, string empty)
    {
        await using var rooms = new PanelRooms(app, language);
        rooms.SetRendererInfo(new("Static", isInteractive: false));
        Assert.NotNull(rooms.OpenPage<Send>(Shop).Find("[aria-busy=true]"));

        rooms.SetRendererInfo(new("Server", isInteractive: true));
        var page = await OpenAsync(rooms);
        Assert.StartsWith(to, page.Find("label[for=to]").TextContent, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Equal(nothing, page.Find("#text-count").TextContent));
        Assert.Empty(page.FindAll(".field-fault bdi"));

        await page.ClickAsync("#send-now");
        await page.WaitForAssertionAsync(() => Assert.Equal(nobody, page.Find("#to-faults").TextContent.Trim()));
        Assert.Equal(empty, page.Find("#text-faults").TextContent.Trim());
        Assert.Equal(("true", "true"), (page.Find("#to").GetAttribute("aria-invalid"), page.Find("#text").GetAttribute("aria-invalid")));
        Assert.NotNull(page.Find("#send-notice[role=alert]"));
    }

    [Fact]
    public async Task Drawn_again_before_its_address_has_changed_it_is_the_same_form_and_the_next_one_is_another()
    {
        await using var rooms = new PanelRooms(app, "en");
        var navigation = rooms.Services.GetRequiredService<NavigationManager>();
        var page = rooms.OpenPage<Send>(Shop);
        var first = navigation.Uri;
        page.Render(page => page.Add(send => send.Form, null));   // as when the configuration changes meanwhile
        Assert.Equal(first, navigation.Uri);

        page.Render(page => page.Add(send => send.Form, Guid.Parse(first.Split('/')[^1])));
        await page.WaitForElementAsync("#send-form");
        page.Render(page => page.Add(send => send.Form, null));
        Assert.NotEqual(first, navigation.Uri);
    }

    [Theory]
    [InlineData("en", "2 parts", "2 recipients", "1 repeated: sent once", "Not a phone number", "Send 2 messages")]
    [InlineData("fa", "۲ بخش", "۲ گیرنده", "۱ تکراری: یک بار فرستاده می‌شود", "شمارهٔ تلفن نیست", "ارسال ۲ پیام")]
    public async Task What_is_typed_is_previewed(string language, string parts, string count, string repeated, string refused, string send)
    {
        await using var rooms = new PanelRooms(app, language);
        var page = await OpenAsync(rooms);
        await page.InputAsync("#to", "09120000111, ۰۹۱۲۰۰۰۰۱۱۲ 0912 09120000111");
        await page.InputAsync("#text", new string('س', 71));
        await page.WaitForAssertionAsync(() => Assert.Equal(parts, page.Find("#text-count strong").TextContent));
        Assert.Equal([count, repeated], [page.Find("#to-count .good").TextContent, page.Find("#to-repeated").TextContent]);
        Assert.Equal(["0912", refused], page.Find("#to-refused li").Children.Select(part => part.TextContent));
        Assert.Equal(["+989120000111", "+989120000112"], page.FindAll(".bubbles .phone").Select(phone => phone.TextContent));
        Assert.Equal(send, page.Find("#send-now").TextContent);
        Assert.Equal("Sandbox 1", page.Find(".route bdi").TextContent);
    }

    [Fact]
    public async Task Whoever_types_without_a_pause_sees_the_preview_all_the_same()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var own = new RasanApp { Clock = clock };
        await using var rooms = new PanelRooms(own, "en");
        var page = await OpenAsync(rooms);
        await page.InputAsync("#to", "09120000111");
        foreach (var typed in (string[])["s", "sl", "slo", "slow"])
        {
            await page.InputAsync("#text", typed);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        await page.WaitForAssertionAsync(() => Assert.StartsWith("sl", page.Find(".bubble").TextContent, StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromSeconds(1));
        await page.WaitForAssertionAsync(() => Assert.Equal("slow", page.Find(".bubble").TextContent));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task What_was_sent_waits_says_it_is_not_kept_and_shows_accepted_and_refused(string language)
    {
        await using var rooms = new PanelRooms(app, language);
        Assert.NotNull(await Opened(rooms, Guid.NewGuid()).WaitForElementAsync(".empty"));

        var form = Guid.NewGuid();
        var caller = rooms.CallerIn(Shop);
        var to = RecipientList.Read("09120000111 0912", [], app.Get<Catalogs>().Current, caller.Service.Id);
        Assert.IsType<SendResult.Accepted>(await app.Get<SendForm>().RunAsync(form, new() { Caller = caller, Intent = "MESSAGE", To = [], Text = "x" }, to, Ct));

        app.Gate.Shut();
        var page = Opened(rooms, form);
        Assert.NotNull(page.Find("[aria-busy=true]"));
        app.Gate.Open();
        await page.WaitForAssertionAsync(() => Assert.Equal("09120000111", page.Find("#sent-accepted .phone").TextContent));
        Assert.Equal("0912", page.Find("#sent-refused .verbatim").TextContent);
        await page.WaitForStateAsync(() => page.FindAll("#sent-accepted [data-state=delivered]").Count == 1);
    }

    [Fact]
    public async Task While_the_storage_can_not_be_read_the_page_says_so_and_tries_again()
    {
        await using var rooms = new PanelRooms(app, "en");
        var form = Guid.NewGuid();
        var to = RecipientList.Read("09120000111", [], Catalog.Empty, serviceId: 1);
        await app.Get<SendForm>().RunAsync(form, new() { Caller = rooms.CallerIn(Shop), Intent = "MESSAGE", To = [], Text = "x" }, to, Ct);
        app.Gate.Break();
        var page = Opened(rooms, form);
        await page.WaitForElementAsync("#unreadable");
        app.Gate.Open();
        await page.ClickAsync("#unreadable button");
        Assert.NotNull(await page.WaitForElementAsync("#sent-accepted"));
    }

    [Fact]
    public async Task Whoever_may_send_and_not_see_messages_sees_masked_numbers_and_no_states()
    {
        var level = $"level-{Guid.NewGuid():N}";
        var given = new Given(app.Services);
        await given.SaveAsync(new AccessLevel { Key = level, Permissions = Permissions.Send });
        var user = new Core.Users.User { UserName = level, CreatedAt = given.Now };
        await given.SaveAsync(user);
        await using var seen = new PanelRooms(app, "en");
        var service = seen.CallerIn(Shop).Service;
        await given.SaveAsync(new Member { ServiceId = service.Id, UserId = user.Id, AccessLevel = level, CreatedAt = given.Now });

        await using var rooms = new PanelRooms(app, "en", user.Id);
        var form = Guid.NewGuid();
        var to = RecipientList.Read("09120000111", [], Catalog.Empty, serviceId: 1);
        await app.Get<SendForm>().RunAsync(form, new() { Caller = rooms.CallerIn(Shop), Intent = "MESSAGE", To = [], Text = "x" }, to, Ct);
        var page = Opened(rooms, form);
        Assert.Equal("+98912***0111", (await page.WaitForElementAsync("#sent-accepted .phone")).TextContent);
        Assert.Empty(page.FindAll("[data-state], #sent-accepted a"));
    }

    [Fact]
    public async Task People_are_found_by_name_and_sent_to_by_id()
    {
        var given = new Given(app.Services);
        var shop = await given.AServiceAsync();
        await shop.ASandboxAccountAsync("main");
        var person = new Core.Users.User { UserName = Guid.NewGuid().ToString("N"), DisplayName = "Sara Ahmadi", PhoneNumber = "09120000222", CreatedAt = given.Now };
        await given.SaveAsync(person);
        await shop.JoinAsync(person.Id, AccessLevel.Viewer);
        var sara = person.Id;
        await shop.AMemberAsync(phone: null);
        await using var rooms = new PanelRooms(app, "en");
        var page = rooms.OpenPage<Send>(shop.Key, page => page.Add(p => p.Form, Guid.NewGuid()));
        await page.InputAsync("#people", "sara");
        await page.ClickAsync("#people-found button");
        Assert.Equal("1 recipient", page.Find("#to-count .good").TextContent);
        Assert.Equal("Sara Ahmadi", page.Find(".chips bdi").TextContent);

        await page.InputAsync("#to", $"user:{sara}");
        Assert.Equal("1 repeated: sent once", page.Find("#to-repeated").TextContent);
        await page.ClickAsync(".chip-close");
        Assert.Contains("Sara Ahmadi", page.Find("#to-count").TextContent, StringComparison.Ordinal);
        await page.InputAsync("#people", "nobody");
        Assert.Equal("Nobody of that name has a number.", page.Find("#people-found").TextContent.Trim());
    }

    [Fact]
    public async Task While_nothing_can_be_stored_the_form_stays_and_handed_in_again_it_is_sent_once()
    {
        await using var rooms = new PanelRooms(app, "en");
        var dialogs = rooms.Services.GetRequiredService<DialogService>();
        dialogs.OnOpen += (_, _, _, _) => dialogs.Close(true);
        var form = Guid.NewGuid();
        var page = rooms.OpenPage<Send>(Shop, page => page.Add(p => p.Form, form));
        await page.InputAsync("#to", "09120000777");
        await page.InputAsync("#text", "kept");
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app.DataDirectory, "rasan.db")}"))
        {
            await other.OpenAsync(Ct);
            await using var held = other.BeginTransaction(deferred: false);
            await page.ClickAsync("#send-now");
            await page.WaitForAssertionAsync(() => Assert.Contains("Nothing was sent", page.Find("#send-notice").TextContent, StringComparison.Ordinal));
            Assert.Equal(("09120000777", "kept"), (page.Find("#to").GetAttribute("value"), page.Find("#text").GetAttribute("value")));
        }

        await page.ClickAsync("#send-now");
        await page.WaitForStateAsync(() => rooms.Services.GetRequiredService<NavigationManager>().Uri.EndsWith($"/sent/{form}", StringComparison.Ordinal));
        await using var store = await app.StoreAsync();
        Assert.Equal(1, await store.Messages.CountAsync(m => m.Recipient == "+989120000777", Ct));
    }

    private static async Task<IRenderedComponent<Send>> OpenAsync(PanelRooms rooms)
    {
        var page = rooms.OpenPage<Send>(Shop, page => page.Add(p => p.Form, Guid.NewGuid()));
        await page.WaitForElementAsync("#send-form");
        return page;
    }

    private static IRenderedComponent<Sent> Opened(PanelRooms rooms, Guid form) => rooms.OpenPage<Sent>(Shop, page => page.Add(p => p.Form, form));
}
