using Microsoft.Data.Sqlite;

namespace Rasan.Core.Storage;

/// <summary>Why nothing can be written now.</summary>
public enum StorageFault
{
    None = 0,

    /// <summary>Another process holds the database; goes by itself.</summary>
    Locked,

    /// <summary>Disk or database full; goes when there is room again.</summary>
    Full,

    /// <summary>The file or its directory can't be written; goes when it can.</summary>
    ReadOnly,

    /// <summary>A page can't be read or written, or makes no sense: stays until a restore.</summary>
    Damaged,
}

/// <summary>A write that could not be done for a reason outside the program. Nothing of it was stored.</summary>
public sealed class StorageUnavailableException(StorageFault fault, Exception inner) : Exception($"The database can't be written: {fault}.", inner)
{
    public StorageFault Fault { get; } = fault;

    /// <summary>Null: not a fault of the storage but of the caller.</summary>
    public static StorageUnavailableException? From(Exception exception) => exception switch
    {
        StorageUnavailableException known => known,
        SqliteException sqlite => FaultOf(sqlite) is var fault and not StorageFault.None ? new(fault, sqlite) : null,
        { InnerException: { } inner } => From(inner),
        _ => null,
    };

    private static StorageFault FaultOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => StorageFault.Locked,
        8 or 14 => StorageFault.ReadOnly,
        13 => StorageFault.Full,
        10 => FaultOfIo(exception.SqliteExtendedErrorCode),
        11 or 26 => StorageFault.Damaged,
        _ => StorageFault.None,
    };

    /// <summary>Codes of https://sqlite.org/rescode.html: the log's index in shared memory is a file too, and one that may not grow is no damage.</summary>
    private static StorageFault FaultOfIo(int extended) => (extended >> 8) switch
    {
        12 => StorageFault.Locked,               // IOERR_NOMEM: goes by itself
        19 => StorageFault.Full,                 // IOERR_SHMSIZE
        9 or 15 or 20 => StorageFault.Locked,    // IOERR_RDLOCK, _LOCK, _SHMLOCK
        18 or 21 => StorageFault.ReadOnly,       // IOERR_SHMOPEN, _SHMMAP
        _ => StorageFault.Damaged,
    };
}

/// <summary>What the last write said about the storage; read by health and by the accept path.</summary>
public sealed class StorageHealth
{
    private volatile StorageFault _fault;

    public StorageFault Fault => _fault;

    public void Failed(StorageFault fault)
    {
        if (_fault != StorageFault.Damaged) _fault = fault;
    }

    public void Worked()
    {
        if (_fault != StorageFault.Damaged) _fault = StorageFault.None;
    }
}
