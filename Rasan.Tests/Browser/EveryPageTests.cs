using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Tests.House;
using Rasan.Tests.Support;

namespace Rasan.Tests.Browser;

/// <summary>Every page in both languages, on a desk and on a phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The themes differ in colours alone: for the eye, and for axe-core.</summary>
    public static TheoryData<string, string> Looks => new(
        from language in (string[])["fa", "en"] from theme in PageLook.SeesColours ? (string[])["light", "dark"] : ["light"] select (language, theme));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_looks_right(string language, string theme)
    {
        var places = await MessagesAsync();
        var member = await PageLook.AsMemberAsync(browser, language, theme);
        var administrator = await PageLook.AsAdministratorAsync(browser, language, theme);
        var stranger = await PageLook.AsStrangerAsync(browser, language, theme);
        foreach (var (template, page) in PanelPages.All)
        {
            var look = PanelPages.IsOpenToAll(page) ? stranger : PanelPages.IsTheSystems(page) ? administrator : member;
            foreach (var width in (int[])[PageLook.Desk, PageLook.Phone])
            {
                await look.ResizeAsync(width);
                await look.GoAsync(PanelPages.Fill(template, places));
                await look.LookAsync(NameOf(template));
            }
        }

        Guard.FindsNothing([.. member.Faults, .. administrator.Faults, .. stranger.Faults]);
    }

    [Fact]
    public async Task A_page_is_used_with_the_keyboard_alone()
    {
        var places = await MessagesAsync();
        var member = await PageLook.AsMemberAsync(browser, "fa", "light");
        var administrator = await PageLook.AsAdministratorAsync(browser, "fa", "light");
        var stranger = await PageLook.AsStrangerAsync(browser, "fa", "light");
        var faults = new List<string>();
        foreach (var (template, page) in PanelPages.All)
        {
            var look = PanelPages.IsOpenToAll(page) ? stranger : PanelPages.IsTheSystems(page) ? administrator : member;
            await look.ResizeAsync(PageLook.Desk);
            await look.GoAsync(PanelPages.Fill(template, places));
            faults.AddRange((await KeyboardWalk.FaultsAsync(look.Reader)).Select(fault => $"{template}: {fault}"));
        }

        Guard.FindsNothing(faults);
    }

    [Fact]
    public async Task The_walk_sees_what_the_keyboard_does_not_reach()
    {
        var page = await browser.OpenAsync("/sign-in");
        await page.EvaluateAsync("""
            () => document.querySelector('main').insertAdjacentHTML('beforeend', '<button tabindex="-1" id="missed">x</button><button style="outline:none;box-shadow:none" id="dark">y</button>')
            """);
        var faults = await KeyboardWalk.FaultsAsync(page);
        Assert.Contains(faults, fault => fault.StartsWith("Tab never comes to <button", StringComparison.Ordinal) && fault.Contains("missed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("nobody sees the focus", StringComparison.Ordinal) && fault.Contains("dark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_look_sees_what_is_wrong()
    {
        var page = await browser.OpenAsync("/sign-in");
        await page.EvaluateAsync("""
            () => {
                document.documentElement.dir = 'ltr';
                document.querySelector('main').insertAdjacentHTML('beforeend',
                    '<p>Untranslated words 42</p><p>state.delivered</p><h1>۲</h1><p style="inline-size:2000px">پهن</p><p style="overflow:hidden;white-space:nowrap;inline-size:20px">بسیار بلند است</p>');
            }
            """);
        var faults = await PageLook.FaultsAsync(page, "fa");
        foreach (var wanted in (string[])["dir is ltr", "not Persian", "ASCII digits", "a key instead of a text", "2 h1", "wider than the screen", "clipped text"])
            Assert.Contains(faults, fault => fault.StartsWith(wanted, StringComparison.Ordinal));
    }

    private static string NameOf(string template) =>
        template.Length == 1 ? "home" : template.Trim('/').Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal).Replace(":long", "", StringComparison.Ordinal);

    /// <summary>Messages of every fate, so that no page is empty.</summary>
    private async Task<Dictionary<string, string>> MessagesAsync()
    {
        using var api = browser.App.CreateApiClient();
        var id = "";
        foreach (var (to, text) in new[]
        {
            ("09121110001", "این شماره نیست"), ("09121110003", "نمی‌رسد"), ("09121110005", "Failed on purpose"), ("09121112299", "سلام؛ سفارش شما به شمارهٔ ۱۲۳۴ فرستاده شد و تا فردا می‌رسد. از خرید شما سپاسگزاریم و امیدواریم باز هم ما را برگزینید."),
        })
        {
            using var answer = await api.PostAsJsonAsync("/api/v1/messages", new { to, text, reference = "ORDER-1234", tags = new[] { "shop" } }, Ct);
            id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
        }

        await SimulatorsPageTests.SendAsync(browser, "سلام؛ این پیام تمرینی است و به کسی نمی‌رسد. Only a rehearsal.");
        return new(StringComparer.Ordinal) { ["ServiceKey"] = browser.App.Sandbox.Key, ["Id"] = id, ["Key"] = id, ["Form"] = await browser.App.AFormAsync(browser.App.Sandbox.Id), ["AccountId"] = await browser.App.AWatchedAccountAsync() };
    }
}
