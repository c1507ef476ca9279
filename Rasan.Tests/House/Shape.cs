using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>What a reader stumbles over: files without end, names that say nothing, work left undone.</summary>
internal static partial class Shape
{
    public const int MostLines = 300;

    /// <summary>Words that are true of everything and thus say nothing. 'Service' is a noun of Rasan: a client of the centre.</summary>
    private static readonly string[] EmptyWords = ["Helper", "Helpers", "Manager", "Managers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc"];

    /// <summary>Names in which it is that noun.</summary>
    private static readonly string[] Nouns = ["Service", "UnknownService", "GivenService"];

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> sources) =>
        from source in sources
        where !IsScaffolded(source) && source.Text.TrimEnd('\n').Split('\n').Length > MostLines
        select $"{source.Path} is longer than {MostLines} lines: more than one thing lives there";

    public static IEnumerable<string> EmptyNames(IEnumerable<SourceFile> sources) =>
        from source in sources
        from name in source.Path.Split('/').Select(part => part.Split('.')[0]).Concat(source.Path.Split('/')[0].Split('.')).Concat(TypeNames(source)).Distinct(StringComparer.Ordinal)
        where EmptyWords.Any(word => name.EndsWith(word, StringComparison.Ordinal))
            || (name.EndsWith("Service", StringComparison.Ordinal) && !Nouns.Contains(name, StringComparer.Ordinal))
        select $"{source.Path}: {name}";

    public static IEnumerable<string> Undone(IEnumerable<SourceFile> sources) =>
        from source in sources
        from line in source.Lines.Select((text, index) => (text, number: index + 1))
        where UndoneWork().IsMatch(line.text)
        select $"{source.Path}:{line.number} {line.text.Trim()}";

    public static IEnumerable<string> RepeatedEvents(IEnumerable<SourceFile> sources) =>
        from source in sources
        from number in LogEvent().Matches(source.Text).Select(match => match.Groups["number"].Value)
        group source.Path by number into uses
        where uses.Count() > 1
        select $"Event {uses.Key}: {string.Join(", ", uses)}";

    public static bool IsScaffolded(SourceFile source) => source.Path.Contains("/Migrations/", StringComparison.Ordinal);

    private static IEnumerable<string> TypeNames(SourceFile source) => TypeName().Matches(source.Text).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*(public|internal|private|protected|file)\b[\w\s]*\b(class|record|struct|interface|enum)\s+(struct\s+|class\s+)?(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\[LoggerMessage\((?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|NotImplementedException|catch\s*(\([^)]*\))?\s*\{\s*\}|\.GetAwaiter\(\)\.GetResult\(\)|\basync\s+void\b|\bnew\s+HttpClient\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex UndoneWork();
}
