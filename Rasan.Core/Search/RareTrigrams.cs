using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// Which trigrams of a text to ask for: every list in a question is walked through row by row, every candidate left over costs the
/// reading of a row. How often each comes is seen from the newest rows that bear it.
/// </summary>
internal static class RareTrigrams
{
    internal const string Sample = """
        SELECT min(rowid), count(*) FROM (SELECT rowid FROM texts WHERE texts MATCH $1 AND rowid > $2 AND rowid < $3 ORDER BY rowid DESC LIMIT 32)
        """;

    private const int MostAsked = 4;

    /// <summary>A row read costs as much as so many steps along a list.</summary>
    private const double StepsPerRow = 60;

    /// <param name="sample">Prepared from <see cref="Sample"/>.</param>
    /// <param name="trigrams">Quoted.</param>
    /// <param name="above">Below the first place of the service.</param>
    /// <param name="below">Above its last one.</param>
    /// <returns>The question; null: nothing bears all of them.</returns>
    public static string? Choose(Statement sample, string[] trigrams, long above, long below)
    {
        if (trigrams.Length <= 2) return string.Join(" AND ", trigrams);
        var byGap = new List<(string Trigram, double Gap)>();
        foreach (var trigram in trigrams)
        {
            sample.Set(0, trigram);
            sample.Set(1, above);
            sample.Set(2, below);
            var (lowest, count) = sample.First(row => (row.Long(0), row.Long(1)));
            if (count == 0) return null;
            byGap.Add((trigram, (double)(below - lowest) / count));
        }

        byGap.Sort((one, other) => other.Gap.CompareTo(one.Gap));
        var (asked, left) = (1, 1 / byGap[0].Gap);
        while (asked < Math.Min(MostAsked, byGap.Count) && left * byGap[asked].Gap * StepsPerRow > 1)
        {
            left /= byGap[asked].Gap;
            asked++;
        }

        return string.Join(" AND ", byGap.Take(asked).Select(each => each.Trigram));
    }
}
