using Microsoft.Data.Sqlite;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Ledgers.Sqlite;

/// <summary>The ledger on SQLite: one connection, prepared statements, and the only checkpoints.</summary>
public sealed class SqliteLedgerEngine : ILedgerEngine
{
    /// <summary>The write-ahead log is copied into the database when it has grown past this.</summary>
    private const long CheckpointBytes = 32 << 20;
    private const int CommitsBetweenLooks = 32;

    private readonly SqliteConnection _connection;
    private readonly WriteTurn _turn;
    private readonly FileInfo _writeAheadLog;
    private readonly SqliteMessageStatements _messages;
    private readonly SqliteAttemptStatements _attempts;
    private readonly SqliteCounterStatements _counters;
    private readonly Statement _begin, _commit, _totalChanges;
    private WriteTurn.Pass _pass;
    private int _commits;
    private long _changes;
    private long _lastMessageId, _lastAttemptId, _lastReportId, _lastAnswerId;

    public SqliteLedgerEngine(SqliteStore store, WriteTurn turn, DataDirectory directory)
    {
        _turn = turn;
        _writeAheadLog = new FileInfo(directory.Database + "-wal");
        _connection = store.OpenAlone();
        try
        {
            SqliteStore.Run(_connection, "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY");
            _messages = new(_connection);
            _attempts = new(_connection);
            _counters = new(_connection);
            _begin = new(_connection, "BEGIN IMMEDIATE");
            _commit = new(_connection, "COMMIT");
            _totalChanges = new(_connection, "SELECT total_changes()");
            (_lastMessageId, _lastAttemptId, _lastReportId, _lastAnswerId) = (Last("messages"), Last("attempts"), Last("delivery_reports"), Last("idempotent_answers"));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        _pass = _turn.Enter();
        try
        {
            SqliteStore.Begin(_begin);
        }
        catch
        {
            _pass.Dispose();
            throw;
        }
    }

    public bool Commit()
    {
        var before = _changes;
        _changes = _totalChanges.First(row => row.Long(0));
        _commit.ExecuteNonQuery();
        _counters.Commit();
        _commits++;
        if (_commits % CommitsBetweenLooks == 0) CheckpointIfLarge();
        _pass.Dispose();
        return _changes != before;
    }

    public void Rollback()
    {
        try
        {
            SqliteStore.Rollback(_connection);
        }
        finally
        {
            _counters.Rollback();
            _pass.Dispose();
        }
    }

    public long Insert(MessageRow message)
    {
        var id = ++_lastMessageId;
        _messages.Insert(id, message);
        return id;
    }

    public void Claim(Lane lane, int many, long now, long leaseUntil, List<MessageRow> into) => _messages.Claim(lane, many, now, leaseUntil, into);

    public bool Save(MessageRow message, MessageState fromState, int fromAttemptCount) => _messages.Save(message, fromState, fromAttemptCount);

    public MessageRow? Find(long messageId) => _messages.Find(messageId);

    public MessageRow? Find(TrackingId id, long serviceId) => _messages.Find(id, serviceId);

    public void FindDue(MessageState state, long now, int many, List<MessageRow> into) => _messages.FindDue(state, now, many, into);

    public void FindOverdue(Lane lane, long now, int many, List<MessageRow> into) => _messages.FindOverdue(lane, now, many, into);

    public long? NextDue(MessageState state) => _messages.NextDue(state);

    public void InsertAttempt(AttemptRow attempt) => _attempts.Insert(attempt);

    public void SaveAttempt(AttemptRow attempt) => _attempts.Save(attempt);

    public void FindAttempts(long messageId, List<AttemptRow> into) => _attempts.FindOfMessage(messageId, into);

    public AttemptRow? FindReported(long accountId, string reference, string? recipient) => _attempts.FindReported(accountId, reference, recipient);

    public AttemptRow? FindUncertain(long accountId, long ownId) => _attempts.FindUncertain(accountId, ownId);

    public void SetOwnId(long attemptId, long ownId) => _attempts.SetOwnId(attemptId, ownId);

    public bool InsertReport(DeliveryReport report) => _attempts.InsertReport(report);

    public StoredAnswer? FindAnswer(long hash, long serviceId, string route, string key, long notBefore) => _counters.FindAnswer(hash, serviceId, route, key, notBefore);

    public void InsertAnswer(StoredAnswer answer) => _counters.InsertAnswer(++_lastAnswerId, answer);

    public void InsertOperation(Operation operation) => _counters.InsertOperation(operation);

    public void Add(CounterDeltas deltas) => _counters.Add(deltas);

    public long NextAttemptId() => ++_lastAttemptId;

    public long NextReportId() => ++_lastReportId;

    public void Dispose()
    {
        _messages.Dispose();
        _attempts.Dispose();
        _counters.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _totalChanges.Dispose();
        _connection.Dispose();
    }

    private void CheckpointIfLarge()
    {
        try
        {
            _writeAheadLog.Refresh();
            if (!_writeAheadLog.Exists || _writeAheadLog.Length < CheckpointBytes) return;
            SqliteStore.Run(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            // the commit stands all the same; what keeps the log from being copied will be met by the next commit too
        }
    }

    private long Last(string table)
    {
        using var highest = new Statement(_connection, $"SELECT coalesce(max(id), 0) FROM {table}");
        return highest.First(row => row.Long(0));
    }
}
