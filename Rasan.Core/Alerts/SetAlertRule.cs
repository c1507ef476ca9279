using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Creations;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Core.Alerts;

/// <summary>A rule as somebody wants it.</summary>
/// <param name="RuleId">Null: a new one.</param>
/// <param name="Threshold">In the account's currency.</param>
public sealed record AlertRuleOrder(
    Caller Caller, long AccountId, long? RuleId, AlertOn On, decimal? Threshold, int? Days, bool IsActive, IReadOnlyList<(Recipient To, string Language)> Receivers)
{
    public IdempotencyGuard<AlertRule>? Idempotency { get; init; }
}

public abstract record AlertRuleResult
{
    private AlertRuleResult() { }

    /// <param name="Rule">As it stands, or as the one that is gone was.</param>
    public sealed record Done(AlertRule Rule) : AlertRuleResult;

    /// <summary>A rule was made under the request's Idempotency-Key before.</summary>
    public sealed record Kept(FirstAnswer Answer) : AlertRuleResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : AlertRuleResult;

    public sealed record NotFound : AlertRuleResult;
}

/// <summary>Makes an alert rule of an account, changes it, or takes it away.</summary>
public sealed class SetAlertRule(Catalogs catalogs, RaiseAlerts raise, IDbContextFactory<RasanDb> stores, KeptCreations kept, TimeProvider clock)
{
    public async Task<AlertRuleResult> RunAsync(AlertRuleOrder order, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.ManageAccounts);
        await using var store = await stores.CreateDbContextAsync(ct);
        AlertRuleResult result = new AlertRuleResult.NotFound();
        await store.InTurnAsync(async turn => result = await SaveAsync(store, order, turn), ct);
        if (result is AlertRuleResult.Done) await raise.RunAsync(order.AccountId, ct);   // it may be so already
        return result;
    }

    public async Task<AlertRuleResult> RemoveAsync(Caller caller, long accountId, long ruleId, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is null) return new AlertRuleResult.NotFound();
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await FindAsync(store, accountId, ruleId, ct) is not { } rule) return new AlertRuleResult.NotFound();
        store.Record(Operation.Of(caller, clock.GetUtcNow(), "alert.remove", Account.InLog(accountId), before: Describe(rule)));
        store.AlertRules.Remove(rule);
        await store.SaveChangesAsync(ct);
        return new AlertRuleResult.Done(rule);
    }

    private async Task<AlertRuleResult> SaveAsync(RasanDb store, AlertRuleOrder order, CancellationToken ct)
    {
        if (await kept.FindAsync(store, order.Caller, order.Idempotency, ct) is { } first) return new AlertRuleResult.Kept(first);
        if (catalogs.Current.OwnAccount(order.Caller, order.AccountId) is null) return new AlertRuleResult.NotFound();
        if (FaultsOf(order) is { Count: > 0 } faults) return new AlertRuleResult.Refused(faults);
        var now = clock.GetUtcNow();
        var known = order.RuleId is { } id ? await FindAsync(store, order.AccountId, id, ct) : null;
        if (order.RuleId is not null && known is null) return new AlertRuleResult.NotFound();
        var before = known is null ? null : Describe(known);
        var rule = known ?? new AlertRule { AccountId = order.AccountId, CreatedAt = now };
        rule.Set(order.On, order.Threshold is { } threshold ? (long)(threshold * 1_000_000m) : null, order.Days, order.IsActive);
        rule.Receivers.Clear();
        rule.Receivers.AddRange(order.Receivers.Select(receiver => new AlertReceiver { Recipient = receiver.To.E164, Language = receiver.Language }));
        if (known is null) store.AlertRules.Add(rule);
        store.Record(Operation.Of(order.Caller, now, known is null ? "alert.add" : "alert.change", Account.InLog(order.AccountId), Describe(rule), before));
        await store.SaveChangesAsync(ct);
        await kept.KeepAsync(store, order.Caller, order.Idempotency, rule, ct);
        return new AlertRuleResult.Done(rule);
    }

    private static Task<AlertRule?> FindAsync(RasanDb store, long accountId, long ruleId, CancellationToken ct) =>
        store.AlertRules.Include(rule => rule.Receivers).SingleOrDefaultAsync(rule => rule.Id == ruleId && rule.AccountId == accountId, ct);

    private static List<Fault> FaultsOf(AlertRuleOrder order)
    {
        var faults = new List<Fault>();
        switch (order.On)
        {
            case AlertOn.BalanceBelow when order.Threshold is null:
                faults.Add(new("threshold", "required"));
                break;
            case AlertOn.BalanceBelow when order.Threshold is <= 0 or > SetBalance.Most:
                faults.Add(new("threshold", "bad_amount"));
                break;
            case AlertOn.ExpiresWithin when order.Days is null:
                faults.Add(new("days", "required"));
                break;
            case AlertOn.ExpiresWithin when order.Days is < 1 or > AlertRule.MostDays:
                faults.Add(new("days", "bad_limit", AlertRule.MostDays.ToString(CultureInfo.InvariantCulture)));
                break;
        }

        if (order.On != AlertOn.BalanceBelow && order.Threshold is not null) faults.Add(new("threshold", "not_for_this_alert"));
        if (order.On != AlertOn.ExpiresWithin && order.Days is not null) faults.Add(new("days", "not_for_this_alert"));
        if (order.Receivers.Count == 0) faults.Add(new("receivers", "required"));
        if (order.Receivers.Count > AlertRule.MostReceivers) faults.Add(new("receivers", "too_many", AlertRule.MostReceivers.ToString(CultureInfo.InvariantCulture)));
        faults.AddRange(order.Receivers.Index().Where(one => !Preferences.Languages.Contains(one.Item.Language, StringComparer.Ordinal))
            .Select(one => new Fault(string.Create(CultureInfo.InvariantCulture, $"receivers[{one.Index}].language"), "unknown_language", one.Item.Language)));
        return faults;
    }

    private static string Describe(AlertRule rule) => JsonSerializer.Serialize(new
    {
        rule = rule.Id == 0 ? (long?)null : rule.Id,
        on = rule.On.Word,
        threshold = rule.ThresholdMicros / 1_000_000m,
        days = rule.Days,
        is_active = rule.IsActive,
        receivers = rule.Receivers.Select(receiver => new { to = Recipient.FromStored(receiver.Recipient).ToString(), language = receiver.Language }),
    });
}
