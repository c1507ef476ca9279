using System.Globalization;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Web.Api.Messages;

namespace Rasan.Web.Api.Routing;

/// <summary>How it would go, had it been sent.</summary>
/// <param name="Kind">What the intent means: <c>otp</c>, <c>transactional</c> or <c>bulk</c>.</param>
/// <param name="Channel">The sending method.</param>
/// <param name="Lane">The queue it would wait in: <c>otp</c>, <c>normal</c> or <c>bulk</c>.</param>
/// <param name="Route">The rule, the accounts in order, those passed over and why.</param>
/// <param name="Recipients">How many would get it.</param>
/// <param name="Rejected">Those nothing can be sent to.</param>
/// <param name="Encoding"><c>gsm7</c> or <c>ucs2</c>.</param>
/// <param name="Segments">Billed parts of all messages together.</param>
/// <param name="CostEstimate">Null: the price is not known.</param>
/// <param name="Window">When messages of this kind go out; null: always.</param>
/// <param name="DueAt">When it would go out at the earliest.</param>
/// <param name="ExpiresAt">Past it nothing would be sent any more.</param>
/// <param name="QuotaLeft">Messages that may still be sent; null: no quota.</param>
public sealed record ExplainView(
    string Kind, string Channel, string Lane, RouteView Route, int Recipients, IReadOnlyList<RejectedView> Rejected, string Encoding, int Segments, MoneyView? CostEstimate,
    WindowView? Window, DateTime DueAt, DateTime ExpiresAt, long? QuotaLeft)
{
    internal static ExplainView Of(SendForecast forecast, int recipients, IReadOnlyList<RejectedView> rejected) => new(
        forecast.Rule.Kind.Word, forecast.Channel.Channel, forecast.Lane.Word, RouteView.Of(forecast.Plan), recipients, rejected,
        forecast.Count.Encoding == SegmentEncoding.Gsm7 ? "gsm7" : "ucs2", forecast.Segments, MoneyView.Of(forecast.CostEstimate),
        forecast.Rule.Window is { } window ? WindowView.Of(window, forecast.Timing) : null,
        forecast.Timing.DueAt.UtcDateTime, forecast.Timing.ExpiresAt.UtcDateTime, QuotaLeft: null);
}

/// <param name="From">When it opens each day, <c>HH:mm</c>.</param>
/// <param name="Until">When it closes.</param>
/// <param name="Zone">IANA zone of these times.</param>
/// <param name="Open">Whether it is open when the message is wanted; otherwise it waits until <c>due_at</c>.</param>
public sealed record WindowView(string From, string Until, string Zone, bool Open)
{
    internal static WindowView Of(SendingWindow window, SendTiming timing) => new(
        window.From.ToString("HH:mm", CultureInfo.InvariantCulture), window.Until.ToString("HH:mm", CultureInfo.InvariantCulture), window.Zone.Id, !timing.WaitsForWindow);
}
