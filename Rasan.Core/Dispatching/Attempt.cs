using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rasan.Core.Dispatching;

/// <summary>One hand-over of a message to one account, with the raw answer. Written by the ledger alone.</summary>
public sealed class Attempt
{
    public long Id { get; init; }
    public required long MessageId { get; init; }
    public required int Number { get; init; }
    public required int Round { get; init; }
    public required long AccountId { get; init; }
    public long? LineId { get; init; }

    /// <summary>Random 62-bit id, stored before the call and given to the provider: never a row number, which a restored backup would repeat.</summary>
    public required long OwnId { get; init; }

    /// <summary>By a pattern of the provider's: it was given neither our text nor, in most cases, our id.</summary>
    public bool ByTemplate { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The provider's raw code, or the word for what happened on the way.</summary>
    public string? Code { get; init; }
    public string? Detail { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Reference { get; init; }
    public long? CostMicros { get; init; }
    public string? Currency { get; init; }

    /// <summary>Its outcome was unknown when the next account took the message.</summary>
    public bool MayArriveTwice { get; init; }

    /// <summary>A report about it still counts.</summary>
    public bool AwaitsReport { get; init; }

    /// <summary>How often the provider was asked about it: what became of it, or whether it was delivered.</summary>
    public int Asked { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Attempt>
    {
        public void Configure(EntityTypeBuilder<Attempt> attempt)
        {
            attempt.Property(a => a.Id).ValueGeneratedNever();
            attempt.HasIndex(a => a.MessageId);                                                                       // a message's attempts; grows nearly at the end
            attempt.HasIndex(a => new { a.AccountId, a.Reference }).HasDatabaseName("ix_attempts_reported").HasFilter("awaits_report = 1"); // whom a report speaks of
        }
    }
}

/// <summary>What became of an attempt. The numbers are stored.</summary>
public enum AttemptOutcome
{
    /// <summary>Under way.</summary>
    Started = 0,
    Accepted = 1,
    Refused = 2,

    /// <summary>Nobody can say yet.</summary>
    Unknown = 3,

    /// <summary>Was unknown; the provider says it never had it.</summary>
    NotSent = 4,
}
