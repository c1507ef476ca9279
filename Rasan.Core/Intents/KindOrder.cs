using System.Globalization;
using System.Text.Json;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Intents;

/// <summary>What a kind is to mean.</summary>
public sealed record KindOrder(Caller Caller, Kind Kind, Lane Lane, int LifetimeSeconds)
{
    private const int ShortestNoReport = 10;

    /// <summary>For every service that says nothing itself; a system administrator's to say.</summary>
    public bool OfSystem { get; init; }
    public OnUnknown OnUnknown { get; init; }
    public OnNoReport OnNoReport { get; init; }
    public int? NoReportSeconds { get; init; }

    /// <summary><c>HH:mm</c>; both or neither.</summary>
    public string? WindowFrom { get; init; }
    public string? WindowUntil { get; init; }

    /// <summary>IANA zone; null: Asia/Tehran.</summary>
    public string? WindowZone { get; init; }

    internal bool HasWindow => WindowFrom is not null || WindowUntil is not null;

    /// <param name="common">What the system says of the kind: a service's messages may wait longer than that, never overtake.</param>
    internal List<Fault> Faults(IntentRule common)
    {
        var faults = new List<Fault>();
        if (!OfSystem && Lane < common.Lane) faults.Add(new("lane", "lane_too_high", common.Lane.Word));
        if (LifetimeSeconds is < IntentOrder.ShortestLifetime or > IntentOrder.LongestLifetime)
            faults.Add(new("lifetime", "bad_lifetime", IntentOrder.LongestLifetime.ToString(CultureInfo.InvariantCulture)));
        if (HasWindow) AddWindowFaults(faults);
        if (OnNoReport == OnNoReport.NextAccount && (NoReportSeconds is not >= ShortestNoReport || NoReportSeconds >= LifetimeSeconds))
            faults.Add(new("no_report_after", "bad_no_report", LifetimeSeconds.ToString(CultureInfo.InvariantCulture)));
        return faults;
    }

    private void AddWindowFaults(List<Fault> faults)
    {
        if (!SendingWindow.IsTime(WindowFrom)) faults.Add(new("window.from", "bad_hour", WindowFrom ?? ""));
        if (!SendingWindow.IsTime(WindowUntil)) faults.Add(new("window.until", "bad_hour", WindowUntil ?? ""));
        if (WindowZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) faults.Add(new("window.zone", "unknown_zone", zone));
    }
}

/// <summary>How a kind stands in the operation log.</summary>
internal static class KindInLog
{
    public static string SubjectOf(Kind kind) => $"kind:{kind.Word}";

    public static string Describe(KindRule rule) => JsonSerializer.Serialize(new
    {
        lane = rule.Lane.Word,
        lifetime = rule.LifetimeSeconds,
        on_unknown = rule.OnUnknown.Word,
        on_no_report = rule.OnNoReport.Word,
        no_report_after = rule.NoReportSeconds,
        window = rule.WindowFrom is null ? null : $"{rule.WindowFrom}-{rule.WindowUntil} {rule.WindowZone}".TrimEnd(),
    });
}
