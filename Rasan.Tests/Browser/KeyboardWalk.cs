using Microsoft.Playwright;

namespace Rasan.Tests.Browser;

/// <summary>Goes through a page with the Tab key alone: whatever can be used is reached, and is seen to have the focus.</summary>
internal static class KeyboardWalk
{
    private const int MostKeys = 600;

    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        var wanted = await page.EvaluateAsync<int>("""
            () => {
                document.activeElement?.blur();
                getSelection().removeAllRanges();
                const usable = 'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex="0"]';
                const seen = [...document.querySelectorAll(usable)].filter(e => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0);
                seen.forEach((e, i) => e.dataset.walk = i);
                return seen.length;
            }
            """);
        var reached = new HashSet<int>();
        var faults = new List<string>();
        var last = -1;
        for (var key = 0; key < MostKeys; key++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await page.EvaluateAsync<Focus>("""
                () => {
                    const e = document.activeElement;
                    if (!e || e === document.body) return { walk: -1, name: '', isSeen: true };
                    const style = getComputedStyle(e);
                    const isSeen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
                    const group = e.type === 'radio' ? document.querySelectorAll(`[type=radio][name="${e.name}"]`) : [e];
                    return { walk: Number(e.dataset.walk ?? -2), group: [...group].map(one => Number(one.dataset.walk)), name: e.outerHTML.slice(0, 120), isSeen };
                }
                """);
            if (at.Walk >= 0 && at.Walk == last) continue;   // a table goes through its cells first
            last = at.Walk;
            if (at.Walk >= 0 && !reached.Add(at.Walk)) break;   // round once
            reached.UnionWith(at.Group);
            if (!at.IsSeen) faults.Add($"nobody sees the focus on {at.Name}");
        }

        if (wanted == 0) faults.Add("nothing on the page can be used");
        foreach (var missed in Enumerable.Range(0, wanted).Except(reached))
            faults.Add("Tab never comes to " + await page.EvaluateAsync<string>("i => document.querySelector(`[data-walk='${i}']`)?.outerHTML.slice(0, 160) ?? 'something that has gone'", missed));
        return faults;
    }

    private sealed record Focus
    {
        public int Walk { get; init; }
        public int[] Group { get; init; } = [];
        public string Name { get; init; } = "";
        public bool IsSeen { get; init; }
    }
}
