using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Intents;
using Rasan.Core.Messages;

namespace Rasan.Core.Statistics;

/// <summary>How many messages accepted on a day stand in a state now. Kept by the ledger in the transaction of every change.</summary>
public sealed class Counter
{
    public required int Day { get; init; }
    public required long ServiceId { get; init; }
    public required string Channel { get; init; }

    /// <summary>The newest recorded attempt's account; 0 before the first.</summary>
    public required long AccountId { get; init; }
    public required Lane Lane { get; init; }
    public required Kind Kind { get; init; }
    public required MessageState State { get; init; }
    public long Count { get; init; }
    public long Segments { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Counter>
    {
        public void Configure(EntityTypeBuilder<Counter> counter) =>
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Lane, c.Kind, c.State });
    }
}

/// <summary>What the messages accepted on a day have cost, per currency.</summary>
public sealed class CostCounter
{
    public required int Day { get; init; }
    public required long ServiceId { get; init; }
    public required string Channel { get; init; }
    public required long AccountId { get; init; }
    public required Kind Kind { get; init; }
    public required string Currency { get; init; }
    public long Micros { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CostCounter>
    {
        public void Configure(EntityTypeBuilder<CostCounter> counter) =>
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Kind, c.Currency });
    }
}

/// <summary>How long delivery took, counted in buckets that double: bucket n holds times below 2^n × 250 ms.</summary>
public sealed class DeliveryTimeCounter
{
    public required int Day { get; init; }
    public required long ServiceId { get; init; }
    public required string Channel { get; init; }
    public required long AccountId { get; init; }
    public required Kind Kind { get; init; }
    public required int Bucket { get; init; }
    public long Count { get; init; }

    /// <summary>The bucket of a time from acceptance (or the due time) to delivery.</summary>
    public static int BucketOf(TimeSpan took)
    {
        var quarters = Math.Max(0, (long)(took.TotalMilliseconds / 250));
        return quarters == 0 ? 0 : Math.Min(40, System.Numerics.BitOperations.Log2((ulong)quarters) + 1);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DeliveryTimeCounter>
    {
        public void Configure(EntityTypeBuilder<DeliveryTimeCounter> counter) =>
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Kind, c.Bucket });
    }
}
