using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Channels;

namespace Rasan.Core.DeliveryReports;

/// <summary>The provider's later word on an attempt. Written by the ledger alone.</summary>
public sealed class DeliveryReport
{
    public long Id { get; init; }
    public required long MessageId { get; init; }
    public required long AttemptId { get; init; }
    public required DeliveryState State { get; init; }
    public required string Code { get; init; }

    /// <summary>When it happened, by the provider's word.</summary>
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DeliveryReport>
    {
        public void Configure(EntityTypeBuilder<DeliveryReport> report)
        {
            report.Property(r => r.Id).ValueGeneratedNever();
            report.HasIndex(r => r.MessageId);
        }
    }
}
