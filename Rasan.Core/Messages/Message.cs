using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Channels;
using Rasan.Core.Intents;

namespace Rasan.Core.Messages;

/// <summary>
/// One text for one recipient on one channel. Read through EF Core; written by the ledger alone, whose guarded UPDATEs are its transitions.
/// No foreign keys: the catalog has checked what it refers to, and a parent look-up per key and row is paid on the accept path.
/// </summary>
public sealed class Message
{
    public long Id { get; init; }
    public required TrackingId TrackingId { get; init; }
    public required long ServiceId { get; init; }
    public required long TenantId { get; init; }
    public long? TokenId { get; init; }
    public string Channel { get; init; } = ChannelKeys.Sms;

    /// <summary>Channels that were addressed too and not used, separated by a comma.</summary>
    public string? SkippedChannels { get; init; }
    public required Kind Kind { get; init; }
    public required Lane Lane { get; init; }
    public required string Intent { get; init; }

    public required MessageState State { get; init; }

    /// <summary>When it came into this state.</summary>
    public required DateTimeOffset StateAt { get; init; }

    /// <summary>E.164; null once wiped.</summary>
    public string? Recipient { get; init; }

    /// <summary>The text; null when sealed or wiped.</summary>
    public string? Text { get; init; }

    /// <summary>Template variables, a JSON object of strings; null when none, sealed or wiped.</summary>
    public string? Variables { get; init; }

    /// <summary>Text and variables of kind otp, sealed; null once wiped.</summary>
    public byte[]? Sealed { get; init; }
    public required int Segments { get; init; }
    public string? Language { get; init; }
    public long? TemplateId { get; init; }

    /// <summary>The sender number that was asked for.</summary>
    public string? Line { get; init; }

    /// <summary>The newest attempt whose outcome is recorded, and where it went.</summary>
    public long? AttemptId { get; init; }
    public long? AccountId { get; init; }
    public long? LineId { get; init; }
    public int AttemptCount { get; init; }

    /// <summary>Which walk through the accounts this is; a retry after a pause begins a new one.</summary>
    public int Round { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Day of acceptance in the service's zone, days since 1970: the day its counters stand on.</summary>
    public required int Day { get; init; }

    /// <summary>When something is next due in this state: to be queued, leased no longer, asked about, reported on.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the caller wanted it sent; null: at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>An attempt of unknown outcome was left behind when the next account took it.</summary>
    public bool MayArriveTwice { get; init; }
    public string? Reference { get; init; }

    /// <summary>Tags between bars: <c>|a|b|</c>.</summary>
    public string? Tags { get; init; }

    /// <summary>Tracking id of the message this one repeats.</summary>
    public TrackingId? ResendOf { get; init; }

    /// <summary>The account it tells of, where it is an alert.</summary>
    public long? AboutAccountId { get; init; }

    /// <summary>Why it ended as it did, a stable word.</summary>
    public string? Fault { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? FinalAt { get; init; }
    public long? CostMicros { get; init; }
    public string? Currency { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> message)
        {
            message.Property(m => m.Id).ValueGeneratedNever();                          // the ledger's one writer counts; AUTOINCREMENT would cost a second row per insert
            message.HasIndex(m => m.TrackingId).IsUnique();                             // the outside id; UUIDv7, so it grows at the end
            message.HasIndex(m => new { m.ServiceId, m.CreatedAt });                    // a service's list, by keyset
            message.HasIndex(m => new { m.Lane, m.DueAt }).HasDatabaseName("ix_messages_ready").HasFilter("state = 1");              // the claim's only query
            message.HasIndex(m => new { m.State, m.DueAt }).HasDatabaseName("ix_messages_waiting").HasFilter("state <> 1 AND state <= 4");  // what is due by time; no IN list: SQLite would build a table of it for every row written
            message.HasIndex(m => m.FinalAt).HasDatabaseName("ix_messages_otp_texts").HasFilter("sealed IS NOT NULL AND final_at IS NOT NULL");                    // codes to be wiped; a day of them
            message.HasIndex(m => new { m.ServiceId, m.FinalAt }).HasDatabaseName("ix_messages_bodies").HasFilter("recipient IS NOT NULL AND final_at IS NOT NULL"); // texts and numbers to be wiped; entered when final, so that accepting pays nothing
            // no index on the number: random keys cost half the accept rate; search has its own file
        }
    }
}
