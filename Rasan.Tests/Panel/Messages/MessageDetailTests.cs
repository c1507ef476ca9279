using Bunit;
using Rasan.Core.Services;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Messages;

namespace Rasan.Tests.Panel.Messages;

/// <summary>One message's page: waiting, not there, everything that happened; and what may be done with it.</summary>
public sealed class MessageDetailTests(RasanApp app) : IClassFixture<RasanApp>
{
    [Theory]
    [InlineData("en", "One moment")]
    [InlineData("fa", "شکیبایی")]
    public async Task While_it_is_read_it_says_so(string language, string words)
    {
        var id = await app.SendTextAsync("09124440000", "waited for");
        await using var rooms = new PanelRooms(app, language);
        using var gate = new MessageListTests.Held(app.Gate);
        var page = OpenMessage(rooms, id);
        Assert.Contains(words, page.Find(".waiting").TextContent, StringComparison.Ordinal);
        app.Gate.Open();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#timeline")));
    }

    [Theory]
    [InlineData("en", "No such page")]
    [InlineData("fa", "چنین صفحه‌ای نیست")]
    public async Task A_message_that_is_not_there_is_no_page(string language, string words)
    {
        await using var rooms = new PanelRooms(app, language);
        var page = OpenMessage(rooms, Guid.NewGuid().ToString());
        page.WaitForAssertion(() => Assert.Equal(words, page.Find("h1").TextContent));
    }

    [Theory]
    [InlineData("en", "Attempt 1: Refused", "blacklist")]
    [InlineData("fa", "تلاش ۱: رد شد", "سیاه")]
    public async Task Its_timeline_says_what_became_of_every_attempt_with_the_raw_code_and_its_meaning(string language, string attempt, string meaning)
    {
        var id = await app.SendTextAsync("09124440002", "refused by a blacklist");
        var blocked = await app.UntilAsync(id, "blocked");
        await using var rooms = new PanelRooms(app, language);
        var page = OpenMessage(rooms, id);
        page.WaitForAssertion(() => Assert.Equal(attempt, page.Find("[data-step=attempt] h3").TextContent));
        Assert.Equal(blocked.GetProperty("attempts")[0].GetProperty("code").GetString(), page.Find("[data-step=attempt] .raw-code").TextContent);
        Assert.Contains(meaning, page.Find("[data-step=attempt] .answer span").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("refused by a blacklist", page.Find("#message-text").TextContent);
        Assert.Contains(id, page.Find("#facts").TextContent, StringComparison.Ordinal);
        Assert.Equal(["accepted", "route", "attempt", "now"], page.FindAll(".step").Select(step => step.GetAttribute("data-step")));
    }

    [Fact]
    public async Task It_follows_its_message_to_the_report()
    {
        var id = await app.SendTextAsync("09124445555", "followed");
        await using var rooms = new PanelRooms(app, "en");
        var page = OpenMessage(rooms, id);
        page.WaitForAssertion(() => Assert.Equal("Delivery report: Delivered", page.Find("[data-step=report] h3").TextContent));
        page.WaitForAssertion(() => Assert.Equal("Delivered", page.Find("[data-step=now] .badge").TextContent));
    }

    [Fact]
    public async Task A_scheduled_message_is_cancelled_after_the_question_and_names_what_it_hits()
    {
        var id = await app.SendTextAsync("09124446666", "tomorrow", scheduledAt: Tomorrow);
        await using var rooms = new PanelRooms(app, "en");
        var page = OpenMessage(rooms, id);
        await page.ClickAsync("#cancel");
        Assert.Contains("09124446666", page.Find("#ask").TextContent, StringComparison.Ordinal);
        Assert.Contains("tomorrow", page.Find("#ask").TextContent, StringComparison.Ordinal);
        await page.ClickAsync("#ask-yes");
        page.WaitForAssertion(() => Assert.Equal("Cancelled: it will not be sent.", page.Find("#outcome").TextContent.Trim()));
        page.WaitForAssertion(() => Assert.Equal("Cancelled", page.Find("#facts .badge").TextContent));
    }

    [Fact]
    public async Task A_failed_message_is_sent_again_and_the_new_one_is_a_click_away()
    {
        var id = await app.SendTextAsync("09124440001", "again");
        await app.UntilAsync(id, "failed");
        await using var rooms = new PanelRooms(app, "en");
        var page = OpenMessage(rooms, id);
        await page.ClickAsync("#resend");
        await page.ClickAsync("#ask-yes");
        var sent = page.WaitForElement("#resent").GetAttribute("href")!;
        Assert.StartsWith("/s/sandbox/messages/", sent, StringComparison.Ordinal);
        await using var other = new PanelRooms(app, "en");
        var repeated = OpenMessage(other, sent.Split('/')[^1]);
        repeated.WaitForAssertion(() => Assert.Equal($"/s/sandbox/messages/{id}", repeated.Find("#resend-of").GetAttribute("href")));
    }

    [Fact]
    public async Task A_viewer_sees_no_text_no_whole_number_and_nothing_to_press()
    {
        var id = await app.SendTextAsync("09124440001", "not for viewers");
        await app.UntilAsync(id, "failed");
        var viewer = await app.AMemberAsync(app.Sandbox.Id, AccessLevel.Viewer);
        await using var rooms = new PanelRooms(app, "en", viewer.Id);
        var page = OpenMessage(rooms, id);
        page.WaitForAssertion(() => Assert.Contains("***", page.Find("#facts .phone").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("not for viewers", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("9124440001", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#resend, #cancel, #message-text"));
    }

    [Fact]
    public async Task A_one_time_code_is_nobodys_to_read()
    {
        var id = await app.SendTextAsync("09124447777", "your code is 445566", intent: "OTP_LOGIN");
        await using var rooms = new PanelRooms(app, "en");
        var page = OpenMessage(rooms, id);
        page.WaitForAssertion(() => Assert.Equal("One-time code", page.Find("#message-text").TextContent.Trim()));
        Assert.DoesNotContain("445566", page.Markup, StringComparison.Ordinal);
    }

    private static string Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static IRenderedComponent<MessageDetail> OpenMessage(PanelRooms rooms, string id) =>
        rooms.OpenPage<MessageDetail>("sandbox", page => page.Add(p => p.Id, id));
}
