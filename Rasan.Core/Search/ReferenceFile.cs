using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// One <c>references.db</c>: attempts by the id their provider gave them, up to a watermark, and those behind it that have none yet.
/// A word index and no b-tree over ids: random keys would cost a page a row. Not for several threads.
/// </summary>
internal sealed class ReferenceFile : IDisposable
{
    private const int Version = 1;
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=2000";

    private const string Tables = """
        CREATE TABLE standing (watermark INTEGER NOT NULL, own_id INTEGER NOT NULL DEFAULT 0, request TEXT NOT NULL);
        CREATE TABLE open_attempts (id INTEGER PRIMARY KEY);
        CREATE VIRTUAL TABLE ids USING fts5(token, content='', tokenize='ascii', detail=none);
        """;

    private static readonly IndexShape Shape = new(Version, Pragmas, Tables);

    private readonly IndexFile _file;
    private readonly Statement _add, _has, _forget, _keepOpen, _close, _open, _stand, _find;

    private ReferenceFile(IndexFile file)
    {
        _file = file;
        _add = file.Prepare("INSERT INTO ids (rowid, token) VALUES ($1, $2)");
        _has = file.Prepare("SELECT 1 FROM ids_docsize WHERE id = $1");
        _forget = file.Prepare("INSERT INTO ids (ids, rowid, token) VALUES ('delete', $1, $2)");
        _keepOpen = file.Prepare("INSERT OR IGNORE INTO open_attempts (id) VALUES ($1)");
        _close = file.Prepare("DELETE FROM open_attempts WHERE id = $1");
        _open = file.Prepare("SELECT id FROM open_attempts WHERE id > $1 ORDER BY id LIMIT $2");
        _stand = file.Prepare("UPDATE standing SET watermark = $1, own_id = $2");
        _find = file.Prepare("SELECT rowid FROM ids WHERE ids MATCH $1 ORDER BY rowid DESC LIMIT $2");
        (Watermark, LastOwnId, Request) = file.Read("SELECT watermark, own_id, request FROM standing", row => (row.Long(0), row.Long(1), row.Text(2)!));
    }

    /// <summary>Attempts up to this id were looked at.</summary>
    public long Watermark { get; private set; }

    /// <summary>Own id of the attempt at the watermark, by which it knows its database again.</summary>
    public long LastOwnId { get; private set; }

    /// <summary>The request for a new index it was made for.</summary>
    public string Request { get; }

    /// <returns>Null: there is none, or one of another version.</returns>
    public static ReferenceFile? Open(string path) => IndexFile.Open(path, Shape, file => new ReferenceFile(file));

    public static ReferenceFile Create(string path, string request) => IndexFile.Create(path, Shape, request, file => new ReferenceFile(file));

    /// <summary>Takes in the next attempts, the watermark with them.</summary>
    public void Add(List<ReferenceRow> rows) => _file.Write(() =>
    {
        foreach (var row in rows)
        {
            if (row.Reference is { Length: > 0 } reference) Put(_add, row.Id, ReferenceRow.TokenOf(reference));
            else if (row.IsOpen) Put(_keepOpen, row.Id);
        }

        _stand.Set(0, rows[^1].Id);
        _stand.Set(1, rows[^1].OwnId);
        _stand.ExecuteNonQuery();
    }, () => (Watermark, LastOwnId) = (rows[^1].Id, rows[^1].OwnId));

    /// <summary>Those that were open and no longer are.</summary>
    /// <param name="settled">By id; null: its row is gone.</param>
    public void Settle(IReadOnlyList<(long Id, string? Reference)> settled) => _file.Write(() =>
    {
        foreach (var (id, reference) in settled)
        {
            Put(_close, id);
            if (reference is { Length: > 0 }) Put(_add, id, ReferenceRow.TokenOf(reference));
        }
    });

    public void Forget(IReadOnlyList<ReferenceRow> rows) => _file.Write(() =>
    {
        foreach (var row in rows)
        {
            Put(_close, row.Id);
            if (row.Reference is { Length: > 0 } reference && Has(row.Id)) Put(_forget, row.Id, ReferenceRow.TokenOf(reference));   // FTS5 would count out what is not in it
        }
    });

    public void FindOpen(long after, int many, List<long> into)
    {
        _open.Set(0, after);
        _open.Set(1, many);
        _open.Each(into, row => row.Long(0));
    }

    /// <summary>Attempts that may bear the id, newest first.</summary>
    public List<long> Find(string reference, int many)
    {
        var ids = new List<long>();
        _find.Set(0, $"\"{ReferenceRow.TokenOf(reference)}\"");
        _find.Set(1, many);
        _find.Each(ids, row => row.Long(0));
        return ids;
    }

    public void Dispose() => _file.Dispose();

    private bool Has(long id)
    {
        _has.Set(0, id);
        return _has.First(_ => true);
    }

    private static void Put(Statement statement, long id)
    {
        statement.Set(0, id);
        statement.ExecuteNonQuery();
    }

    private static void Put(Statement statement, long id, string token)
    {
        statement.Set(0, id);
        statement.Set(1, token);
        statement.ExecuteNonQuery();
    }
}
