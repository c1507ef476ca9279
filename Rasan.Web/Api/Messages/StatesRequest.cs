using System.Globalization;
using Rasan.Core.Messages;

namespace Rasan.Web.Api.Messages;

/// <summary>Which messages are asked about.</summary>
public sealed record StatesRequest
{
    /// <summary>Tracking ids, at most 500.</summary>
    public IReadOnlyList<string?>? Ids { get; set; }

    internal IReadOnlyList<TrackingId>? Read(Check check)
    {
        if (Ids is null or []) check.Add("ids", "required");
        if (Ids?.Count > FindStates.Most) check.Add("ids", "too_many", FindStates.Most.ToString(CultureInfo.InvariantCulture));
        return check.Faults is null ? [.. Ids!.Where(id => TrackingId.TryParse(id, out _)).Select(id => new TrackingId(Guid.Parse(id!))).Distinct()] : null;
    }
}

/// <param name="Messages">Those that are known, in no particular order.</param>
/// <param name="Unknown">Ids, as sent, that this service has no message for.</param>
public sealed record StatesView(IReadOnlyList<StandingView> Messages, IReadOnlyList<string> Unknown)
{
    internal static StatesView Of(IReadOnlyList<string?> asked, IReadOnlyList<Standing> found)
    {
        var known = found.Select(standing => standing.Id).ToHashSet();
        return new(
            [.. found.Select(s => new StandingView(s.Id.Value, s.State.Word, s.State.OutsideWord, s.Fault, s.StateAt.UtcDateTime, s.DeliveredAt?.UtcDateTime))],
            [.. asked.OfType<string>().Where(id => !TrackingId.TryParse(id, out var parsed) || !known.Contains(parsed))]);
    }
}

/// <param name="TrackingId">The message.</param>
/// <param name="State">The exact state.</param>
/// <param name="Status"><c>pending</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="Fault">Why it ended as it did, a stable word.</param>
/// <param name="StateAt">When it came into its state.</param>
/// <param name="DeliveredAt">When it was delivered.</param>
public sealed record StandingView(Guid TrackingId, string State, string Status, string? Fault, DateTime StateAt, DateTime? DeliveredAt);
