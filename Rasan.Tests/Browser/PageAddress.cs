using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rasan.Tests.Browser;

/// <summary>
/// Waits for where a page stands by asking the browser again and again. Playwright's own wait for an address counts events on this side, and now and then
/// misses the one that came while it began to listen.
/// </summary>
internal static class PageAddress
{
    /// <param name="pattern">A regular expression that is found somewhere in the address.</param>
    public static Task UntilAddressAsync(this IPage page, string pattern) => Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern, RegexOptions.None, Regex.InfiniteMatchTimeout));

    public static Task UntilSignedInAsync(this IPage page) => Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in", RegexOptions.None, Regex.InfiniteMatchTimeout));

    /// <summary>Where the page stands, as the browser says: what Playwright remembers may be a moment old.</summary>
    public static async Task<Uri> AddressAsync(this IPage page) => new(await page.EvaluateAsync<string>("() => location.href"));
}
