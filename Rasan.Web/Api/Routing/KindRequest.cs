using Rasan.Core.Intents;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Routing;

/// <summary>What a kind means to the service. What is left out is as the system says, but for the hours.</summary>
public sealed record KindRequest
{
    /// <summary>The queue: <c>otp</c>, <c>normal</c> or <c>bulk</c>; never a more urgent one than the system's.</summary>
    public string? Lane { get; set; }

    /// <summary>Seconds a message lives, 10 to 604800.</summary>
    public int? Lifetime { get; set; }

    /// <summary>When nobody can say whether an attempt was sent: <c>wait</c> or <c>next_account</c>.</summary>
    public string? OnUnknown { get; set; }

    /// <summary>When an account took it and no delivery report comes: <c>wait</c> or <c>next_account</c>.</summary>
    public string? OnNoReport { get; set; }

    /// <summary>Seconds after which the next account takes it for want of a report; from 10, less than the lifetime.</summary>
    public int? NoReportAfter { get; set; }

    /// <summary>Hours of the day in which its messages go out; null: always.</summary>
    public HoursView? Window { get; set; }

    internal KindOrder? ToOrder(ApiRequest request, Kind kind, IntentRule common, Check check)
    {
        var order = new KindOrder(request.Caller, kind, check.Lane("lane", Lane) ?? common.Lane, Lifetime ?? (int)common.Lifetime.TotalSeconds)
        {
            OnUnknown = IsNext("on_unknown", OnUnknown, common.OnUnknown.Word, check) ? Core.Intents.OnUnknown.NextAccount : Core.Intents.OnUnknown.Wait,
            OnNoReport = IsNext("on_no_report", OnNoReport, NextAccountWords.Wait, check) ? Core.Intents.OnNoReport.NextAccount : Core.Intents.OnNoReport.Wait,
            NoReportSeconds = NoReportAfter,
            WindowFrom = Window?.From,
            WindowUntil = Window?.Until,
            WindowZone = string.IsNullOrWhiteSpace(Window?.Zone) ? null : Window.Zone,
        };
        return check.Faults is null ? order : null;
    }

    private static bool IsNext(string field, string? word, string usual, Check check)
    {
        var said = string.IsNullOrEmpty(word) ? usual : word;
        if (said is not (NextAccountWords.Wait or NextAccountWords.NextAccount)) check.Add(field, "wait_or_next_account", said);
        return said == NextAccountWords.NextAccount;
    }
}

/// <summary>Hours of the day; until before from: across midnight.</summary>
/// <param name="From">When they begin, <c>HH:mm</c>.</param>
/// <param name="Until">When they end.</param>
/// <param name="Zone">IANA zone of these times; null: Asia/Tehran.</param>
public sealed record HoursView(string? From, string? Until, string? Zone);
