using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Rasan.Tests.House;
using Rasan.Tests.Support;

namespace Rasan.Tests.Browser;

/// <summary>
/// Every page in both languages, both themes, on a desk and on a phone: what can be told without an eye is told here. With RASAN_SCREENSHOTS set to a
/// folder the pictures are put there too, for the eye; with RASAN_AXE set to axe-core's script its serious findings count as well.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    private const int Desk = 1440, Phone = 390;
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("RASAN_SCREENSHOTS");
    private static readonly string? Axe = Environment.GetEnvironmentVariable("RASAN_AXE");
    private static readonly Lazy<string> Checks = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "page-checks.js")));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Looks => new(
        from language in (string[])["fa", "en"] from theme in (string[])["light", "dark"] select (language, theme));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_looks_right(string language, string theme)
    {
        var places = await MessagesAsync();
        var faults = new List<string>();
        var signedIn = await ReaderAsync(language, theme, signsIn: true);
        var stranger = await ReaderAsync(language, theme, signsIn: false);
        foreach (var (template, page) in PanelPages.All)
        {
            var reader = PanelPages.IsOpenToAll(page) ? stranger : signedIn;
            foreach (var width in (int[])[Desk, Phone])
            {
                await reader.SetViewportSizeAsync(width, width == Desk ? 900 : 844);
                faults.AddRange((await LookAsync(reader, PanelPages.Fill(template, places), language)).Select(fault => $"{template} {width}: {fault}"));
                await PictureAsync(reader, $"{template.Trim('/').Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}-{language}-{theme}-{width.ToString(CultureInfo.InvariantCulture)}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct(StringComparer.Ordinal)));
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
        var faults = await page.EvaluateAsync<string[]>(Checks.Value, "fa");
        foreach (var wanted in (string[])["dir is ltr", "not Persian", "ASCII digits", "a key instead of a text", "2 h1", "wider than the screen", "clipped text"])
            Assert.Contains(faults, fault => fault.StartsWith(wanted, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage reader, string path, string language)
    {
        await reader.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (await reader.Locator("#connection").CountAsync() > 0 && !path.StartsWith("/me", StringComparison.Ordinal))
            await reader.Locator("#connection[data-live=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var faults = new List<string>(await reader.EvaluateAsync<string[]>(Checks.Value, language));
        if (Axe is null) return faults;
        await reader.EvaluateAsync(await File.ReadAllTextAsync(Axe, Ct));   // not as a script of the page: its policy lets none in
        faults.AddRange(await reader.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(found => ['serious', 'critical'].includes(found.impact))
                .map(found => `axe ${found.id}: ${found.nodes.slice(0, 3).map(node => node.target.join(' ')).join('; ')}`)
            """));
        return faults;
    }

    private static async Task PictureAsync(IPage reader, string name)
    {
        if (Pictures is not null) await reader.ScreenshotAsync(new() { Path = Path.Combine(Pictures, (name[0] == '-' ? "home" : "") + name + ".png"), FullPage = true });
    }

    private async Task<IPage> ReaderAsync(string language, string theme, bool signsIn)
    {
        var page = await browser.OpenAsync("/sign-in");
        if (language == "en") await page.ClickAsync("#language button");
        await page.EmulateMediaAsync(new() { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light });   // nobody has chosen: as the browser says
        if (!signsIn) return page;
        var member = await browser.App.AMemberAsync(browser.App.Sandbox.Id, Core.Services.AccessLevel.Administrator);
        await page.FillAsync("[name=name]", member.Name);
        await page.FillAsync("[name=password]", member.Password);
        await page.ClickAsync("form button.primary");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

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

        return new(StringComparer.Ordinal) { ["ServiceKey"] = browser.App.Sandbox.Key, ["Id"] = id, ["Key"] = id, ["Form"] = await browser.App.AFormAsync(browser.App.Sandbox.Id) };
    }
}
