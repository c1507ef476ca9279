using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Messages;

namespace Rasan.Tests.Panel.Messages;

/// <summary>The list of messages: waiting, empty, rows; in both languages, and for who may not see everything.</summary>
public sealed class MessageListTests(RasanApp app) : IClassFixture<RasanApp>
{
    [Theory]
    [InlineData("en", "One moment")]
    [InlineData("fa", "شکیبایی")]
    public async Task While_it_is_read_it_says_so(string language, string words)
    {
        await using var rooms = new PanelRooms(app, language);
        using var gate = new Held(app.Gate);
        var page = rooms.OpenPage<MessageList>("sandbox");
        Assert.Contains(words, page.Find(".waiting").TextContent, StringComparison.Ordinal);
        app.Gate.Open();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".waiting")));
    }

    [Theory]
    [InlineData("en", "Nothing matches", "All messages")]
    [InlineData("fa", "پیامی با این پالایه‌ها نیست", "همهٔ پیام‌ها")]
    public async Task Where_nothing_is_found_it_says_what_to_do_next(string language, string words, string next)
    {
        await using var rooms = Open(language, "?reference=nobody-has-it");
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.Contains(words, page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal(next, page.Find(".empty a").TextContent);
        Assert.Equal("/s/sandbox/messages", page.Find(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("en", "Delivered")]
    [InlineData("fa", "رسیده")]
    public async Task Its_rows_lead_to_their_messages_with_the_search_they_were_found_in(string language, string state)
    {
        var id = await app.SendTextAsync("09123330000", "the rows of a list", reference: $"rows-{language}");
        await app.UntilAsync(id, "delivered");
        await using var rooms = Open(language, $"?reference=rows-{language}");
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.Equal(state, page.Find("#messages .badge").TextContent));
        Assert.Equal($"/s/sandbox/messages/{id}?reference=rows-{language}", page.Find("#messages td a").GetAttribute("href"));
        Assert.Equal("09123330000", page.Find("#messages .phone").TextContent);
        Assert.Equal("the rows of a list", page.Find("#messages .message-text").TextContent);
        Assert.Equal($"/s/sandbox/messages/export?reference=rows-{language}&format=csv", page.Find("#export-csv").GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_field_says_wrongly_is_said_at_the_field_and_nothing_is_asked_for()
    {
        await using var rooms = Open("en", "?to=12&state=lost&nonsense=1");
        var page = rooms.OpenPage<MessageList>("sandbox");
        Assert.Contains("Neither a phone number", page.Find("#fault-to").TextContent, StringComparison.Ordinal);
        Assert.Contains("'lost' is no state", page.Find("#fault-state").TextContent, StringComparison.Ordinal);
        Assert.Contains("'nonsense' filters nothing", page.Find(".alert.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#to").GetAttribute("aria-invalid"));
        Assert.Empty(page.FindAll("#messages, .empty, #export-csv"));
    }

    [Fact]
    public async Task The_columns_are_those_that_the_address_names()
    {
        await app.SendTextAsync("09123330009", "columns", reference: "columns");
        await using var rooms = Open("en", "?reference=columns&columns=to,kind");
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#messages tbody td")));
        Assert.Equal(["Accepted", "Recipient", "Kind"], page.FindAll("#messages thead th .rz-column-title-content").Select(title => title.TextContent.Trim()));
    }

    [Fact]
    public async Task A_viewer_sees_masked_numbers_no_texts_and_asks_by_whole_numbers_alone()
    {
        await app.SendTextAsync("09123334444", "nothing for viewers", reference: "viewed");
        var viewer = await app.AMemberAsync(app.Sandbox.Id, AccessLevel.Viewer);
        await using var rooms = Open("en", "?to=09123334444&reference=viewed", viewer.Id);
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.Contains("***", page.Find("#messages .phone").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("nothing for viewers", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#q, #rebuild"));

        await using var asking = Open("en", "?q=nothing&to=0912333", viewer.Id);
        var refused = asking.OpenPage<MessageList>("sandbox");
        Assert.NotEmpty(refused.Find("#fault-q").TextContent);
        Assert.NotEmpty(refused.Find("#fault-to").TextContent);
        Assert.Empty(refused.FindAll("#messages"));
    }

    [Fact]
    public async Task What_is_new_is_announced_and_shown_when_it_is_wanted()
    {
        await app.SendTextAsync("09123335555", "first", intent: "ANNOUNCED");
        await using var rooms = Open("en", "?intent=ANNOUNCED");
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("#messages tbody tr")));
        await app.SendTextAsync("09123335555", "second", intent: "ANNOUNCED");
        page.WaitForAssertion(() => Assert.Equal("1 new: show", page.Find("#show-new").TextContent.Trim()));
        Assert.Single(page.FindAll("#messages tbody tr"));
        await page.ClickAsync("#show-new");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("#messages tbody tr").Count));
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_is_said_and_tried_again()
    {
        await using var rooms = new PanelRooms(app, "en");
        app.Gate.Break();
        var page = rooms.OpenPage<MessageList>("sandbox");
        page.WaitForAssertion(() => Assert.Contains("cannot be read", page.Find(".alert.bad").TextContent, StringComparison.Ordinal));
        app.Gate.Open();
        await page.ClickAsync(".alert.bad button");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#messages, .empty")));
    }

    /// <summary>Shut, and open again however the test ends: others share the program.</summary>
    internal sealed class Held : IDisposable
    {
        private readonly StoreGate _gate;

        public Held(StoreGate gate)
        {
            _gate = gate;
            gate.Shut();
        }

        public void Dispose() => _gate.Open();
    }

    private PanelRooms Open(string language, string query, long? userId = null)
    {
        var rooms = new PanelRooms(app, language, userId);
        rooms.Services.GetRequiredService<NavigationManager>().NavigateTo("/s/sandbox/messages" + query);
        return rooms;
    }
}
