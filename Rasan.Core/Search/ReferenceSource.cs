using Microsoft.Data.Sqlite;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>Attempts as the index of provider ids takes them in: short reads, never a transaction.</summary>
internal sealed class ReferenceSource : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _after, _behind, _one, _ofMessage;

    public ReferenceSource(SqliteStore store)
    {
        _connection = store.OpenAlone();
        try
        {
            _after = new(_connection, $"SELECT {ReferenceRow.Columns} FROM attempts WHERE id > $1 ORDER BY id LIMIT $2");
            _behind = new(_connection, "SELECT message_id FROM (SELECT message_id, reference FROM attempts WHERE id > $1 ORDER BY id DESC LIMIT $2) WHERE reference = $3");
            _one = new(_connection, $"SELECT {ReferenceRow.Columns} FROM attempts WHERE id = $1");
            _ofMessage = new(_connection, $"SELECT {ReferenceRow.Columns} FROM attempts WHERE message_id = $1 ORDER BY id");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public List<ReferenceRow> Next(long watermark, int many)
    {
        var rows = new List<ReferenceRow>();
        _after.Set(0, watermark);
        _after.Set(1, many);
        _after.Each(rows, ReferenceRow.From);
        return rows;
    }

    // Messages of attempts behind the watermark that bear the id.
    public void FindBehind(long watermark, string reference, int many, List<long> into)
    {
        _behind.Set(0, watermark);
        _behind.Set(1, many);
        _behind.Set(2, reference);
        _behind.Each(into, row => row.Long(0));
    }

    public ReferenceRow? Find(long id)
    {
        _one.Set(0, id);
        return _one.First(ReferenceRow.From);
    }

    public void FindOfMessage(long messageId, List<ReferenceRow> into)
    {
        _ofMessage.Set(0, messageId);
        _ofMessage.Each(into, ReferenceRow.From);
    }

    public void Dispose()
    {
        foreach (var statement in (IDisposable[])[_after, _behind, _one, _ofMessage]) statement.Dispose();
        _connection.Dispose();
    }
}
