using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;

namespace Rasan.Core.Ledgers;

/// <summary>
/// One transaction of the writer, seen from the ledger's works: every insert and transition goes through here, so that counters,
/// the lanes' bells and the nearest due time follow by themselves.
/// </summary>
public sealed class LedgerSession
{
    private static readonly MessageState[] Waiting = [MessageState.Scheduled, MessageState.Submitting, MessageState.Uncertain];
    private readonly ILedgerEngine _engine;
    private readonly CounterDeltas _deltas = new();
    private readonly bool[] _ready = new bool[Enum.GetValues<Lane>().Length];
    private readonly HashSet<long> _moved = [];
    private long _movedLast;

    internal LedgerSession(ILedgerEngine engine) => _engine = engine;

    /// <summary>When this transaction began, milliseconds since 1970.</summary>
    public long Now { get; private set; }

    /// <summary>The nearest time that something saved here becomes due.</summary>
    internal long NearestDue { get; private set; }

    /// <summary>Services of which a message moved in this transaction.</summary>
    internal HashSet<long> Moved => _moved;

    internal void Begin(long now)
    {
        Now = now;
        _movedLast = 0;
        _moved.Clear();
        NearestDue = long.MaxValue;
        _deltas.Clear();
        Array.Clear(_ready);
    }

    internal void Flush() => _engine.Add(_deltas);

    /// <summary>A lane has got ready messages in this transaction.</summary>
    internal bool IsReady(Lane lane) => _ready[(int)lane];

    /// <returns>The row as stored, with its id.</returns>
    public MessageRow Insert(MessageRow message)
    {
        var id = _engine.Insert(message);
        _deltas.Add(message.CounterKey, +1, message.Body.Segments);
        Note(message);
        return message with { Body = message.Body with { Id = id } };
    }

    /// <summary>The guarded UPDATE every transition is.</summary>
    /// <returns>False when the stored row stands elsewhere by now; nothing was changed.</returns>
    public bool Save(MessageRow from, MessageRow to)
    {
        if (!_engine.Save(to, from.State, from.AttemptCount)) return false;
        Move(from, to);
        return true;
    }

    /// <summary>Claims ready messages of a lane; they come back as Submitting.</summary>
    public void Claim(Lane lane, int many, long leaseUntil, List<MessageRow> into)
    {
        _engine.Claim(lane, many, Now, leaseUntil, into);
        foreach (var row in into)
        {
            _deltas.Add(row.CounterKey with { State = MessageState.Queued }, -1, row.Body.Segments);
            _deltas.Add(row.CounterKey, +1, row.Body.Segments);
            Note(row);
        }
    }

    public MessageRow? Find(long id) => _engine.Find(id);

    public MessageRow? Find(TrackingId id, long serviceId) => _engine.Find(id, serviceId);

    public void FindDue(MessageState state, int many, List<MessageRow> into) => _engine.FindDue(state, Now, many, into);

    /// <summary>Also what is due later, until then.</summary>
    public void FindDueUntil(MessageState state, long until, int many, List<MessageRow> into) => _engine.FindDue(state, until, many, into);

    /// <summary>Every row under a lease, whenever it ends.</summary>
    public void FindLeased(int many, List<MessageRow> into) => _engine.FindDue(MessageState.Submitting, long.MaxValue, many, into);

    public void FindOverdue(Lane lane, int many, List<MessageRow> into) => _engine.FindOverdue(lane, Now, many, into);

    /// <summary>The nearest due time over the states that a clock moves.</summary>
    public long NextDue()
    {
        var nearest = long.MaxValue;
        foreach (var state in Waiting) nearest = Math.Min(nearest, _engine.NextDue(state) ?? long.MaxValue);
        return nearest;
    }

    public List<AttemptRow> AttemptsOf(long messageId)
    {
        var attempts = new List<AttemptRow>();
        _engine.FindAttempts(messageId, attempts);
        return attempts;
    }

    public long NextAttemptId() => _engine.NextAttemptId();

    public void InsertAttempt(AttemptRow attempt) => _engine.InsertAttempt(attempt);

    public void SaveAttempt(AttemptRow attempt) => _engine.SaveAttempt(attempt);

    public AttemptRow? FindReported(long accountId, string reference, string? recipient) => _engine.FindReported(accountId, reference, recipient);

    /// <summary>The attempt of unknown outcome that has this own id, while its message waits for an answer about it.</summary>
    public AttemptRow? FindUncertain(long accountId, long ownId) => _engine.FindUncertain(accountId, ownId);

    /// <summary>A call that is made in two is two calls: the second has an id of its own, stored before it begins.</summary>
    public void SetOwnId(long attemptId, long ownId) => _engine.SetOwnId(attemptId, ownId);

    /// <returns>False when the same report is there already.</returns>
    public bool InsertReport(AttemptRow attempt, Channels.ProviderReport report, DateTimeOffset now) => _engine.InsertReport(new DeliveryReport
    {
        Id = _engine.NextReportId(),
        MessageId = attempt.MessageId,
        AttemptId = attempt.Id,
        State = report.State,
        Code = report.Code,
        At = report.At ?? now,
        ReceivedAt = now,
    });

    public StoredAnswer? FindAnswer(long hash, long serviceId, string route, string key, long notBefore) => _engine.FindAnswer(hash, serviceId, route, key, notBefore);

    public void InsertAnswer(StoredAnswer answer) => _engine.InsertAnswer(answer);

    public void Record(Operation operation) => _engine.InsertOperation(operation);

    private void Move(MessageRow from, MessageRow to)
    {
        if (from.CounterKey != to.CounterKey)
        {
            _deltas.Add(from.CounterKey, -1, from.Body.Segments);
            _deltas.Add(to.CounterKey, +1, to.Body.Segments);
        }

        MoveCost(from, to);
        if (to.State == MessageState.Delivered && from.State != MessageState.Delivered) CountDelivery(to);
        Note(to);
    }

    /// <summary>Costs of two currencies are never added: a message's cost is that of its newest attempt's currency.</summary>
    private void MoveCost(MessageRow from, MessageRow to)
    {
        if (from.CostMicros == to.CostMicros && from.Currency == to.Currency && from.AccountId == to.AccountId) return;
        if (from is { CostMicros: { } before, Currency: { } oldCurrency }) _deltas.AddCost(CostKey(from, oldCurrency), -before);
        if (to is { CostMicros: { } after, Currency: { } currency }) _deltas.AddCost(CostKey(to, currency), after);
    }

    private static CostKey CostKey(MessageRow row, string currency) => new(row.Body.Day, row.Body.ServiceId, row.Body.Channel, row.AccountId ?? 0, row.Body.Kind, currency);

    private void CountDelivery(MessageRow row)
    {
        var since = row.Body.ScheduledAt is { } scheduled ? Math.Max(scheduled, row.Body.CreatedAt) : row.Body.CreatedAt;
        var bucket = DeliveryTimeCounter.BucketOf(TimeSpan.FromMilliseconds((row.DeliveredAt ?? Now) - since));
        _deltas.AddTime(new(row.Body.Day, row.Body.ServiceId, row.Body.Channel, row.AccountId ?? 0, row.Body.Kind, bucket));
    }

    private void Note(MessageRow row)
    {
        if (row.Body.ServiceId != _movedLast)   // the next row is nearly always the same service's
        {
            _movedLast = row.Body.ServiceId;
            _moved.Add(_movedLast);
        }

        if (row.State == MessageState.Queued) _ready[(int)row.Body.Lane] = true;
        else if (row.State is MessageState.Scheduled or MessageState.Submitting or MessageState.Uncertain) NearestDue = Math.Min(NearestDue, row.DueAt);
    }
}
