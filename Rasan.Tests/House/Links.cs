using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>A document that names a file names one that is there.</summary>
internal static partial class Links
{
    public static IEnumerable<string> Broken(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
        from document in documents
        from Match link in Target().Matches(document.Text)
        let target = Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(document.Path) ?? "", link.Groups["path"].Value))
        where !exists(Path.GetRelativePath("/", target))
        select $"{document.Path} leads to {link.Groups["path"].Value}";

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Target();
}
