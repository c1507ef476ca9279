using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Alerts;

/// <summary>Which alerts of an account are asked for. What is null does not filter.</summary>
public sealed record AlertFilter
{
    /// <summary>At or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }
    public AlertOn? On { get; init; }

    /// <summary><see cref="AlertFate.Waiting"/>, <see cref="AlertFate.Unsent"/>, or a word that <see cref="StateWords.StatesOf"/> knows of its message.</summary>
    public string? Fate { get; init; }
}

/// <summary>An alert with its message's fate.</summary>
/// <param name="State">Of its message; null: it is none, <see cref="Alert.Fault"/> says why, or it has yet to become one.</param>
/// <param name="MessageFault">Why the message stands as it does.</param>
/// <param name="By">The account that tried it last.</param>
public sealed record AlertFate(Alert Alert, MessageState? State, string? MessageFault, Account? By)
{
    /// <summary>It has yet to become a message; it became none.</summary>
    public const string Waiting = "waiting", Unsent = "unsent";

    /// <summary>One of the two, or its message's state.</summary>
    public string Word => State?.Word ?? (Alert.Fault is null ? Waiting : Unsent);

    public string? Fault => Alert.Fault ?? MessageFault;
}

/// <param name="Next">Give it back for the next page; null: this was the last one.</param>
public sealed record AlertPage(IReadOnlyList<AlertFate> Alerts, long? Next);

/// <summary>An account's rules, and every alert with its fate, newest first.</summary>
public sealed class ReadAlerts(Catalogs catalogs, IDbContextFactory<RasanDb> stores)
{
    /// <returns>In order of creation; null: no such account.</returns>
    public async Task<IReadOnlyList<AlertRule>?> RulesAsync(Caller caller, long accountId, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is null) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.AlertRules.AsNoTracking().Include(rule => rule.Receivers).Where(rule => rule.AccountId == accountId).OrderBy(rule => rule.Id).ToListAsync(ct);
    }

    /// <param name="before">Of the page before; null: the newest.</param>
    /// <returns>Null: no such account.</returns>
    public async Task<AlertPage?> RunAsync(Caller caller, long accountId, AlertFilter filter, long? before, int many, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        var catalog = catalogs.Current;
        if (catalog.OwnAccount(caller, accountId) is null) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var matching = Matching(store, filter).Where(alert => alert.AccountId == accountId && (before == null || alert.Id < before));
        var alerts = await matching.OrderByDescending(alert => alert.Id).Take(many + 1).ToListAsync(ct);
        var ids = alerts.Select(alert => alert.MessageId).OfType<TrackingId>().ToList();
        var messages = await store.Messages.AsNoTracking().Where(message => ids.Contains(message.TrackingId))
            .Select(message => new { message.TrackingId, message.State, message.Fault, message.AccountId }).ToDictionaryAsync(message => message.TrackingId, ct);
        return new([.. alerts.Take(many).Select(Fate)], alerts.Count > many ? alerts[many - 1].Id : null);

        AlertFate Fate(Alert alert) => alert.MessageId is { } id && messages.TryGetValue(id, out var message)
            ? new(alert, message.State, message.Fault, message.AccountId is { } by ? catalog.Accounts.GetValueOrDefault(by) : null)
            : new(alert, null, null, null);
    }

    private static IQueryable<Alert> Matching(RasanDb store, AlertFilter filter)
    {
        var rows = store.Alerts.AsNoTracking();
        if (filter.From is { } from) rows = rows.Where(alert => alert.At >= from);
        if (filter.Until is { } until) rows = rows.Where(alert => alert.At < until);
        if (filter.On is { } on) rows = rows.Where(alert => alert.On == on);
        return filter.Fate switch
        {
            null => rows,
            AlertFate.Waiting => rows.Where(alert => alert.HandedAt == null),
            AlertFate.Unsent => rows.Where(alert => alert.Fault != null),
            var word => WithMessageIn(StateWords.StatesOf(word) ?? []),
        };

        IQueryable<Alert> WithMessageIn(IReadOnlyList<MessageState> states) =>
            rows.Where(alert => store.Messages.Any(message => message.TrackingId == alert.MessageId && states.Contains(message.State)));
    }
}
