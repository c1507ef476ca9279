using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>
/// <c>search.db</c> as it is written: one row after the other up to a watermark. Missing, damaged, of another version or of another
/// database it is made anew. One writer at a time, and only in the server.
/// </summary>
public sealed partial class SearchIndex(SqliteStore store, DataDirectory directory, SearchReading reading, ILogger<SearchIndex> log) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private SearchSource? _source;
    private SearchFile? _current, _next;
    private string _wanted = "";

    private string NextPath => directory.SearchDatabase + ".new";

    /// <summary>Null while it is not open.</summary>
    internal string? Request => _current?.Request;

    public async Task<SearchStanding> StandingAsync(CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            return new(_current?.Watermark ?? 0, Source.Newest(), _next?.Watermark);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Opens it, or begins a new one.</summary>
    /// <param name="request">The newest request for a new one: what is made anew has been made for it.</param>
    internal Task OpenAsync(string request, CancellationToken ct)
    {
        _wanted = request;
        return WriteAsync(() => true, ct);
    }

    /// <summary>Takes in what has come since, so many rows at most.</summary>
    /// <returns>Whether there may be more.</returns>
    internal Task<bool> TakeAsync(int many, CancellationToken ct) => WriteAsync(() =>
    {
        var more = Take(_current!, many);
        return (_next is { } next && Take(next, many)) || more;
    }, ct);

    /// <summary>Begins a second index beside the one that goes on answering.</summary>
    internal Task BeginNextAsync(string request, CancellationToken ct) => WriteAsync(() =>
    {
        _wanted = request;
        _next?.Dispose();
        _next = SearchFile.Create(NextPath, request);
        return true;
    }, ct);

    /// <summary>The second index, once it has come as far as the first, takes its place.</summary>
    internal Task SwapAsync(CancellationToken ct) => WriteAsync(() =>
    {
        if (_next is null || _next.Watermark < _current!.Watermark) return false;
        reading.Replace(() =>
        {
            Close(ref _next, settle: true);
            Close(ref _current, settle: false);
            SearchFile.Delete(directory.SearchDatabase);
            File.Move(NextPath, directory.SearchDatabase);
            _current = SearchFile.Open(directory.SearchDatabase);
            return directory.SearchDatabase;
        });
        return true;
    }, ct);

    /// <summary>No second index any more: there is no room for it, or no time.</summary>
    internal Task DropNextAsync(CancellationToken ct) => WriteAsync(() =>
    {
        Close(ref _next, settle: false);
        SearchFile.Delete(NextPath);
        return true;
    }, ct);

    /// <summary>Gives back the memory of a long run.</summary>
    internal Task RestAsync(CancellationToken ct) => WriteAsync(() =>
    {
        _current!.Rest();
        return true;
    }, ct);

    /// <summary>Forgets messages, then lets them be wiped: a crash in between leaves rows that are not found, never words of a wiped one. Nothing is taken in meanwhile.</summary>
    internal async Task ForgetAsync(IReadOnlyList<SearchRow> rows, Func<Task> wipe, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            Guarded(() =>
            {
                _current!.Forget(rows);
                _next?.Forget(rows);
                return true;
            });
            await wipe();
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        Close(ref _next, settle: false);
        Close(ref _current, settle: false);
        _source?.Dispose();
        _writing.Dispose();
    }

    private SearchSource Source => _source ??= new(store);

    private async Task<T> WriteAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            return Guarded(work);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Guarded<T>(Func<T> work)
    {
        if (reading.IsDamaged) MakeAnew("damaged");
        if (_current is null) Open();
        try
        {
            return work();
        }
        catch (SearchDamagedException)
        {
            MakeAnew("damaged");
            return work();
        }
    }

    private bool Take(SearchFile file, int many)
    {
        var (rows, lastId) = Source.Next(file.Watermark, many);
        if (rows.Count > 0) file.Add(rows, lastId);
        return rows.Count == many;
    }

    private void Open()
    {
        SearchFile.Delete(NextPath);   // of a run that did not end
        if (WhyNot() is { } reason) MakeAnew(reason);
        else reading.Replace(() => directory.SearchDatabase);
    }

    /// <returns>Null: it is open.</returns>
    private string? WhyNot()
    {
        try
        {
            _current = SearchFile.Open(directory.SearchDatabase);
            if (_current is null) return File.Exists(directory.SearchDatabase) ? "of another version" : "missing";
            // the row at the watermark still is the one it was: after a restore, or where rows were counted anew, it is not
            return _current.Watermark == 0 || Source.IdOf(_current.Watermark) is { } id && id.AsSpan().SequenceEqual(_current.LastId) ? null : "of another database";
        }
        catch (SearchDamagedException)
        {
            return "damaged";
        }
    }

    private void MakeAnew(string reason)
    {
        if (Source.Newest() > 0) LogMadeAnew(reason);
        reading.Replace(() =>
        {
            Close(ref _next, settle: false);
            Close(ref _current, settle: false);
            SearchFile.Delete(NextPath);
            _current = SearchFile.Create(directory.SearchDatabase, _wanted);
            return directory.SearchDatabase;
        });
    }

    private static void Close(ref SearchFile? file, bool settle)
    {
        if (settle) file?.Settle();
        file?.Dispose();
        file = null;
    }

    [LoggerMessage(4301, LogLevel.Warning, "The search index is {Reason}: it is made anew; until it has caught up, older messages take longer to find")]
    private partial void LogMadeAnew(string reason);
}
