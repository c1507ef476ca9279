using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;

namespace Rasan.Core.Ledgers;

/// <summary>
/// Every message insert, claim and result goes through here: one thread takes what is there, writes one transaction, and only then
/// lets the waiting ones go on. The table is the queue; what the lanes are told is only a bell.
/// </summary>
public sealed partial class Ledger : IDisposable
{
    /// <summary>Messages that a caller of the bulk door brings at a time: a code that comes meanwhile waits for no more than these.</summary>
    public const int BulkChunk = 512;

    private const int RowsPerCommit = 512;
    private const int Capacity = 8192;
    private const int BulkCapacity = 2;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromHours(24);

    private readonly Channel<LedgerWork> _urgent = System.Threading.Channels.Channel.CreateBounded<LedgerWork>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Channel<LedgerWork> _promised = System.Threading.Channels.Channel.CreateUnbounded<LedgerWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<LedgerWork> _bulk = System.Threading.Channels.Channel.CreateBounded<LedgerWork>(new BoundedChannelOptions(BulkCapacity) { SingleReader = true });
    private readonly ManualResetEventSlim _bell = new(false, spinCount: 20);
    private readonly List<LaneClaim> _claims = [];
    private readonly Func<ILedgerEngine> _open;
    private readonly StorageHealth _health;
    private readonly LiveServices _live;
    private readonly TimeProvider _clock;
    private readonly ILogger<Ledger> _log;
    private readonly Thread _thread;
    private volatile bool _stopping;
    private long _nearestDue = long.MaxValue;
    private ILedgerEngine? _engine;
    private LedgerSession? _session;

    /// <param name="open">Called by the writer's thread when the first work comes: by then the database is migrated.</param>
    public Ledger(Func<ILedgerEngine> open, StorageHealth health, LiveServices live, TimeProvider clock, ILogger<Ledger> log)
    {
        (_open, _health, _live, _clock, _log) = (open, health, live, clock, log);
        _thread = new Thread(Work) { IsBackground = true, Name = "ledger" };
        _thread.Start();
    }

    /// <summary>Called on the writer's thread after a commit that brought the nearest due time forward.</summary>
    internal Action? DueSooner { get; set; }

    /// <summary>Stores an order's messages with the answer it gets, or finds the answer it got before.</summary>
    /// <exception cref="StorageUnavailableException">Nothing of it was stored.</exception>
    /// <exception cref="LedgerFullException">Too much waits to be stored; nothing of it was.</exception>
    public Task<AppendResult> AppendAsync(AppendOrder order)
    {
        var work = new LedgerWork<AppendResult>(session => Append(session, order), rows: order.Messages.Count);
        return Offer(_urgent, work) ? work.Task : throw new LedgerFullException();
    }

    /// <summary>The bulk door: a chunk (<see cref="BulkChunk"/>) in one transaction; single accepts pass between chunks. Waits while earlier chunks wait.</summary>
    /// <inheritdoc cref="AppendAsync" path="/exception"/>
    public async Task AppendBulkAsync(IReadOnlyList<MessageRow> chunk, CancellationToken ct)
    {
        var work = new LedgerWork<int>(session => InsertAll(session, chunk), rows: chunk.Count);
        await _bulk.Writer.WriteAsync(work, ct);
        _bell.Set();
        await work.Task;
    }

    /// <summary>Any other change that may be refused: cancel, sweep, a question.</summary>
    public Task<T> DoAsync<T>(Func<LedgerSession, T> work)
    {
        var item = new LedgerWork<T>(work);
        return Offer(_urgent, item) ? item.Task : throw new LedgerFullException();
    }

    /// <summary>A change that must not be lost: an answer, a report. Tried until it is stored; shutdown waits for it.</summary>
    /// <exception cref="ObjectDisposedException">The ledger has ended: what is lost here is asked about after the next start.</exception>
    public Task<T> PromiseAsync<T>(Func<LedgerSession, T> work)
    {
        var item = new LedgerWork<T>(work, mustSucceed: true);
        Promise(item);
        return item.Task;
    }

    /// <inheritdoc cref="PromiseAsync" path="/summary"/>
    internal void Promise(LedgerWork work)
    {
        if (!Offer(_promised, work)) work.Failed(new ObjectDisposedException(nameof(Ledger)));
    }

    /// <summary>A claim standing at the end of every transaction: an accepted message is handed out by the commit that stores it.</summary>
    internal void Attach(LaneClaim claim) => _claims.Add(claim);

    /// <summary>There may be something to claim, or somebody has become free.</summary>
    public void Ring() => _bell.Set();

    /// <summary>What is promised is stored, then the thread ends.</summary>
    public void Dispose()
    {
        _stopping = true;
        _urgent.Writer.TryComplete();
        _bulk.Writer.TryComplete();
        _promised.Writer.TryComplete();
        _bell.Set();
        if (_thread != Thread.CurrentThread) _thread.Join();
        _engine?.Dispose();
        _bell.Dispose();
    }

    private bool Offer(Channel<LedgerWork> inbox, LedgerWork work)
    {
        if (!inbox.Writer.TryWrite(work)) return false;
        _bell.Set();
        return true;
    }

    private void Work()
    {
        var batch = new List<LedgerWork>(RowsPerCommit);
        while (true)
        {
            _bell.Wait();
            _bell.Reset();
            var stopping = _stopping;   // read before the inboxes: what came before the stop is still taken
            while (Gather(batch) || _claims.Exists(claim => claim.IsWanted)) RunBatch(batch);
            if (stopping) return;
        }
    }

    /// <summary>What must not be lost first, then what somebody waits for; a bulk chunk only where that leaves room.</summary>
    private bool Gather(List<LedgerWork> batch)
    {
        batch.Clear();
        var rows = 0;
        while (rows < RowsPerCommit && (_promised.Reader.TryRead(out var work) || _urgent.Reader.TryRead(out work)))
        {
            batch.Add(work);
            rows += work.Rows;
        }

        if (batch.Count == 0 && _bulk.Reader.TryRead(out var chunk)) batch.Add(chunk);
        return batch.Count > 0;
    }

    private void RunBatch(List<LedgerWork> batch)
    {
        batch.AddRange(_claims);   // the claims see what this very transaction made ready
        try
        {
            Transact(batch);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
        {
            GiveUp(batch, unavailable);
        }
        catch (Exception exception)
        {
            if (batch.Count == 1) Fail(batch[0], exception);
            else RunOneByOne([.. batch]);   // one of them is at fault: the others must not suffer for it
        }
    }

    private void RunOneByOne(List<LedgerWork> works)
    {
        foreach (var work in works)
        {
            try
            {
                Transact([work]);
            }
            catch (Exception exception) when (StorageUnavailableException.From(exception) is { } unavailable)
            {
                GiveUp([work], unavailable);
            }
            catch (Exception exception)
            {
                Fail(work, exception);
            }
        }
    }

    private void Transact(List<LedgerWork> works)
    {
        _engine ??= _open();
        _session ??= new(_engine);
        _engine.Begin();
        try
        {
            _session.Begin(_clock.GetUtcNow().ToUnixTimeMilliseconds());
            foreach (var work in works) work.Run(_session);
            _session.Flush();
            if (_engine.Commit()) _health.Worked();   // an empty transaction needs no room
        }
        catch
        {
            _engine.Rollback();
            throw;
        }

        _live.Moved(_session.Moved);
        for (var i = works.Count - 1; i >= 0; i--) Tell(works[i]);   // the claims, at the end, first: their calls begin while the callers are answered
        TellDue(_session.NearestDue);
    }

    /// <summary>It is stored, whatever the one who waits for it makes of that.</summary>
    private void Tell(LedgerWork work)
    {
        try
        {
            work.Done();
        }
        catch (Exception exception)
        {
            LogNotTold(exception);
        }
    }

    private void TellDue(long nearest)
    {
        if (nearest >= Interlocked.Read(ref _nearestDue)) return;
        Interlocked.Exchange(ref _nearestDue, nearest);
        try
        {
            DueSooner?.Invoke();
        }
        catch (ObjectDisposedException)
        {
            // the watch has ended with the dispatcher: the next start looks
        }
    }

    /// <summary>The watch has looked: from now on only what is nearer than this is news.</summary>
    internal void Watched(long nearestDue) => Interlocked.Exchange(ref _nearestDue, nearestDue);

    private void GiveUp(List<LedgerWork> works, StorageUnavailableException unavailable)
    {
        if (_health.Fault != unavailable.Fault) LogUnavailable(unavailable.Fault);
        _health.Failed(unavailable.Fault);
        foreach (var work in works)
        {
            if (work.MustSucceed && !_stopping && _promised.Writer.TryWrite(work)) continue;
            work.Failed(unavailable);
        }

        if (_stopping) return;
        using var pause = new ManualResetEventSlim();
        pause.Wait(PauseAfterFault);   // this thread has nothing else to do while nothing can be written
        _bell.Set();
    }

    private void Fail(LedgerWork work, Exception exception)
    {
        LogFailed(exception);
        work.Failed(exception);
    }

    private static AppendResult Append(LedgerSession session, AppendOrder order)
    {
        if (order.Answer is { } answer)
        {
            var notBefore = session.Now - (long)AnswerLifetime.TotalMilliseconds;
            if (session.FindAnswer(answer.Hash, answer.ServiceId, answer.Route, answer.Key, notBefore) is { } first)
                return first.RequestHash.AsSpan().SequenceEqual(answer.RequestHash) ? new AppendResult.Replayed(first.Status, first.Body) : AppendResult.Conflict.Instance;
            session.InsertAnswer(answer);
        }

        InsertAll(session, order.Messages);
        if (order.Operation is { } operation) session.Record(operation);
        return AppendResult.Stored.Instance;
    }

    private static int InsertAll(LedgerSession session, IReadOnlyList<MessageRow> messages)
    {
        for (var i = 0; i < messages.Count; i++) session.Insert(messages[i]);
        return messages.Count;
    }

    [LoggerMessage(2001, LogLevel.Error, "Nothing can be written: {Fault}")]
    private partial void LogUnavailable(StorageFault fault);

    [LoggerMessage(2003, LogLevel.Critical, "A stored change could not be told of")]
    private partial void LogNotTold(Exception exception);

    [LoggerMessage(2002, LogLevel.Critical, "A change was given up")]
    private partial void LogFailed(Exception exception);
}
