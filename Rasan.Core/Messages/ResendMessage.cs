using Microsoft.EntityFrameworkCore;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Sends the same text to the same recipient again, as a new message. Where an attempt's outcome is unknown it is asked about first.</summary>
public sealed class ResendMessage
{
    private readonly IDbContextFactory<RasanDb> _stores;
    private readonly SendMessage _send;
    private readonly MessageTexts _texts;
    private readonly KeptAnswers _kept;
    private readonly Reconciler _reconciler;
    private readonly TimeProvider _clock;

    internal ResendMessage(IDbContextFactory<RasanDb> stores, SendMessage send, MessageTexts texts, KeptAnswers kept, Reconciler reconciler, TimeProvider clock) =>
        (_stores, _send, _texts, _kept, _reconciler, _clock) = (stores, send, texts, kept, reconciler, clock);

    public async Task<ResendResult> RunAsync(Caller caller, TrackingId id, IdempotencyGuard<SendReceipt>? idempotency, CancellationToken ct)
    {
        caller.Demand(Permissions.Send);
        var result = await TakeOnAsync(caller, id, idempotency, ct);
        if (result is not (ResendResult.NotAllowed or ResendResult.Uncertain or ResendResult.Wiped)) return result;
        return Of(await _kept.FindAsync(caller, tenantKey: null, idempotency)) ?? result;   // unless the same request was taken on before, when its message could still be resent
    }

    private async Task<ResendResult> TakeOnAsync(Caller caller, TrackingId id, IdempotencyGuard<SendReceipt>? idempotency, CancellationToken ct)
    {
        if (await FindAsync(caller, id, ct) is not { } message) return new ResendResult.NotFound();
        if (!message.State.MayBeResent()) return new ResendResult.NotAllowed(message.State);
        if (await StillUnknownAsync(message, ct) is { } refused) return refused;
        var text = message.Text ?? (message.Sealed is { } sealedText ? _texts.Open(sealedText)?.Text : null);
        if (text is null || message.Recipient is not { } to) return new ResendResult.Wiped();
        return Of(await _send.RunAsync(Order(caller, message, text, to, idempotency), ct)) ?? new ResendResult.NotAllowed(message.State);
    }

    private static ResendResult? Of(SendResult? result) => result switch
    {
        SendResult.Accepted(var receipt) => new ResendResult.Accepted(receipt.Items[0].Id),
        SendResult.Replayed(var status, var body) => new ResendResult.Replayed(status, body),
        SendResult.Conflict => new ResendResult.Conflict(),
        SendResult.Unavailable(var fault) => new ResendResult.Unavailable(fault),
        SendResult.Invalid(var faults) => new ResendResult.Invalid(faults),
        SendResult.Refused("no_channel", _, _) => new ResendResult.Invalid([new("channel", "no_channel")]),   // its method was switched off since
        _ => null,
    };

    private async Task<Message?> FindAsync(Caller caller, TrackingId id, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        var tenant = caller.Tenant?.Id;
        return await store.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.TrackingId == id && m.ServiceId == caller.Service.Id && (tenant == null || m.TenantId == tenant), ct);
    }

    private async Task<ResendResult?> StillUnknownAsync(Message message, CancellationToken ct)
    {
        if (!await HasUnknownAsync(message, ct)) return null;
        var state = await _reconciler.AskAsync(message.Id, ct);
        if (state is { } found && !found.MayBeResent()) return new ResendResult.NotAllowed(found);
        return await HasUnknownAsync(message, ct) ? new ResendResult.Uncertain() : null;
    }

    // however the message ended: a later attempt's refusal, a deadline or a cancellation say nothing about the copy before it
    private async Task<bool> HasUnknownAsync(Message message, CancellationToken ct)
    {
        await using var store = await _stores.CreateDbContextAsync(ct);
        return await store.Attempts.AnyAsync(a => a.MessageId == message.Id && a.Outcome == AttemptOutcome.Unknown, ct);
    }

    private SendOrder Order(Caller caller, Message message, string text, string to, IdempotencyGuard<SendReceipt>? idempotency) => new()
    {
        Caller = caller,
        Tenant = message.TenantId,
        Intent = message.Intent,
        OtpDoor = message.Kind == Intents.Kind.Otp,
        To = [Recipient.FromStored(to)],
        Text = text,
        MadeOf = message.TemplateId,
        FilledWith = _texts.ValuesOf(message.Variables, message.Sealed),
        Language = message.Language,
        Line = message.Line,
        Channel = message.Channel,
        Reference = message.Reference,
        Tags = MessageTags.Split(message.Tags),
        ResendOf = message.TrackingId,
        AboutAccount = message.AboutAccountId,
        Idempotency = idempotency,
        Operation = Operation.Of(caller, _clock.GetUtcNow(), "message.resend", $"message:{message.TrackingId}"),
    };
}

/// <summary>What became of a resend.</summary>
public abstract record ResendResult
{
    private ResendResult() { }

    public sealed record Accepted(TrackingId NewId) : ResendResult;

    public sealed record Replayed(int Status, byte[] Body) : ResendResult;

    public sealed record Conflict : ResendResult;

    /// <summary>Its state forbids it: on its way, delivered, or blocked.</summary>
    public sealed record NotAllowed(MessageState State) : ResendResult;

    /// <summary>A copy may have arrived and nobody can say: asked again now, in vain.</summary>
    public sealed record Uncertain : ResendResult;

    /// <summary>Its text or number is gone.</summary>
    public sealed record Wiped : ResendResult;

    public sealed record Invalid(IReadOnlyList<Fault> Faults) : ResendResult;

    public sealed record NotFound : ResendResult;

    public sealed record Unavailable(StorageFault Fault) : ResendResult;
}
