using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Accounts;

namespace Rasan.Core.Inbox;

/// <summary>A message that came in on a line of an account, kept once however often it is told.</summary>
public sealed class InboundRow
{
    public long Id { get; private set; }
    public required long AccountId { get; init; }

    /// <summary>Whose account it was when the message came; null: a shared one's.</summary>
    public long? ServiceId { get; init; }

    /// <summary>Our number, as the account's line is written.</summary>
    public required string Line { get; init; }

    /// <summary>E.164 where it is a number.</summary>
    public required string Sender { get; init; }
    public required string Text { get; init; }

    /// <summary>When it came in, by the provider's word; else when we heard of it.</summary>
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The provider's id; null: it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>What makes it this one: the provider's id, or line, sender, time and text.</summary>
    public required byte[] Identity { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboundRow>
    {
        public void Configure(EntityTypeBuilder<InboundRow> inbound)
        {
            inbound.ToTable("inbox");
            inbound.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
            inbound.HasIndex(row => new { row.AccountId, row.Identity }).IsUnique();   // told twice, kept once
            inbound.HasIndex(row => new { row.ServiceId, row.Id });                    // a service's inbox by keyset
        }
    }
}

/// <summary>How far a line's inbound messages were pulled; in the provider's own words. A row of its own: it moves all the time, and a line is configuration.</summary>
public sealed class InboundCursor
{
    public required long LineId { get; init; }
    public string? Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboundCursor>
    {
        public void Configure(EntityTypeBuilder<InboundCursor> cursor)
        {
            cursor.HasKey(c => c.LineId);
            cursor.HasOne<Line>().WithOne().HasForeignKey<InboundCursor>(c => c.LineId);
        }
    }
}
