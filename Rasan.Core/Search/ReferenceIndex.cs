using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// Attempts by the id their provider gave them, finished ones too: <c>rasan.db</c> itself finds only those that await a report, because an
/// index over all of them would be paid by every answer. Missing, damaged or of another database it is made anew.
/// </summary>
public sealed partial class ReferenceIndex(SqliteStore store, DataDirectory directory, ILogger<ReferenceIndex> log) : IDisposable
{
    private const int GenericError = 1;   // a table is missing
    private const int MostAlike = 64, RowsBehind = 20_000;

    private readonly SemaphoreSlim _turn = new(1);
    private ReferenceSource? _source;
    private ReferenceFile? _file;
    private string _wanted = "";
    private long _looked;

    private ReferenceSource Source => _source ??= new(store);

    /// <summary>Messages of which an attempt bears the id, whosever they are.</summary>
    internal Task<IReadOnlyList<long>> FindAsync(string reference, CancellationToken ct) => InTurnAsync<IReadOnlyList<long>>(file =>
    {
        var messages = new List<long>();
        Source.FindBehind(file.Watermark, reference, RowsBehind, messages);
        foreach (var id in file.Find(reference, MostAlike))
        {
            if (Source.Find(id) is { } row && row.Reference == reference) messages.Add(row.MessageId);
        }

        return messages;
    }, ct);

    /// <summary>Takes in what has come since, and of those that were still open what has been answered.</summary>
    /// <param name="request">The newest request for a new index: one that was made for another is made anew.</param>
    /// <returns>Whether there may be more.</returns>
    internal Task<bool> TakeAsync(int many, string request, CancellationToken ct) => InTurnAsync(file =>
    {
        _wanted = request;
        if (file.Request != request) file = MakeAnew("asked for anew");
        var rows = Source.Next(file.Watermark, many);
        if (rows.Count > 0) file.Add(rows);
        LookAtOpen(file, many);
        return rows.Count == many;
    }, ct);

    /// <summary>Before the messages are removed: afterwards nobody knows any more what their attempts were found by.</summary>
    internal Task ForgetAsync(IReadOnlyList<long> messages, CancellationToken ct) => InTurnAsync(file =>
    {
        var rows = new List<ReferenceRow>();
        foreach (var id in messages) Source.FindOfMessage(id, rows);
        file.Forget(rows);
        return true;
    }, ct);

    public void Dispose()
    {
        _file?.Dispose();
        _source?.Dispose();
        _turn.Dispose();
    }

    /// <summary>So many at a time, in turn: an attempt nobody can say anything about may stay open for days.</summary>
    private void LookAtOpen(ReferenceFile file, int many)
    {
        var open = new List<long>();
        file.FindOpen(_looked, many, open);
        _looked = open.Count == many ? open[^1] : 0;
        var settled = open.Select(id => (Id: id, Row: Source.Find(id))).Where(attempt => attempt.Row is not { IsOpen: true }).Select(attempt => (attempt.Id, attempt.Row?.Reference)).ToList();
        if (settled.Count > 0) file.Settle(settled);
    }

    private async Task<T> InTurnAsync<T>(Func<ReferenceFile, T> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return work(_file ?? Open());
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == GenericError || StorageUnavailableException.From(exception) is { Fault: StorageFault.Damaged })
        {
            return work(MakeAnew("damaged"));
        }
        finally
        {
            _turn.Release();
        }
    }

    private ReferenceFile Open()
    {
        _file = ReferenceFile.Open(directory.ReferencesDatabase);
        if (_file is null) return MakeAnew("missing");
        // the attempt at the watermark still is the one it was: after a restore, or where rows were counted anew, it is not
        return _file.Watermark == 0 || Source.Find(_file.Watermark)?.OwnId == _file.LastOwnId ? _file : MakeAnew("of another database");
    }

    private ReferenceFile MakeAnew(string reason)
    {
        _file?.Dispose();
        _file = null;
        _looked = 0;
        LogMadeAnew(reason);
        return _file = ReferenceFile.Create(directory.ReferencesDatabase, _wanted);
    }

    [LoggerMessage(4311, LogLevel.Debug, "The index of provider ids is {Reason}: it is made anew")]
    private partial void LogMadeAnew(string reason);
}
