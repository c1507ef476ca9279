using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Messages;

namespace Rasan.Core.Alerts;

/// <summary>One alert to one mobile, and what became of it. Written with the crossing it tells of, before its message: a crash between the two loses and doubles nothing.</summary>
public sealed class Alert
{
    public const string NoOtherAccount = "no_other_account", TooLate = "too_late", NotSent = "not_sent";

    public long Id { get; private set; }
    public required long AccountId { get; init; }
    public required long RuleId { get; init; }
    public required AlertOn On { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>It was told of before, and is still so.</summary>
    public required bool IsRepeat { get; init; }

    /// <summary>E.164.</summary>
    public required string Recipient { get; init; }
    public required string Language { get; init; }
    public required string Text { get; init; }

    /// <summary>When it became a message, or turned out to become none; null: it has yet to.</summary>
    public DateTimeOffset? HandedAt { get; private set; }

    /// <summary>The message, of the service <c>system</c>; null: there is none.</summary>
    public TrackingId? MessageId { get; private set; }

    /// <summary>Why there is no message: one of the words above.</summary>
    public string? Fault { get; private set; }

    public void Sent(TrackingId message, DateTimeOffset now) => (MessageId, HandedAt) = (message, now);

    public void Failed(string fault, DateTimeOffset now) => (Fault, HandedAt) = (fault, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Alert>
    {
        public void Configure(EntityTypeBuilder<Alert> alert)
        {
            alert.HasIndex(a => new { a.AccountId, a.Id });                                                      // an account's list, newest first
            alert.HasIndex(a => a.HandedAt).HasDatabaseName("ix_alerts_waiting").HasFilter("handed_at IS NULL");   // what has yet to become a message
        }
    }
}
