using System.Globalization;
using Rasan.Core.Intents;

namespace Rasan.Web.Api.Routing;

/// <summary>What the kinds mean to a service.</summary>
/// <param name="Kinds">All three.</param>
public sealed record KindListView(IReadOnlyList<KindView> Kinds)
{
    internal static KindListView Of(IntentTable intents, long serviceId) => new([.. Enum.GetValues<Kind>().Select(kind => KindView.Of(intents, serviceId, kind))]);
}

/// <summary>What a kind means.</summary>
/// <param name="Kind"><c>otp</c>, <c>transactional</c> or <c>bulk</c>.</param>
/// <param name="IsOwn">Whether the service has said it; else the system.</param>
/// <param name="Lane">The queue: <c>otp</c>, <c>normal</c> or <c>bulk</c>.</param>
/// <param name="Lifetime">Seconds a message lives.</param>
/// <param name="OnUnknown">When nobody can say whether an attempt was sent: <c>wait</c> or <c>next_account</c>.</param>
/// <param name="OnNoReport">When an account took it and no delivery report comes: <c>wait</c> or <c>next_account</c>.</param>
/// <param name="NoReportAfter">Seconds after which the next account takes it; null: none does.</param>
/// <param name="Window">Hours of the day in which its messages go out; null: always.</param>
public sealed record KindView(string Kind, bool IsOwn, string Lane, int Lifetime, string OnUnknown, string OnNoReport, int? NoReportAfter, HoursView? Window)
{
    internal static KindView Of(IntentTable intents, long serviceId, Kind kind)
    {
        var rule = intents.Rule(serviceId, kind);
        return new(
            kind.Word, intents.OwnRule(serviceId, kind) is not null, rule.Lane.Word, (int)rule.Lifetime.TotalSeconds, rule.OnUnknown.Word,
            rule.NoReportAfter is null ? NextAccountWords.Wait : NextAccountWords.NextAccount, (int?)rule.NoReportAfter?.TotalSeconds,
            rule.Window is { } window ? new(HourOf(window.From), HourOf(window.Until), window.Zone.Id) : null);
    }

    private static string HourOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
