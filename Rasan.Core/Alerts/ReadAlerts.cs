using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Alerts;

/// <summary>An alert with its message's fate.</summary>
/// <param name="State">Of its message; null: it is none, <see cref="Alert.Fault"/> says why, or it has yet to become one.</param>
/// <param name="MessageFault">Why the message stands as it does.</param>
/// <param name="By">The account that tried it last.</param>
public sealed record AlertFate(Alert Alert, MessageState? State, string? MessageFault, Account? By);

/// <param name="Next">Give it back for the next page; null: this was the last one.</param>
public sealed record AlertPage(IReadOnlyList<AlertRule> Rules, IReadOnlyList<AlertFate> Alerts, long? Next);

/// <summary>An account's rules, and every alert with its fate, newest first.</summary>
public sealed class ReadAlerts(Catalogs catalogs, IDbContextFactory<RasanDb> stores)
{
    /// <param name="before">Of the page before; null: the newest.</param>
    /// <returns>Null: no such account.</returns>
    public async Task<AlertPage?> RunAsync(Caller caller, long accountId, long? before, int many, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        var catalog = catalogs.Current;
        if (catalog.OwnAccount(caller, accountId) is null) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var rules = await store.AlertRules.AsNoTracking().Include(rule => rule.Receivers).Where(rule => rule.AccountId == accountId).OrderBy(rule => rule.Id).ToListAsync(ct);
        var alerts = await store.Alerts.AsNoTracking().Where(alert => alert.AccountId == accountId && (before == null || alert.Id < before)).OrderByDescending(alert => alert.Id).Take(many + 1).ToListAsync(ct);
        var ids = alerts.Select(alert => alert.MessageId).OfType<TrackingId>().ToList();
        var messages = await store.Messages.AsNoTracking().Where(message => ids.Contains(message.TrackingId))
            .Select(message => new { message.TrackingId, message.State, message.Fault, message.AccountId }).ToDictionaryAsync(message => message.TrackingId, ct);
        return new(rules, [.. alerts.Take(many).Select(Fate)], alerts.Count > many ? alerts[many - 1].Id : null);

        AlertFate Fate(Alert alert) => alert.MessageId is { } id && messages.TryGetValue(id, out var message)
            ? new(alert, message.State, message.Fault, message.AccountId is { } by ? catalog.Accounts.GetValueOrDefault(by) : null)
            : new(alert, null, null, null);
    }
}
