using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>A migration only adds: the program of yesterday can still read the database, and nothing that was promised is dropped.</summary>
internal static partial class Migrations
{
    public static IEnumerable<string> WhatTheyTakeAway(IEnumerable<SourceFile> migrations) =>
        from migration in migrations
        from Match step in TakesAway().Matches(Up(migration.Text))
        select $"{migration.Path}: {step.Value}";

    /// <summary>The way forward alone; the way back takes away by its nature.</summary>
    private static string Up(string migration)
    {
        var from = migration.IndexOf("void Up(", StringComparison.Ordinal);
        var to = migration.IndexOf("void Down(", StringComparison.Ordinal);
        return from < 0 ? "" : migration[from..(to < from ? migration.Length : to)];
    }

    [GeneratedRegex(@"\b(DropTable|DropColumn|RenameTable|RenameColumn|DeleteData)\b|\b(DROP\s+(TABLE|COLUMN)|DELETE\s+FROM|TRUNCATE)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TakesAway();
}
