using System.Net;
using System.Text.RegularExpressions;

namespace Rasan.Tests.Support;

/// <summary>The page of the second factor as a browser without scripts sees it.</summary>
internal sealed partial class SecondFactorForm(HttpClient browser, GivenPerson person)
{
    public const string Path = "/me/second-factor";

    /// <summary>The page as it was seen last.</summary>
    public string Page { get; private set; } = "";

    /// <summary>What the person's phone takes.</summary>
    public string Key => Shown().Match(Page).Groups["key"].Value;

    /// <summary>What the page carries along for the next step.</summary>
    public string Carried => Hidden().Match(Page).Groups["key"].Value;

    public IReadOnlyList<string> RecoveryCodes => [.. Recovery().Matches(Page).Select(code => code.Groups["code"].Value)];

    public async Task LookAsync() => Page = await browser.GetStringAsync(new Uri(Path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task DoAsync(string action, string code = "", string? password = null, string? carried = null)
    {
        using var answer = await browser.PostAsync(Page, Path, "factor", ("action", action), ("password", password ?? person.Password), ("code", code), ("key", carried ?? Carried));
        Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <returns>The key.</returns>
    public async Task<string> TurnOnAsync()
    {
        await LookAsync();
        var key = Key;
        await DoAsync("on", Totp.Now(key));
        return key;
    }

    [GeneratedRegex("id=\"key\">(?<key>[A-Z2-7 ]+)<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Shown();

    [GeneratedRegex("name=\"key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<li><bdi dir=\"ltr\">(?<code>[A-Z0-9-]+)</bdi></li>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Recovery();
}
