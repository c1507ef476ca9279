using System.Collections.Concurrent;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>One look into the index, or at the rows behind its watermark.</summary>
/// <param name="Hits">Rows that bear what is asked for, newest first.</param>
/// <param name="Below">Where the next look begins: the ids below it.</param>
/// <param name="SeenUntil">When the last row that was looked at was accepted; null: none was there.</param>
/// <param name="Looked">Rows and candidates that were looked at.</param>
/// <param name="AtEnd">There is nothing further below.</param>
internal sealed record SearchStep(List<SearchRow> Hits, long Below, long? SeenUntil, int Looked, bool AtEnd);

/// <summary>Searches, many at a time, in whatever file is the index now.</summary>
public sealed class SearchReading(SqliteStore store) : IDisposable
{
    private const int KeptOpen = 4;

    private readonly ConcurrentBag<SearchReader> _idle = [];
    private readonly RareTrigrams _rare = new();
    private readonly ReaderWriterLockSlim _file = new();
    private string? _path;
    private volatile bool _isDamaged;

    /// <summary>A search has met damage: whoever writes the index makes it anew.</summary>
    internal bool IsDamaged => _isDamaged;

    /// <summary>Every search waits until the file stands in its place; none has one open meanwhile.</summary>
    /// <param name="place">Answers its path; null: there is none.</param>
    internal void Replace(Func<string?> place)
    {
        _file.EnterWriteLock();
        try
        {
            _path = null;
            _rare.Forget();
            while (_idle.TryTake(out var reader)) reader.Dispose();
            _path = place();
            _isDamaged = false;
        }
        finally
        {
            _file.ExitWriteLock();
        }
    }

    /// <summary>Stateless, so that the index may grow or be replaced between two looks: where it begins below the watermark it asks the index, else the rows.</summary>
    internal SearchStep Look(MessageSearch search, long service, long above, long below, int many)
    {
        _file.EnterReadLock();
        try
        {
            return Look(_isDamaged ? null : _path, reader => Look(reader, search, service, above, below, many));
        }
        catch (SearchDamagedException)
        {
            _isDamaged = true;   // the writer sees it and makes it anew; until then the rows are looked at
            return Look(null, reader => Look(reader, search, service, above, below, many));
        }
        finally
        {
            _file.ExitReadLock();
        }
    }

    public void Dispose()
    {
        Replace(() => null);
        _file.Dispose();
    }

    private SearchStep Look(string? path, Func<SearchReader, SearchStep> look)
    {
        var reader = path is not null && _idle.TryTake(out var idle) ? idle : new SearchReader(store, path, _rare);
        var isGood = false;
        try
        {
            var step = look(reader);
            isGood = true;
            return step;
        }
        finally
        {
            if (isGood && path is not null && _idle.Count < KeptOpen) _idle.Add(reader);
            else reader.Dispose();
        }
    }

    private static SearchStep Look(SearchReader reader, MessageSearch search, long service, long above, long below, int many)
    {
        var (rows, watermark) = (new List<SearchRow>(), reader.Watermark());
        if (below - 1 > watermark)
        {
            var floor = Math.Max(above, watermark);
            reader.FindBehind(floor, below, many, rows);
            var isPartial = rows.Count == many;
            return new([.. rows.Where(row => row.Service == service && search.Matches(row))], isPartial ? rows[^1].Id : floor + 1, SeenUntil(rows), rows.Count, !isPartial && watermark <= above);
        }

        var ids = reader.FindIndexed(search, service, above, below, many, rows);
        return new([.. rows.Where(search.Matches)], ids is [.., var last] ? last : below, SeenUntil(rows), ids.Count, ids.Count < many);
    }

    private static long? SeenUntil(List<SearchRow> rows) => rows is [.., var last] ? last.CreatedAt : null;
}
