using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Logs;
using Rasan.Tests.Support;
using Operations = Rasan.Web.Panel.Pages.Logs.Operations;

namespace Rasan.Tests.Panel.Pages;

/// <summary>The operation log: waiting, empty, rows; what its address asks, and what its form writes there.</summary>
public sealed class OperationsTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly Given _given = new(app.Services);

    [Theory]
    [InlineData("en", "Nobody has changed anything yet", "Nothing matches", "Show everything")]
    [InlineData("fa", "هنوز کسی چیزی را تغییر نداده است", "چیزی با این پالایه‌ها نیست", "دیدن همه")]
    public async Task It_waits_and_where_there_is_nothing_it_says_what_to_do_next(string language, string nothing, string notFound, string all)
    {
        var shop = await _given.AServiceAsync();
        var member = await shop.AMemberAsync();   // an administrator of the system sees the system's rows as well
        await using var rooms = new PanelRooms(app, language, member);
        app.Gate.Shut();
        var page = rooms.OpenPage<Operations>(shop.Key);
        Assert.NotNull(page.Find(".waiting[aria-busy=true]"));

        app.Gate.Open();
        page.WaitForAssertion(() => Assert.Contains(nothing, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".empty a"));

        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/logs/operations?action=token.create");
        page.WaitForAssertion(() => Assert.Contains(notFound, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal((all, $"/s/{shop.Key}/logs/operations"), (page.Find(".empty a").TextContent, page.Find(".empty a").GetAttribute("href")));
    }

    [Theory]
    [InlineData("en", "Cancelled a message", "Made a token", "Command line")]
    [InlineData("fa", "پیامی را لغو کرد", "توکنی ساخت", "خط فرمان")]
    public async Task It_says_who_did_what_to_what_and_opens_what_was_there_before_and_after(string language, string cancelled, string made, string cli)
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        var member = await shop.AMemberAsync();
        var id = Guid.CreateVersion7(Noon).ToString();
        await _given.SaveAsync(
            Row(shop, Noon, $"user:{member}", "message.cancel", $"message:{id}"),
            Row(shop, Noon.AddMinutes(1), "cli", "token.create", "token:7", before: """{"Name":null}""", after: """{"Name":"\u0635\u0646\u062F\u0648\u0642"}"""),
            Row(other, Noon, "cli", "account.pause", "account:elsewhere"));
        await using var rooms = new PanelRooms(app, language, member);
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("#operations tbody tr").Count));

        var rows = page.FindAll("#operations tbody tr");
        Assert.Contains(made, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(cli, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(cancelled, rows[1].TextContent, StringComparison.Ordinal);
        Assert.Equal($"/s/{shop.Key}/messages/{id}", rows[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("elsewhere", page.Markup, StringComparison.Ordinal);

        var button = Assert.Single(page.FindAll(".row-details"));
        Assert.Equal("false", button.GetAttribute("aria-expanded"));
        await page.ClickAsync(".row-details");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".row-details").GetAttribute("aria-expanded")));
        Assert.Equal(["{\n  \"Name\": null\n}", "{\n  \"Name\": \"صندوق\"\n}"], page.FindAll("pre.snippet[dir=ltr] code").Select(code => code.TextContent.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task What_is_chosen_in_the_form_lands_in_the_address_and_what_stands_there_fills_the_form()
    {
        var shop = await _given.AServiceAsync();
        await _given.SaveAsync(Row(shop, Noon, "cli", "token.create", "token:7"), Row(shop, Noon.AddMinutes(1), "cli", "account.pause", "account:1"), Row(shop, Noon.AddMinutes(2), "system", "account.pause", "account:2"));
        await using var rooms = Open("en", shop, "?action=account.pause&sort=oldest");
        var navigation = rooms.Services.GetRequiredService<NavigationManager>();
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(["account:1", "account:2"], SubjectsOf(page)));
        Assert.Equal(("account.pause", "oldest"), (page.Find("#action").GetAttribute("value"), page.Find("#sort").GetAttribute("value")));
        Assert.Equal($"/s/{shop.Key}/logs/operations/export?action=account.pause&sort=oldest&format=csv", page.Find("#export-csv").GetAttribute("href"));

        await page.ChangeAsync("#from", "garbage");
        await page.SubmitAsync("#filters");
        Assert.EndsWith("?action=account.pause&sort=oldest", navigation.Uri, StringComparison.Ordinal);   // what can't be read widens nothing
        await page.ChangeAsync("#from", "");

        await page.ChangeAsync("#actor", "system");
        await page.SubmitAsync("#filters");
        page.WaitForAssertion(() => Assert.Equal(["account:2"], SubjectsOf(page)));
        Assert.Equal("?action=account.pause&sort=oldest&actor=system", new Uri(navigation.Uri).Query);
        Assert.Equal($"/s/{shop.Key}/logs/operations?sort=oldest", page.Find("#clear").GetAttribute("href"));
    }

    [Fact]
    public async Task A_wrong_question_is_told_what_is_wrong_and_asks_nothing()
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = Open("en", shop, "?from=yesterday&nonsense=1");
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Contains("'nonsense' filters nothing", page.Find("#filters .alert.bad").TextContent, StringComparison.Ordinal));
        Assert.Contains("'yesterday' is not a time", page.Find("#fault-from").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#operations, .empty, #export-csv"));
    }

    [Fact]
    public async Task The_columns_are_those_that_the_address_names_and_the_menu_writes_them_there()
    {
        var shop = await _given.AServiceAsync();
        await _given.SaveAsync(Row(shop, Noon, "cli", "token.create", "token:7"));
        await using var rooms = Open("en", shop, "?columns=subject,address");
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Equal(["Details", "Time", "To what", "From where"], TitlesOf(page)));
        await page.ChangeAsync(() => page.FindAll(".column-menu label").Single(label => label.TextContent.Contains("What", StringComparison.Ordinal) && !label.TextContent.Contains("To", StringComparison.Ordinal)).QuerySelector("input")!, value: true);
        page.WaitForAssertion(() => Assert.Equal(["Details", "Time", "What", "To what", "From where"], TitlesOf(page)));
        Assert.Equal("?columns=action,subject,address", new Uri(rooms.Services.GetRequiredService<NavigationManager>().Uri).Query);
    }

    [Fact]
    public async Task A_page_that_stopped_early_says_how_far_it_has_looked_and_leads_on()
    {
        var shop = await _given.AServiceAsync();
        await _given.SaveAsync([.. Enumerable.Range(0, 20_010).Select(i => Row(shop, Noon.AddSeconds(-i), "cli", i == 20_005 ? "backup.restore" : "token.create", "token:7"))]);
        await using var rooms = Open("en", shop, "?action=backup.restore", await shop.AMemberAsync());   // who sees the system's rows looks at them too
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Contains("Searched as far as 2026-11-20 06:26:41", page.Find("#searched-until").TextContent, StringComparison.Ordinal));
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("#operations tbody tr")));
        Assert.Empty(page.FindAll("#searched-until, a[rel=next]"));
        Assert.Equal($"/s/{shop.Key}/logs/operations?action=backup.restore", page.FindAll(".pages a").Single().GetAttribute("href"));
    }

    [Theory]
    [InlineData("en", "cannot be read", "Try again")]
    [InlineData("fa", "خوانده نمی‌شود", "دوباره")]
    public async Task A_storage_that_fails_is_said_and_tried_again_with_a_click(string language, string words, string again)
    {
        var shop = await _given.AServiceAsync();
        await using var rooms = new PanelRooms(app, language);
        app.Gate.Break();
        var page = rooms.OpenPage<Operations>(shop.Key);
        page.WaitForAssertion(() => Assert.Contains(words, page.Find(".alert.bad").TextContent, StringComparison.Ordinal));
        app.Gate.Open();
        Assert.Equal(again, page.Find(".alert.bad button").TextContent);
        await page.ClickAsync(".alert.bad button");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#operations, .empty")));
    }

    internal static Operation Row(GivenShop shop, DateTimeOffset at, string actor, string action, string subject, string? before = null, string? after = null) =>
        new() { At = at, ServiceId = shop.Id, Actor = actor, Address = "10.1.2.3", Action = action, Subject = subject, Before = before, After = after };

    private static IEnumerable<string> SubjectsOf(IRenderedComponent<Operations> page) => page.FindAll("#operations tbody code").Select(code => code.TextContent);

    private static IEnumerable<string> TitlesOf(IRenderedComponent<Operations> page) => page.FindAll("#operations thead th").Select(title => title.TextContent.Trim());

    private PanelRooms Open(string language, GivenShop shop, string query, long? member = null)
    {
        var rooms = new PanelRooms(app, language, member, new(Zone: "UTC"));
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo($"/s/{shop.Key}/logs/operations{query}");
        return rooms;
    }
}
