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
    private readonly Statement? _texts, _numbers, _sample, _watermark;

    private readonly RareTrigrams _rare;

    /// <param name="indexPath">Null: there is no index now.</param>
    public SearchReader(SqliteStore store, string? indexPath, RareTrigrams rare)
    {
        _rare = rare;
        _messages = store.OpenAlone();
        try
        {
            (_behind, _one) = (new(_messages, Behind), new(_messages, One));
            if (indexPath is null) return;
            _index = new(new SqliteConnectionStringBuilder { DataSource = indexPath, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 }.ToString());
            SearchDamagedException.Guard(() =>
            {
                _index.Open();
                SqliteStore.Run(_index, "PRAGMA cache_size=-8192");   // the ends of the lists, which every question begins with
            });
            (_texts, _numbers, _sample, _watermark) = SearchDamagedException.Guard(() => (
                new Statement(_index, Texts), new Statement(_index, Numbers), new Statement(_index, RareTrigrams.Sample), new Statement(_index, "SELECT watermark FROM standing")));
        }
        catch
        {
            _index?.Dispose();
            _messages.Dispose();
            throw;
        }
    }

    /// <summary>Messages up to it are found by the index; 0: none is.</summary>
    public long Watermark() => _watermark is { } watermark ? SearchDamagedException.Guard(() => watermark.First(row => row.Long(0))) : 0;

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
        var (from, to) = (SearchRow.PlaceOf(service, above), SearchRow.PlaceOf(service, below));
        var ids = SearchDamagedException.Guard(() => search.AsksForNumber
            ? Ask(_numbers!, search.NumberQuestion, from, to, many)
            : (search.TextQuestion ??= _rare.Choose(_sample!, search.Text!, service, Watermark() + 1)) is { } question
                ? Ask(_texts!, question, from, to, many)
                : []);
        foreach (var id in ids)
        {
            _one.Set(0, id);
            if (_one.First(SearchRow.From) is { } row && row.Service == service) into.Add(row);
        }

        return ids;
    }

    public void Dispose()
    {
        foreach (var statement in (IDisposable?[])[_texts, _numbers, _sample, _watermark, _behind, _one]) statement?.Dispose();
        _index?.Dispose();
        _messages.Dispose();
    }

    private static List<long> Ask(Statement statement, string question, long above, long below, int many)
    {
        var ids = new List<long>();
        statement.Set(0, question);
        statement.Set(1, above);
        statement.Set(2, below);
        statement.Set(3, many);
        statement.Each(ids, row => SearchRow.IdOf(row.Long(0)));
        return ids;
    }
}
