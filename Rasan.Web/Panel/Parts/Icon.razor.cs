using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace Rasan.Web.Panel.Parts;

/// <summary>A line drawing; what it means is said in words beside it.</summary>
public sealed partial class Icon : ComponentBase
{
    /// <summary>Those that point along the reading direction.</summary>
    private static readonly FrozenSet<string> Mirrored = FrozenSet.ToFrozenSet(["send", "next", "previous", "signout"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["menu"] = "M4 6h16M4 12h16M4 18h16",
        ["down"] = "M6 9l6 6 6-6",
        ["up"] = "M6 15l6-6 6 6",
        ["accounts"] = "M3 7h18v12H3zM3 11h18M7 15h4",
        ["next"] = "M9 6l6 6-6 6",
        ["previous"] = "M15 6l-6 6 6 6",
        ["search"] = "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
        ["user"] = "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4 21c0-4 3.5-6 8-6s8 2 8 6",
        ["service"] = "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
        ["board"] = "M4 20V10M10 20V4M16 20v-7M22 20H2",
        ["send"] = "M4 12l17-8-6 17-3-7zM12 14l9-10",
        ["messages"] = "M4 5h16v11H9l-5 4z",
        ["log"] = "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
        ["api"] = "M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16",
        ["help"] = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.01",
        ["moon"] = "M20 14a8 8 0 0 1-10-10a8 8 0 1 0 10 10",
        ["sun"] = "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5",
        ["copy"] = "M9 9h11v11H9zM15 9V4H4v11h5",
        ["check"] = "M4 12l5 6L20 6",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["warning"] = "M12 4l9 16H3zM12 10v4M12 17v.01",
        ["clock"] = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3 3",
        ["calendar"] = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        ["download"] = "M12 4v11M7 11l5 5 5-5M4 20h16",
        ["columns"] = "M4 5h16v14H4zM10 5v14M15 5v14",
        ["refresh"] = "M20 11a8 8 0 1 0-2 6M20 5v6h-6",
        ["filter"] = "M4 5h16l-6 8v6l-4-2v-4z",
        ["lock"] = "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
        ["route"] = "M6 4a2 2 0 1 0 0 4a2 2 0 0 0 0-4M6 8v4a4 4 0 0 0 4 4h4M18 14a2 2 0 1 0 0 4a2 2 0 0 0 0-4M6 12v8",
        ["grip"] = "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
        ["simulator"] = "M4 5h16v11H4zM9 20h6M12 16v4M10 8.500l4 2-4 2z",
        ["empty"] = "M3 13l3-8h12l3 8v6H3zM3 13h5l1.500 3h5l1.500-3h5",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    [Parameter, EditorRequired] public string Name { get; set; } = "";
}
