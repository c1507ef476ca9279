using System.Globalization;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>What is typed of an alert rule.</summary>
public sealed class AlertDraft
{
    /// <summary>Null: a new one.</summary>
    public long? RuleId { get; init; }
    public AlertOn On { get; set; }
    public string Threshold { get; set; } = "";
    public string Days { get; set; } = "";
    public bool IsActive { get; set; } = true;
    public List<AlertDraftReceiver> Receivers { get; } = [];

    public static AlertDraft New(string language) => new() { Receivers = { new() { Language = language } } };

    public static AlertDraft Of(AlertRule rule)
    {
        var draft = new AlertDraft
        {
            RuleId = rule.Id,
            On = rule.On,
            Threshold = rule.ThresholdMicros is { } threshold ? (threshold / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture) : "",
            Days = rule.Days?.ToString(CultureInfo.InvariantCulture) ?? "",
            IsActive = rule.IsActive,
        };
        draft.Receivers.AddRange(rule.Receivers.OrderBy(receiver => receiver.Id).Select(receiver => new AlertDraftReceiver { To = Recipient.FromStored(receiver.Recipient).National, Language = receiver.Language }));
        return draft;
    }

    internal AlertRuleOrder? ToOrder(Caller caller, long accountId, List<Fault> faults)
    {
        var threshold = On == AlertOn.BalanceBelow ? StandingDraft.Read("threshold", Threshold, faults) : null;
        int? days = null;
        if (On == AlertOn.ExpiresWithin && Days.Trim() is { Length: > 0 } typed)
        {
            if (int.TryParse(Digits.Fold(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var read)) days = read;
            else faults.Add(new("days", "bad_limit", AlertRule.MostDays.ToString(CultureInfo.InvariantCulture)));
        }

        var receivers = new List<(Recipient, string)>();
        foreach (var (index, receiver) in Receivers.Index())
        {
            if (Recipient.TryParse(receiver.To, out var to)) receivers.Add((to, receiver.Language));
            else faults.Add(new(FieldOf(index), string.IsNullOrWhiteSpace(receiver.To) ? "required" : "bad_number", receiver.To));
        }

        return faults.Count == 0 ? new(caller, accountId, RuleId, On, threshold, days, IsActive, receivers) : null;
    }

    public static string FieldOf(int receiver) => string.Create(CultureInfo.InvariantCulture, $"receiver-{receiver}");
}

/// <summary>A mobile as it is typed.</summary>
public sealed class AlertDraftReceiver
{
    public string To { get; set; } = "";
    public string Language { get; set; } = "fa";
}
