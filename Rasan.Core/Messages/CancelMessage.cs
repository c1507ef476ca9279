using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Cancels a message that is not yet under way.</summary>
public sealed class CancelMessage(Ledger ledger, TimeProvider clock)
{
    public async Task<CancelResult> RunAsync(Caller caller, TrackingId id, CancellationToken ct)
    {
        caller.Demand(Permissions.Send);
        var operation = Operation.Of(caller, clock.GetUtcNow(), "message.cancel", $"message:{id}");
        try
        {
            return await ledger.DoAsync(session => Cancel(session, caller, id, operation)).WaitAsync(ct);
        }
        catch (StorageUnavailableException unavailable)
        {
            return new CancelResult.Unavailable(unavailable.Fault);
        }
        catch (LedgerFullException)
        {
            return new CancelResult.Unavailable(StorageFault.None);
        }
    }

    private static CancelResult Cancel(LedgerSession session, Caller caller, TrackingId id, Operation operation)
    {
        if (session.Find(id, caller.Service.Id) is not { } message || (caller.Tenant is { } tenant && tenant.Id != message.Body.TenantId)) return new CancelResult.NotFound();
        if (message.State is not (MessageState.Scheduled or MessageState.Queued)) return new CancelResult.TooLate(message.State);
        session.Save(message, message.To(MessageState.Cancelled, session.Now, "cancelled"));
        session.Record(operation);
        return new CancelResult.Cancelled(MessageState.Cancelled);
    }
}

/// <summary>What became of a cancellation.</summary>
public abstract record CancelResult
{
    private CancelResult() { }

    public sealed record Cancelled(MessageState State) : CancelResult;

    /// <summary>It is under way or over.</summary>
    public sealed record TooLate(MessageState State) : CancelResult;

    public sealed record NotFound : CancelResult;

    public sealed record Unavailable(StorageFault Fault) : CancelResult;
}
