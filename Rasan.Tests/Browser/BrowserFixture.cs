using Microsoft.Playwright;
using Rasan.Tests.Support;

namespace Rasan.Tests.Browser;

/// <summary>One program and one Chromium for all browser tests; each test has a context, thus cookies, of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // what a root user in a container needs, and what keeps Chromium itself from calling home
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const float PatienceMilliseconds = 120_000;   // a busy machine is not a broken page

    private readonly RasanApp _app = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly List<IPage> _open = [];
    private IBrowserContext? _first;
    private string? _test;

    public Uri Home { get; private set; } = new("about:blank");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        Home = _app.Listen();
        var program = await Chromium.FindOrFetchAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags, Timeout = PatienceMilliseconds });
    }

    public RasanApp App => _app;

    /// <summary>
    /// A fresh reader: no cookie, nothing stored. A test's first has its scripts and styles in the cache, as most readers have; a second one is a browser of its own,
    /// which begins with nothing and costs a second.
    /// </summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var isFirst = await BeginTestAsync();
        var page = await (isFirst ? _first! : await _browser!.NewContextAsync(new() { BaseURL = Home.ToString() })).NewPageAsync();
        _open.Add(page);
        page.SetDefaultTimeout(PatienceMilliseconds);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A fresh reader who has signed in and stands on the page.</summary>
    /// <param name="then">Where the password leads; null: anywhere but to the sign-in.</param>
    /// <param name="inEnglish">Chosen before the sign-in: whoever is signed in would keep the language for the tests that come after.</param>
    public async Task<IPage> SignInAsync(string path = "/", string name = "admin", string password = RasanApp.AdminPassword, string? then = null, bool inEnglish = false)
    {
        var page = await OpenAsync(path);
        if (inEnglish)
        {
            await page.ClickAsync("#language button");
            await page.WaitForSelectorAsync("html[lang=en]");
        }

        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("form button.primary");
        await (then is null ? page.UntilSignedInAsync() : page.UntilAddressAsync(then));
        return page;
    }

    /// <summary>Ends what tests before this one have left open: a page goes on living, and costs a process.</summary>
    /// <returns>Whether this test opens its first page.</returns>
    private async Task<bool> BeginTestAsync()
    {
        if (TestContext.Current.Test?.UniqueID is var test && test == _test) return false;
        _test = test;
        foreach (var page in _open) await (page.Context == _first ? page.CloseAsync() : page.Context.CloseAsync());
        _open.Clear();
        _first ??= await _browser!.NewContextAsync(new() { BaseURL = Home.ToString() });
        await _first.ClearCookiesAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _app.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
