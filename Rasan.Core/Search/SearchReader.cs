using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>Asks the index, and the rows themselves. One search at a time.</summary>
internal sealed class SearchReader : IDisposable
{
    internal const string Texts = "SELECT rowid FROM texts WHERE texts MATCH $1 AND rowid > $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $4";

    internal const string Numbers = "SELECT rowid FROM numbers WHERE numbers MATCH $1 AND rowid > $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $4";

    internal const string Behind = $"SELECT {SearchRow.Columns} FROM messages WHERE id > $1 AND id < $2 ORDER BY id DESC LIMIT $3";

    internal const string One = $"SELECT {SearchRow.Columns} FROM messages WHERE id = $1";

    private readonly SqliteConnection _messages;
    private readonly SqliteConnection? _index;
    private readonly Statement _behind, _one;
    private readonly Statement? _texts, _numbers, _watermark;

    /// <param name="indexPath">Null: there is no index now.</param>
    public SearchReader(SqliteStore store, string? indexPath)
    {
        _messages = store.OpenAlone();
        try
        {
            (_behind, _one) = (new(_messages, Behind), new(_messages, One));
            if (indexPath is null) return;
            _index = new(new SqliteConnectionStringBuilder { DataSource = indexPath, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 }.ToString());
            SearchFault.Guard(() => _index.Open());
            (_texts, _numbers, _watermark) = SearchFault.Guard(() =>
                (new Statement(_index, Texts), new Statement(_index, Numbers), new Statement(_index, "SELECT watermark FROM standing")));
        }
        catch
        {
            _index?.Dispose();
            _messages.Dispose();
            throw;
        }
    }

    /// <summary>Messages up to it are found by the index; 0: none is.</summary>
    public long Watermark() => _watermark is { } watermark ? SearchFault.Guard(() => watermark.First(row => row.Long(0))) : 0;

    /// <summary>Rows with these ids, newest first.</summary>
    public void FindBehind(long above, long below, int many, List<SearchRow> into)
    {
        _behind.Set(0, above);
        _behind.Set(1, below);
        _behind.Set(2, many);
        _behind.Each(into, SearchRow.From);
    }

    /// <summary>Candidates of a service, newest first: rows that may bear what is asked for.</summary>
    /// <returns>Their ids; some of their rows may be gone.</returns>
    public List<long> FindIndexed(MessageSearch search, long service, long above, long below, int many, List<SearchRow> into)
    {
        var ids = new List<long>();
        var ask = (search.AsksForNumber ? _numbers : _texts)!;
        ask.Set(0, search.Question);
        ask.Set(1, SearchRow.PlaceOf(service, above));
        ask.Set(2, SearchRow.PlaceOf(service, below));
        ask.Set(3, many);
        SearchFault.Guard(() => ask.Each(ids, row => SearchRow.IdOf(row.Long(0))));
        foreach (var id in ids)
        {
            _one.Set(0, id);
            if (_one.First(SearchRow.From) is { } row && row.Service == service) into.Add(row);
        }

        return ids;
    }

    public void Dispose()
    {
        foreach (var statement in (IDisposable?[])[_texts, _numbers, _watermark, _behind, _one]) statement?.Dispose();
        _index?.Dispose();
        _messages.Dispose();
    }
}
