using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rasan.Tests.House;

/// <summary>Persian and English are equals: every text stands in both, and every text that is read stands there.</summary>
internal static partial class Texts
{
    private const string Neutral = ".resx";
    private const string Persian = ".fa.resx";

    public static IEnumerable<string> UnequalPairs(IReadOnlyList<SourceFile> resources)
    {
        var texts = resources.ToDictionary(file => file.Path, Keys, StringComparer.Ordinal);
        foreach (var path in texts.Keys.Where(path => !path.EndsWith(Persian, StringComparison.Ordinal)))
        {
            var other = path[..^Neutral.Length] + Persian;
            if (!texts.TryGetValue(other, out var inPersian)) yield return $"{path} has no {other}";
            else
                foreach (var key in texts[path].Except(inPersian, StringComparer.Ordinal).Union(inPersian.Except(texts[path], StringComparer.Ordinal), StringComparer.Ordinal))
                    yield return $"{path}: {key} stands in one language only";
        }

        foreach (var path in texts.Keys.Where(path => path.EndsWith(Persian, StringComparison.Ordinal) && !texts.ContainsKey(path[..^Persian.Length] + Neutral)))
            yield return $"{path} has no neutral twin";
    }

    /// <summary>Keys that a page or class reads by name and that its resource file lacks.</summary>
    public static IEnumerable<string> MissingKeys(IReadOnlyList<SourceFile> sources, IReadOnlyList<SourceFile> resources)
    {
        var texts = resources.ToLookup(file => file.Name, StringComparer.Ordinal);
        return from source in sources
               from Match reading in Reading().Matches(source.Text)
               from Match key in Literal().Matches(reading.Groups["keys"].Value)
               let owner = Owner(source, sources)
               where !texts[owner + Neutral].Any(file => Keys(file).Contains(key.Groups["key"].Value))
               select $"{source.Path}: {owner}{Neutral} has no {key.Groups["key"].Value}";
    }

    private static HashSet<string> Keys(SourceFile resource) =>
        [.. XDocument.Parse(resource.Text).Root!.Elements("data")
            .Where(data => !string.IsNullOrWhiteSpace(data.Element("value")?.Value))
            .Select(data => data.Attribute("name")!.Value)];

    /// <summary>The class whose texts a file reads: the T of its IStringLocalizer, or of its markup's; or the type it names them by (<c>CliTexts Texts</c>).</summary>
    private static string Owner(SourceFile source, IReadOnlyList<SourceFile> sources)
    {
        var markup = sources.FirstOrDefault(other => other.Path + ".cs" == source.Path);
        var localizer = Localizer().Match(source.Text) is { Success: true } own ? own : Localizer().Match(markup?.Text ?? "");
        return localizer.Success ? localizer.Groups["owner"].Value : source.Name.Split('.')[0];
    }

    [GeneratedRegex(@"\b(Texts|L)(\[(?<keys>[^\]]+)\]|\.Count\((?<keys>[^)]+)\))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Reading();

    // the first argument's literals; what is behind a comma fills the text's places
    [GeneratedRegex(@"(?<=^[^,]*)(?<!\$)""(?<key>[A-Za-z0-9_.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"IStringLocalizer<(?<owner>\w+)>|\b(?<owner>[A-Z]\w*Texts)\s+(Texts|L)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Localizer();
}
