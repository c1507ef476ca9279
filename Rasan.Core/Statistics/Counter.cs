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
        public void Configure(EntityTypeBuilder<Counter> counter)
        {
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Lane, c.Kind, c.State });
            counter.HasIndex(c => c.ServiceId).HasDatabaseName("ix_counters_pending").HasFilter("state <= 3 AND count <> 0");   // what is in queue, whenever it was accepted: a handful of rows among years of days
        }
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
        public void Configure(EntityTypeBuilder<CostCounter> counter)
        {
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Kind, c.Currency });
            counter.HasIndex(c => new { c.AccountId, c.Currency, c.Day });   // what an account has cost; written once per row, a change of the amount does not touch it
        }
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

    private static readonly TimeSpan Unit = TimeSpan.FromMilliseconds(250);

    /// <summary>The bucket of a time from acceptance (or the due time) to delivery.</summary>
    public static int BucketOf(TimeSpan took)
    {
        var quarters = Math.Max(0, (long)(took / Unit));
        return quarters == 0 ? 0 : Math.Min(40, System.Numerics.BitOperations.Log2((ulong)quarters) + 1);
    }

    /// <summary>The time within which half of them were delivered; inside its bucket times are taken to lie evenly on a logarithmic scale. Null: there are none.</summary>
    public static TimeSpan? Median(IEnumerable<(int Bucket, long Count)> buckets)
    {
        var sorted = buckets.Where(b => b.Count > 0).OrderBy(b => b.Bucket).ToList();
        var half = sorted.Sum(b => b.Count) / 2.0;
        foreach (var (bucket, count) in sorted)
        {
            if (half > count)
            {
                half -= count;
                continue;
            }

            var share = half / count;
            return Unit * (bucket == 0 ? share : Math.Pow(2, bucket - 1 + share));   // the first begins at nought, which has no logarithm
        }

        return null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DeliveryTimeCounter>
    {
        public void Configure(EntityTypeBuilder<DeliveryTimeCounter> counter) =>
            counter.HasKey(c => new { c.Day, c.ServiceId, c.Channel, c.AccountId, c.Kind, c.Bucket });
    }
}
