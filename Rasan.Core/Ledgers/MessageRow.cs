using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;

namespace Rasan.Core.Ledgers;

/// <summary>
/// A message as the ledger moves it: what never changes by reference, what changes by value. A transition makes a copy and saves it
/// where the stored row still stands as the copy's origin did.
/// </summary>
public sealed record MessageRow
{
    public required MessageBody Body { get; init; }
    public required MessageState State { get; init; }
    public required long StateAt { get; init; }
    public required long DueAt { get; init; }
    public required long ExpiresAt { get; init; }
    public long? AttemptId { get; init; }
    public long? AccountId { get; init; }
    public long? LineId { get; init; }
    public int AttemptCount { get; init; }
    public int Round { get; init; }
    public bool MayArriveTwice { get; init; }
    public string? Fault { get; init; }
    public long? DeliveredAt { get; init; }
    public long? FinalAt { get; init; }
    public long? CostMicros { get; init; }
    public string? Currency { get; init; }

    public CounterKey CounterKey => new(Body.Day, Body.ServiceId, Body.Channel, AccountId ?? 0, Body.Lane, Body.Kind, State);

    public MessageRow To(MessageState state, long now, string? fault = null) => this with
    {
        State = state,
        StateAt = state == State ? StateAt : now,
        Fault = fault,
        FinalAt = state.IsFinal() ? now : null,
        DeliveredAt = state == MessageState.Delivered ? now : DeliveredAt,
    };
}

/// <summary>The part of a message that never changes.</summary>
public sealed record MessageBody
{
    public long Id { get; init; }
    public required TrackingId TrackingId { get; init; }
    public required long ServiceId { get; init; }
    public required long TenantId { get; init; }
    public long? TokenId { get; init; }
    public required string Channel { get; init; }
    public string? SkippedChannels { get; init; }
    public required Kind Kind { get; init; }
    public required Lane Lane { get; init; }
    public required string Intent { get; init; }
    public required string Recipient { get; init; }
    public string? Text { get; init; }
    public string? Variables { get; init; }
    public byte[]? Sealed { get; init; }
    public required int Segments { get; init; }
    public string? Language { get; init; }
    public long? TemplateId { get; init; }
    public string? Line { get; init; }
    public required long CreatedAt { get; init; }
    public required int Day { get; init; }
    public long? ScheduledAt { get; init; }
    public string? Reference { get; init; }
    public string? Tags { get; init; }
    public TrackingId? ResendOf { get; init; }

    /// <summary>The account it tells of, where it is an alert: its owner's others take it, by no rule.</summary>
    public long? AboutAccountId { get; init; }
}

/// <summary>An attempt as the ledger keeps it.</summary>
public sealed record AttemptRow
{
    public required long Id { get; init; }
    public required long MessageId { get; init; }
    public required int Number { get; init; }
    public required int Round { get; init; }
    public required long AccountId { get; init; }
    public long? LineId { get; init; }
    public required long OwnId { get; init; }
    public bool ByTemplate { get; init; }
    public required long StartedAt { get; init; }
    public long? FinishedAt { get; init; }
    public AttemptOutcome Outcome { get; init; }
    public string? Code { get; init; }
    public string? Detail { get; init; }
    public string? Reference { get; init; }
    public long? CostMicros { get; init; }
    public string? Currency { get; init; }
    public bool MayArriveTwice { get; init; }
    public bool AwaitsReport { get; init; }
    public int Asked { get; init; }
}

public static class MessageStates
{
    extension(MessageState state)
    {
        /// <summary>Nothing is tried any more; a report may still change it.</summary>
        public bool IsFinal() => state is >= MessageState.Delivered;

        /// <summary>It ended without a delivery.</summary>
        public bool MayBeResent() => state is MessageState.Failed or MessageState.Undelivered or MessageState.Expired or MessageState.Unconfirmed or MessageState.Cancelled;
    }
}
