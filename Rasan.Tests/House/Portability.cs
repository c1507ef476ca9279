using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>A clone works on any machine, and says nothing about the one it was written on.</summary>
internal static partial class Portability
{
    public static IEnumerable<string> Faults(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Select((text, index) => (text, number: index + 1))
        where MachinePath().IsMatch(line.text) || Secret().IsMatch(line.text)
        select $"{file.Path}:{line.number} {line.text.Trim()}";

    // folders that only one person's machine has
    [GeneratedRegex(@"(?<![\w.])/(home|Users|root|work|mnt)/\w|\b[A-Z]:\\{1,2}Users\\", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex MachinePath();

    // a whole token of Rasan (rsn_ and 43 characters; those of the tests say so), or a private key
    [GeneratedRegex("rsn_(?!test-)[A-Za-z0-9_-]{43}|-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Secret();
}
