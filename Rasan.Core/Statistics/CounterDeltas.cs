using System.Runtime.InteropServices;
using Rasan.Core.Intents;
using Rasan.Core.Messages;

namespace Rasan.Core.Statistics;

/// <summary>The row of <see cref="Counter"/> that a message stands on.</summary>
public readonly record struct CounterKey(int Day, long ServiceId, string Channel, long AccountId, Lane Lane, Kind Kind, MessageState State);

/// <summary>The row of <see cref="CostCounter"/>.</summary>
public readonly record struct CostKey(int Day, long ServiceId, string Channel, long AccountId, Kind Kind, string Currency);

/// <summary>The row of <see cref="DeliveryTimeCounter"/>.</summary>
public readonly record struct TimeKey(int Day, long ServiceId, string Channel, long AccountId, Kind Kind, int Bucket);

/// <summary>What one transaction changes in the counters, added up: each row is written once.</summary>
public sealed class CounterDeltas
{
    public Dictionary<CounterKey, (long Count, long Segments)> States { get; } = [];
    public Dictionary<CostKey, long> Costs { get; } = [];
    public Dictionary<TimeKey, long> Times { get; } = [];

    public void Add(in CounterKey key, int sign, int segments)
    {
        ref var delta = ref CollectionsMarshal.GetValueRefOrAddDefault(States, key, out _);
        delta = (delta.Count + sign, delta.Segments + ((long)sign * segments));
    }

    public void AddCost(in CostKey key, long micros) => CollectionsMarshal.GetValueRefOrAddDefault(Costs, key, out _) += micros;

    public void AddTime(in TimeKey key) => CollectionsMarshal.GetValueRefOrAddDefault(Times, key, out _)++;

    public void Clear()
    {
        States.Clear();
        Costs.Clear();
        Times.Clear();
    }
}
