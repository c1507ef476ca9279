using System.Collections.Concurrent;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// Which trigrams of a text to ask for: every list in a question is walked through row by row, every candidate left over costs the
/// reading of a row. How often each comes in a service is seen from the newest rows that bear it, and remembered.
/// </summary>
internal sealed class RareTrigrams
{
    internal const string Sample = """
        SELECT min(rowid), count(*) FROM (SELECT rowid FROM texts WHERE texts MATCH $1 AND rowid > $2 AND rowid < $3 ORDER BY rowid DESC LIMIT 32)
        """;

    private const int MostAsked = 5, MostRemembered = 20_000;

    /// <summary>A row read costs as much as so many steps along a list.</summary>
    private const double StepsPerRow = 150;

    private readonly ConcurrentDictionary<(long Service, string Trigram), double> _gaps = new();

    /// <summary>Another index, other lists.</summary>
    public void Forget() => _gaps.Clear();

    /// <param name="sample">Prepared from <see cref="Sample"/>.</param>
    /// <param name="below">Above the newest row that is in the index.</param>
    /// <returns>The question; null: nothing bears all of them.</returns>
    public string? Choose(Statement sample, string folded, long service, long below)
    {
        var trigrams = SearchText.Trigrams(folded);
        if (trigrams.Length <= 2) return Question(trigrams.Select(each => each.Trigram));
        var seen = new List<(string Trigram, int Word, double Gap)>();
        foreach (var (trigram, word) in trigrams)
        {
            if (GapOf(sample, trigram, service, below) is not { } gap) return null;
            seen.Add((trigram, word, gap));
        }

        // the rarest of every word first: those of one word come together, and the second says little that the first has not
        var ranked = seen.GroupBy(each => each.Word).SelectMany(word => word.OrderByDescending(each => each.Gap).Select((each, rank) => (each.Trigram, each.Gap, Rank: rank)))
            .OrderBy(each => each.Rank).ThenByDescending(each => each.Gap).ToArray();
        var (asked, left) = (1, 1 / ranked[0].Gap);
        while (asked < Math.Min(MostAsked, ranked.Length) && left * ranked[asked].Gap * StepsPerRow > 1)
        {
            left /= ranked[asked].Gap;
            asked++;
        }

        return Question(ranked.Take(asked).Select(each => each.Trigram));
    }

    /// <returns>From how many rows one bears it; null: none does.</returns>
    private double? GapOf(Statement sample, string trigram, long service, long below)
    {
        if (_gaps.TryGetValue((service, trigram), out var known)) return known;
        sample.Set(0, Quoted(trigram));
        sample.Set(1, SearchRow.PlaceOf(service, 0));
        sample.Set(2, SearchRow.PlaceOf(service, below));
        var (lowest, count) = sample.First(row => (row.Long(0), row.Long(1)));
        if (count == 0) return null;   // the next message may bear it
        if (_gaps.Count >= MostRemembered) _gaps.Clear();
        return _gaps[(service, trigram)] = (double)(below - SearchRow.IdOf(lowest)) / count;
    }

    private static string Question(IEnumerable<string> trigrams) => string.Join(" AND ", trigrams.Select(Quoted));

    private static string Quoted(string trigram) => $"\"{trigram.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
