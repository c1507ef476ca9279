using Microsoft.Data.Sqlite;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>Messages in the order of their ids, as the indexer takes them in: short reads, never a transaction.</summary>
internal sealed class SearchSource : IDisposable
{
    internal const string After = $"SELECT {SearchRow.Columns}, tracking_id FROM messages WHERE id > $1 ORDER BY id LIMIT $2";

    private readonly SqliteConnection _connection;
    private readonly Statement _after, _newest, _idOf;

    public SearchSource(SqliteStore store)
    {
        _connection = store.OpenAlone();
        try
        {
            _after = new(_connection, After);
            _newest = new(_connection, "SELECT coalesce(max(id), 0) FROM messages");
            _idOf = new(_connection, "SELECT tracking_id FROM messages WHERE id = $1");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The next rows behind a watermark, and the tracking id of the last one; the ledger's one writer counts the ids, so none is filled in later.</summary>
    public (List<SearchRow> Rows, byte[] LastId) Next(long watermark, int many)
    {
        var (rows, last) = (new List<SearchRow>(), Array.Empty<byte>());
        _after.Set(0, watermark);
        _after.Set(1, many);
        _after.Each(row =>
        {
            rows.Add(SearchRow.From(row));
            last = row.Bytes(SearchRow.ColumnCount);
        });
        return (rows, last);
    }

    public long Newest() => _newest.First(row => row.Long(0));

    /// <returns>The tracking id of a row; null: there is no such row.</returns>
    public byte[]? IdOf(long id)
    {
        _idOf.Set(0, id);
        return _idOf.First(row => row.Bytes(0));
    }

    public void Dispose()
    {
        foreach (var statement in (IDisposable[])[_after, _newest, _idOf]) statement.Dispose();
        _connection.Dispose();
    }
}
