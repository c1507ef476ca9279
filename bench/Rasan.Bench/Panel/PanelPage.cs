using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rasan.Bench.Panel;

/// <summary>What a browser's script finds in a served page: the places where components live on, and the state they take over.</summary>
internal sealed partial record PanelPage(Uri Address, IReadOnlyList<string> Markers, string State)
{
    public static PanelPage Read(Uri address, string html) => new(
        address,
        [.. Marker().Matches(html).Select(match => match.Groups["json"].Value).Where(IsLiving)],
        ComponentState().Match(html).Groups["state"].Value);

    /// <summary>Every component of the page as the first batch of operations.</summary>
    public string Operations =>
        $$"""{"batchId":1,"operations":[{{string.Join(',', Markers.Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}"""))}}]}""";

    /// <summary>A component has an opening marker with a type and a closing one without.</summary>
    private static bool IsLiving(string json)
    {
        using var marker = JsonDocument.Parse(json);
        return marker.RootElement.TryGetProperty("type", out var type) && type.GetString() is "server" or "auto";
    }

    [GeneratedRegex(@"<!--Blazor:(?<json>\{.*?\})-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[a-zA-Z0-9+/=]+)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ComponentState();
}
