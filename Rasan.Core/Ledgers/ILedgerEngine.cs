using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;

namespace Rasan.Core.Ledgers;

/// <summary>
/// What the ledger needs of a database: a transaction at a time, called by the one writer thread, and a handful of statements in it.
/// All meaning (which transition follows from which answer) is the ledger's; a second engine translates these and nothing else.
/// </summary>
public interface ILedgerEngine : IDisposable
{
    /// <summary>Takes the write turn and begins.</summary>
    /// <exception cref="Storage.StorageUnavailableException">Another process holds the database.</exception>
    void Begin();

    /// <summary>Durable when it returns; gives the turn up. Once it is durable nothing is thrown any more.</summary>
    /// <returns>Whether anything was written.</returns>
    bool Commit();

    /// <summary>Takes everything since <see cref="Begin"/> back and gives the turn up.</summary>
    void Rollback();

    /// <returns>The message's row id.</returns>
    long Insert(MessageRow message);

    /// <summary>Makes ready messages of a lane <see cref="MessageState.Submitting"/> under a lease, oldest first, one statement for all.</summary>
    void Claim(Lane lane, int many, long now, long leaseUntil, List<MessageRow> into);

    /// <summary>Saves the changeable part where the stored row still has the origin's state and attempt count.</summary>
    /// <returns>Whether it did.</returns>
    bool Save(MessageRow message, MessageState fromState, int fromAttemptCount);
    MessageRow? Find(long messageId);
    MessageRow? Find(TrackingId id, long serviceId);

    /// <summary>Rows of a waiting state whose time has come, oldest first.</summary>
    void FindDue(MessageState state, long now, int many, List<MessageRow> into);

    /// <summary>Ready rows whose lifetime is over.</summary>
    void FindOverdue(Lane lane, long now, int many, List<MessageRow> into);

    /// <summary>The nearest time something is due in a waiting state.</summary>
    long? NextDue(MessageState state);

    void InsertAttempt(AttemptRow attempt);
    void SaveAttempt(AttemptRow attempt);
    void FindAttempts(long messageId, List<AttemptRow> into);

    /// <summary>The attempt a report speaks of, if reports about it still count.</summary>
    /// <param name="recipient">Where several messages share the reference; null: it is one message's alone.</param>
    AttemptRow? FindReported(long accountId, string reference, string? recipient);

    /// <summary>The attempt of unknown outcome with this own id whose message is Uncertain.</summary>
    AttemptRow? FindUncertain(long accountId, long ownId);
    void SetOwnId(long attemptId, long ownId);

    /// <returns>False when the same report is there already.</returns>
    bool InsertReport(DeliveryReport report);

    StoredAnswer? FindAnswer(long hash, long serviceId, string route, string key, long notBefore);
    void InsertAnswer(StoredAnswer answer);
    void InsertOperation(Operation operation);
    void Add(CounterDeltas deltas);

    /// <summary>Row ids are counted here, by the one writer.</summary>
    long NextAttemptId();
    long NextReportId();
}

/// <summary>An idempotent answer as it is stored.</summary>
public sealed record StoredAnswer(long Hash, long ServiceId, string Route, string Key, byte[] RequestHash, int Status, byte[] Body, long CreatedAt);
