using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>Tries whether a message could be stored now, and takes it back: nothing is written, not even to the log of changes.</summary>
public sealed class ProbeStorage(SqliteStore store, WriteTurn turn, StorageHealth health, DataDirectory directory, IOptions<StorageOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan AnswerLasts = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private StorageFault _answer;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>An answer is given again for a second: whoever asks all the time costs nothing.</summary>
    public async Task<StorageFault> RunAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() - _askedAt >= AnswerLasts)
            {
                _answer = await TryAsync(ct);
                if (_answer == StorageFault.None) health.Worked();
                else health.Failed(_answer);
                _askedAt = clock.GetUtcNow();
            }

            return _answer == StorageFault.None ? health.Fault : _answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<StorageFault> TryAsync(CancellationToken ct)
    {
        if (new DriveInfo(directory.Root).AvailableFreeSpace < options.Value.MinFreeMegabytes * 1024L * 1024) return StorageFault.Full;
        using var pass = await turn.EnterAsync(ct);
        try
        {
            using var connection = store.Open();
            await SqliteStore.BeginAsync(connection, ct);
            try
            {
                // sixteen pages: a database at its limit has no room for them
                SqliteStore.Run(connection, "INSERT INTO settings (name, value) VALUES ('probe', zeroblob(65536))");
            }
            finally
            {
                SqliteStore.Rollback(connection);
            }

            return StorageFault.None;
        }
        catch (SqliteException exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            return unavailable.Fault;
        }
    }
}
