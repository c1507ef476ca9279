namespace Rasan.Tests.House;

/// <summary>A file of the repository: its path from the top, with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string[] Lines => Text.Split('\n');

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "data", "artifacts", "node_modules"];

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static IReadOnlyList<SourceFile> Files(params string[] endings) =>
        [.. Walk(new DirectoryInfo(Root))
            .Where(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
            .Where(inner => !NotOurs.Contains(inner.Name, StringComparer.Ordinal) && (inner.Name is ".ci" || !inner.Name.StartsWith('.')))
            .SelectMany(Walk));

    private static string FindRoot(DirectoryInfo from)
    {
        for (var folder = from; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Rasan.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No Rasan.sln above {from.FullName}: the house tests read the sources they were built from.");
    }
}
