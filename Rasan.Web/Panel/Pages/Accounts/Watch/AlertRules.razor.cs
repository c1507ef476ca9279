using System.Text.Json;
using Radzen;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>Of what on an account whom is told: seen, added, changed and removed.</summary>
public sealed partial class AlertRules(ReadAlerts read, SetAlertRule set, Catalogs catalogs, DialogService dialogs) : WatchPart
{
    private readonly FormBasis _basis = new();
    private IReadOnlyList<Fault> _faults = [];

    /// <summary>Null: still being read.</summary>
    private IReadOnlyList<AlertRule>? Rules { get; set; }
    private AlertDraft? Draft { get; set; }
    private bool IsBusy { get; set; }
    private string? Said { get; set; }
    private bool IsOvertaken { get; set; }

    private bool SeesNumbers => Caller.May(Permissions.SeeNumbers);
    private string Currency => catalogs.Current.Accounts.GetValueOrDefault(AccountId)?.Currency ?? Money.Rial;

    protected override async Task ReadAsync(CancellationToken ct) => Rules = await read.RulesAsync(Caller, AccountId, ct) ?? [];

    private string WordsOf(AlertRule rule) => rule switch
    {
        { On: AlertOn.BalanceBelow, ThresholdMicros: { } threshold } => Shown.Money(Money.FromMicros(threshold, Currency)),
        { On: AlertOn.ExpiresWithin, Days: { } days } => Texts.Count("Within", days),
        _ => "",
    };

    private void Add() => Begin(AlertDraft.New(Caller.Service.Language));

    private void Edit(AlertRule rule) => Begin(AlertDraft.Of(rule));

    private void Begin(AlertDraft draft)
    {
        (Draft, _faults, Said, IsOvertaken) = (draft, [], null, false);
        _basis.Take(draft.RuleId is null ? null : JsonSerializer.Serialize(draft));
    }

    private async Task<string?> StoredAsync(long ruleId) =>
        (await read.RulesAsync(Caller, AccountId, CancellationToken.None))?.FirstOrDefault(rule => rule.Id == ruleId) is { } stored ? JsonSerializer.Serialize(AlertDraft.Of(stored)) : null;

    private async Task SaveAsync()
    {
        if (Draft is not { } draft || IsBusy) return;
        (Said, IsOvertaken) = (null, false);
        var faults = new List<Fault>();
        var order = draft.ToOrder(Caller, AccountId, faults);
        _faults = faults;
        if (order is null) return;
        IsBusy = true;
        try
        {
            if (draft.RuleId is { } ruleId && _basis.IsOvertaken(await StoredAsync(ruleId)))
            {
                IsOvertaken = true;
                await LookAsync();   // their values stand in the list
                return;
            }

            switch (await set.RunAsync(order, CancellationToken.None))
            {
                case AlertRuleResult.Refused(var refused):
                    _faults = refused;
                    return;
                case AlertRuleResult.NotFound:
                    Said = Texts["Gone"];
                    break;
                default:
                    Said = Texts["Saved"];
                    break;
            }
        }
        finally
        {
            IsBusy = false;
        }

        Draft = null;
        await LookAsync();
        await Changed.InvokeAsync();
    }

    private void Leave() => (Draft, IsOvertaken) = (null, false);

    private async Task RemoveAsync(AlertRule rule)
    {
        var what = $"{Words.Alert(rule.On)} {WordsOf(rule)}".Trim();
        if (await dialogs.Confirm(Texts["SureRemove", what], Texts["Remove"], new() { OkButtonText = Texts["Remove"], CancelButtonText = Texts["Cancel"] }) is not true) return;
        Said = await set.RemoveAsync(Caller, AccountId, rule.Id, CancellationToken.None) is AlertRuleResult.Done ? Texts["Removed"] : Texts["Gone"];
        if (Draft?.RuleId == rule.Id) Draft = null;
        await LookAsync();
        await Changed.InvokeAsync();
    }
}
