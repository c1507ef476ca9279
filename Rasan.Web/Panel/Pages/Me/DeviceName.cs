namespace Rasan.Web.Panel.Pages.Me;

/// <summary>A browser and its system by the names people know them by.</summary>
internal static class DeviceName
{
    // the first that fits: most claim to be Chrome, and Chrome to be Safari
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <returns>What it says of itself where nobody knows it.</returns>
    public static string Of(string agent) => (Find(Browsers, agent), Find(Systems, agent)) switch
    {
        (null, _) => agent,
        ({ } browser, null) => browser,
        ({ } browser, { } system) => $"{browser} · {system}",
    };

    private static string? Find((string Mark, string Name)[] known, string agent) => Array.Find(known, one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
