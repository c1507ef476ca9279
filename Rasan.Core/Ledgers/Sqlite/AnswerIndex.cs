using Microsoft.Data.Sqlite;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Ledgers.Sqlite;

/// <summary>
/// Where the kept answers lie, by their hash: in memory, because a b-tree over random keys costs the accept path a dirty page a row.
/// It grows in segments, so that nothing is ever copied to make room and a day that has passed is let go at once.
/// Only the writer knows it; what a transaction adds counts from then on, and goes with it if it is taken back.
/// </summary>
internal sealed class AnswerIndex
{
    private const int SegmentSize = 65_536;

    private readonly List<Segment> _segments = [];   // oldest first
    private readonly List<(long Hash, long Id, long At)> _uncommitted = [];

    public static AnswerIndex Load(SqliteConnection connection)
    {
        var index = new AnswerIndex();
        using var all = new Statement(connection, "SELECT hash, id, created_at FROM idempotent_answers ORDER BY created_at");
        all.Each(row => index.Keep(row.Long(0), row.Long(1), row.Long(2)));
        return index;
    }

    /// <summary>The newest answer with this hash. Two keys may share one: the row itself decides.</summary>
    public long? Find(long hash)
    {
        for (var i = _uncommitted.Count - 1; i >= 0; i--)
            if (_uncommitted[i].Hash == hash) return _uncommitted[i].Id;
        for (var i = _segments.Count - 1; i >= 0; i--)
            if (_segments[i].Ids.TryGetValue(hash, out var id)) return id;
        return null;
    }

    public void Add(long hash, long id, long at) => _uncommitted.Add((hash, id, at));

    public void Commit()
    {
        foreach (var (hash, id, at) in _uncommitted) Keep(hash, id, at);
        _uncommitted.Clear();
    }

    public void Rollback() => _uncommitted.Clear();

    private void Keep(long hash, long id, long at)
    {
        if (_segments is [] || _segments[^1].Ids.Count == SegmentSize)
        {
            _segments.RemoveAll(segment => segment.Newest + (long)RetentionOptions.IdempotentAnswers.TotalMilliseconds < at);
            _segments.Add(new());
        }

        _segments[^1].Ids[hash] = id;
        _segments[^1].Newest = at;
    }

    private sealed class Segment
    {
        public Dictionary<long, long> Ids { get; } = [];

        public long Newest { get; set; }
    }
}
