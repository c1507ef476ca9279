using System.Globalization;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Accounts;

/// <summary>An account's alert rules, and its alerts.</summary>
/// <param name="Rules">In order of creation.</param>
/// <param name="Alerts">Newest first.</param>
/// <param name="Next">Give it back for older alerts; null: there are none.</param>
public sealed record AlertsView(IReadOnlyList<AlertRuleView> Rules, IReadOnlyList<AlertView> Alerts, string? Next)
{
    internal static AlertsView Of(IReadOnlyList<AlertRule> rules, AlertPage page, string language) => new(
        [.. rules.Select(AlertRuleView.Of)], [.. page.Alerts.Select(fate => AlertView.Of(fate, language))], page.Next?.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Of what on the account whom is told.</summary>
/// <param name="Id">Its number.</param>
/// <param name="On"><c>balance_below</c>, <c>expires_within</c>, <c>paused</c> or <c>key_refused</c>.</param>
/// <param name="Threshold">In the account's currency; for <c>balance_below</c>.</param>
/// <param name="Days">For <c>expires_within</c>.</param>
/// <param name="IsActive">Whether it is watched for.</param>
/// <param name="RaisedAt">Since when it is so; null: it is not.</param>
/// <param name="Receivers">Whom it is told.</param>
public sealed record AlertRuleView(long Id, string On, decimal? Threshold, int? Days, bool IsActive, DateTime? RaisedAt, IReadOnlyList<AlertReceiverView> Receivers)
{
    internal static AlertRuleView Of(AlertRule rule) => new(
        rule.Id, rule.On.Word, rule.ThresholdMicros / 1_000_000m, rule.Days, rule.IsActive, rule.RaisedAt?.UtcDateTime,
        [.. rule.Receivers.OrderBy(receiver => receiver.Id).Select(receiver => new AlertReceiverView(receiver.Recipient, receiver.Language))]);
}

/// <summary>A mobile that is told.</summary>
/// <param name="To">In any usual form; E.164 in answers.</param>
/// <param name="Language">Of the text: <c>fa</c> or <c>en</c>.</param>
public sealed record AlertReceiverView(string? To, string? Language);

/// <summary>One alert to one mobile.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Rule">Number of its rule, which may be gone.</param>
/// <param name="On">What it tells of.</param>
/// <param name="At">When it came to be so, or was still so.</param>
/// <param name="IsRepeat">It was told of before, and is still so.</param>
/// <param name="To">The mobile.</param>
/// <param name="Language">Of its text.</param>
/// <param name="Text">What it says.</param>
/// <param name="TrackingId">Of its message, in the service <c>system</c>; null: there is none.</param>
/// <param name="State">Of its message; null: there is none.</param>
/// <param name="Account">Name of the account that tried it last; null: none did.</param>
/// <param name="Fault">Why it did not arrive; null: it did, or nobody can say yet. <c>no_other_account</c>: nobody else could carry it.</param>
/// <param name="FaultText">What that means, in the caller's language; null: a provider's own word.</param>
public sealed record AlertView(
    long Id, long Rule, string On, DateTime At, bool IsRepeat, string To, string Language, string Text, string? TrackingId, string? State, string? Account, string? Fault, string? FaultText)
{
    internal static AlertView Of(AlertFate fate, string language)
    {
        var alert = fate.Alert;
        return new(
            alert.Id, alert.RuleId, alert.On.Word, alert.At.UtcDateTime, alert.IsRepeat, alert.Recipient, alert.Language, alert.Text,
            alert.MessageId?.ToString(), fate.State?.Word, fate.By?.Name, fate.Fault, alert.Fault is { } fault ? ApiTexts.Alert(fault, language) : null);
    }
}

/// <summary>A rule as it should be.</summary>
public sealed record AlertRuleRequest
{
    /// <summary>What is watched for: <c>balance_below</c>, <c>expires_within</c>, <c>paused</c> or <c>key_refused</c>.</summary>
    public string? On { get; set; }

    /// <summary>For <c>balance_below</c>: in the account's currency, above 0.</summary>
    public decimal? Threshold { get; set; }

    /// <summary>For <c>expires_within</c>: 1 to 365.</summary>
    public int? Days { get; set; }

    /// <summary>Whether it is watched for; true unless said.</summary>
    public bool? IsActive { get; set; }

    /// <summary>Whom it is told: 1 to 10 mobiles, each in its language.</summary>
    public IReadOnlyList<AlertReceiverView>? Receivers { get; set; }

    internal AlertRuleOrder? ToOrder(ApiRequest request, long account, long? rule, Check check)
    {
        var on = AlertOn.Parse(On);
        if (string.IsNullOrEmpty(On)) check.Add("on", "required");
        else if (on is null) check.Add("on", "unknown_alert", On);
        var receivers = (Receivers ?? []).Index().Select(one => (
            check.Phone(string.Create(CultureInfo.InvariantCulture, $"receivers[{one.Index}].to"), one.Item?.To),
            string.IsNullOrEmpty(one.Item?.Language) ? request.Caller.Service.Language : one.Item.Language)).ToList();
        return check.Faults is null ? new(request.Caller, account, rule, on!.Value, Threshold, Days, IsActive ?? true, receivers) : null;
    }
}
