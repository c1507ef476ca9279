using System.Globalization;
using Microsoft.Playwright;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Browser;

/// <summary>
/// What can be told of a page without an eye, in one language and theme. With RASAN_SCREENSHOTS set to a folder a picture of each is put there too, for
/// the eye; with RASAN_AXE set to axe-core's script its serious findings count as well.
/// </summary>
internal sealed class PageLook(IPage reader, string language, string theme)
{
    public const int Desk = 1440, Phone = 390;
    private const int DeskHeight = 900, PhoneHeight = 844;
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("RASAN_SCREENSHOTS");
    private static readonly string? Axe = Environment.GetEnvironmentVariable("RASAN_AXE");
    private static readonly Lazy<string> Checks = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "page-checks.js")));

    private readonly List<string> _faults = [];

    public static bool SeesColours => Pictures is not null || Axe is not null;

    public IPage Reader => reader;

    /// <summary>What was found so far, each once.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.Distinct(StringComparer.Ordinal)];

    /// <summary>A fresh browser that has chosen the language, at the sign-in; its theme is the browser's own wish.</summary>
    public static async Task<PageLook> AsStrangerAsync(BrowserFixture browser, string language, string theme)
    {
        var page = await browser.OpenAsync("/sign-in");
        if (language == "en")
        {
            await page.ClickAsync("#language button");
            await page.WaitForSelectorAsync("html[lang=en]");
        }

        await page.EmulateMediaAsync(new() { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        return new(page, language, theme);
    }

    public static async Task<PageLook> AsMemberAsync(BrowserFixture browser, string language, string theme, string level = AccessLevel.Administrator)
    {
        var look = await AsStrangerAsync(browser, language, theme);
        await look.EnterAsync(await browser.App.AMemberAsync(browser.App.Sandbox.Id, level));
        await look.Reader.UntilSignedInAsync();
        return look;
    }

    /// <summary>Who sees what belongs to no service too.</summary>
    public static async Task<PageLook> AsAdministratorAsync(BrowserFixture browser, string language, string theme)
    {
        var look = await AsStrangerAsync(browser, language, theme);
        await look.EnterAsync(new(0, FirstStart.UserName, RasanApp.AdminPassword));
        await look.Reader.UntilSignedInAsync();
        return look;
    }

    public async Task EnterAsync(GivenPerson person)
    {
        await reader.FillAsync("[name=name]", person.Name);
        await reader.FillAsync("[name=password]", person.Password);
        await reader.ClickAsync("form button.primary");
    }

    public Task ResizeAsync(int width) => reader.SetViewportSizeAsync(width, width == Desk ? DeskHeight : PhoneHeight);

    /// <summary>Opens a page and waits until it lives.</summary>
    public async Task GoAsync(string path)
    {
        await reader.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (await reader.Locator("#connection").CountAsync() > 0 && !path.StartsWith("/me", StringComparison.Ordinal))
            await reader.Locator("#connection[data-live=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <param name="name">Of the picture, and in what is said of the page.</param>
    public async Task LookAsync(string name)
    {
        var width = reader.ViewportSize!.Width;
        foreach (var fault in await FaultsAsync(reader, language)) _faults.Add($"{name} {language} {theme} {width}: {fault}");
        if (Pictures is not null)
            await reader.ScreenshotAsync(new() { Path = Path.Combine(Pictures, string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{theme}-{width}.png")), FullPage = true });
    }

    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string language)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => null)");
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(one => Number.isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished.catch(() => null)))");
        var faults = new List<string>(await page.EvaluateAsync<string[]>(Checks.Value, language));
        if (Axe is null) return faults;
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));   // not as a script of the page: its policy lets none in
        faults.AddRange(await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(found => ['serious', 'critical'].includes(found.impact))
                .map(found => `axe ${found.id}: ${found.nodes.slice(0, 3).map(node => node.target.join(' ')).join('; ')}`)
            """));
        return faults;
    }
}
