using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Routes;

namespace Rasan.Core.Messages;

/// <summary>How an order would go if it were taken on now: what a dry run answers.</summary>
public sealed record SendForecast
{
    /// <summary>What each recipient would read.</summary>
    public required string Text { get; init; }

    /// <summary>What one of the messages is made of.</summary>
    public required SegmentCount Count { get; init; }

    /// <summary>Billed parts of all messages together.</summary>
    public required int Segments { get; init; }

    /// <summary>Null: the price is not known.</summary>
    public Money? CostEstimate { get; init; }
    public required RoutePlan Plan { get; init; }

    /// <summary>What the intent means.</summary>
    public required IntentRule Rule { get; init; }

    /// <summary>The sending method, and those of the order it stands before.</summary>
    public required ChannelChoice Channel { get; init; }

    /// <summary>The kind's lane, or the lower one that was asked for.</summary>
    public required Lane Lane { get; init; }
    public required SendTiming Timing { get; init; }
}

/// <summary>When a message goes out and how long it lives.</summary>
/// <param name="WantedAt">When the caller wants it sent; now, unless said.</param>
/// <param name="DueAt">When it may be: later where the window is closed then.</param>
/// <param name="ExpiresAt">Past it nothing is sent any more; while the window is closed its lifetime stands still.</param>
public readonly record struct SendTiming(DateTimeOffset WantedAt, DateTimeOffset DueAt, DateTimeOffset ExpiresAt)
{
    public bool WaitsForWindow => DueAt > WantedAt;

    public static SendTiming Of(IntentRule rule, DateTimeOffset? scheduledAt, DateTimeOffset now)
    {
        var wanted = scheduledAt is { } asked && asked > now ? asked : now;
        var due = rule.Window is { } window && !window.IsOpen(wanted) ? window.NextOpening(wanted) : wanted;
        return new(wanted, due, rule.Window is { } open ? open.Deadline(due, rule.Lifetime) : due + rule.Lifetime);
    }
}
