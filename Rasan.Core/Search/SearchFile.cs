using Microsoft.Data.Sqlite;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// One <c>search.db</c>, open for writing: what is in it can be made anew from <c>rasan.db</c> at any time. Contentless: it holds
/// what rows are found by, not the rows. Not for several threads.
/// </summary>
internal sealed class SearchFile : IDisposable
{
    /// <summary>Raised when tables or folding change: an index of another version is made anew.</summary>
    public const int Version = 1;

    // no sync at a commit: after a power cut it stands some commits back, and so does its watermark
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000";

    private const string Tables = """
        CREATE TABLE standing (watermark INTEGER NOT NULL, tracking_id BLOB, request TEXT NOT NULL);
        CREATE VIRTUAL TABLE texts USING fts5(text, reference, content='', tokenize='trigram case_sensitive 1', detail=none);
        CREATE VIRTUAL TABLE numbers USING fts5(number, content='', tokenize='ascii', detail=none, prefix='5 7 9');
        """;

    private static readonly IndexShape Shape = new(Version, Pragmas, Tables);

    private readonly IndexFile _file;
    private readonly Statement _addText, _addNumber, _hasText, _hasNumber, _forgetText, _forgetNumber, _stand;

    private SearchFile(IndexFile file)
    {
        _file = file;
        _addText = file.Prepare("INSERT INTO texts (rowid, text, reference) VALUES ($1, $2, $3)");
        _addNumber = file.Prepare("INSERT INTO numbers (rowid, number) VALUES ($1, $2)");
        _hasText = file.Prepare("SELECT 1 FROM texts_docsize WHERE id = $1");
        _hasNumber = file.Prepare("SELECT 1 FROM numbers_docsize WHERE id = $1");
        _forgetText = file.Prepare("INSERT INTO texts (texts, rowid, text, reference) VALUES ('delete', $1, $2, $3)");
        _forgetNumber = file.Prepare("INSERT INTO numbers (numbers, rowid, number) VALUES ('delete', $1, $2)");
        _stand = file.Prepare("UPDATE standing SET watermark = $1, tracking_id = $2");
        (Watermark, LastId, Request) = file.Read("SELECT watermark, tracking_id, request FROM standing", row => (row.Long(0), row.BytesOrNull(1), row.Text(2)!));
    }

    /// <summary>Messages up to this id are in it, those behind it not.</summary>
    public long Watermark { get; private set; }

    /// <summary>Tracking id of the message at the watermark, by which it knows its database again; null: it has none yet.</summary>
    public byte[]? LastId { get; private set; }

    /// <summary>The request it was built for.</summary>
    public string Request { get; }

    public static void Delete(string path) => IndexFile.Delete(path);

    /// <exception cref="SqliteException">It can't be made here.</exception>
    public static SearchFile Create(string path, string request) => IndexFile.Create(path, Shape, request, file => new SearchFile(file));

    /// <returns>Null: there is none, or one of another version.</returns>
    /// <exception cref="SearchDamagedException">It is damaged.</exception>
    public static SearchFile? Open(string path) => SearchDamagedException.Guard(() => IndexFile.Open(path, Shape, file => new SearchFile(file)));

    /// <summary>Takes the rows in, the watermark with them.</summary>
    /// <param name="rows">By id; the last one is the new watermark.</param>
    public void Add(List<SearchRow> rows, byte[] lastId) => Write(() =>
    {
        foreach (var row in rows.Where(row => row.Id > Watermark).OrderBy(row => row.Place))   // growing places: FTS5 would write out what it has gathered at every step back
        {
            if (row.FoldedText is { Length: > 0 } || row.FoldedReference is { Length: > 0 }) Put(_addText, row.Place, row.FoldedText, row.FoldedReference);
            if (!row.IsWiped) Put(_addNumber, row.Place, row.Recipient);
        }

        _stand.Set(0, rows[^1].Id);
        _stand.Set(1, lastId);
        _stand.ExecuteNonQuery();
    }, () => (Watermark, LastId) = (rows[^1].Id, lastId));

    /// <summary>What is not in it is passed over: FTS5 would count it out all the same.</summary>
    /// <param name="rows">As they were when they were taken in.</param>
    public void Forget(IReadOnlyList<SearchRow> rows) => Write(() =>
    {
        foreach (var row in rows.OrderBy(row => row.Place))
        {
            if (Has(_hasText, row.Place)) Put(_forgetText, row.Place, row.FoldedText, row.FoldedReference);
            if (Has(_hasNumber, row.Place)) Put(_forgetNumber, row.Place, row.Recipient);
        }
    });

    /// <summary>After it the file alone is the whole of it.</summary>
    public void Settle() => _file.Run("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Gives back the memory that a long run has taken.</summary>
    public void Rest() => _file.Run("PRAGMA shrink_memory");

    public void Dispose() => _file.Dispose();

    private static bool Has(Statement statement, long place)
    {
        statement.Set(0, place);
        return statement.First(_ => true);
    }

    private static void Put(Statement statement, long place, params ReadOnlySpan<string?> values)
    {
        statement.Set(0, place);
        for (var i = 0; i < values.Length; i++) statement.Set(i + 1, values[i]);
        statement.ExecuteNonQuery();
    }

    private void Write(Action work, Action? done = null) => SearchDamagedException.Guard(() => _file.Write(work, done));
}
