using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>A decision's record has a number of its own and says what a later reader asks.</summary>
internal static partial class Decisions
{
    private static readonly string[] Owed = ["- Status: ", "- Date: ", "## Context", "## Decision", "## Consequences"];

    public static IEnumerable<string> Faults(IReadOnlyList<SourceFile> records)
    {
        foreach (var record in records)
        {
            if (!FileName().IsMatch(record.Name)) yield return $"{record.Path} is not named NNNN-title.md";
            foreach (var part in Owed.Where(part => !record.Lines.Any(line => line.StartsWith(part, StringComparison.Ordinal)))) yield return $"{record.Path} has no '{part.Trim()}'";
        }

        foreach (var twice in records.GroupBy(record => record.Name[..Math.Min(4, record.Name.Length)], StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"{twice.Key} is the number of {string.Join(" and ", twice.Select(record => record.Name))}";
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FileName();
}
