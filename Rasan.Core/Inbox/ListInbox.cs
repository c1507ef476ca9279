using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Inbox;

/// <summary>Which inbound messages are asked for. What is null does not filter.</summary>
public sealed record InboxFilter
{
    /// <summary>At or after, by when we heard of it.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Our number, whole.</summary>
    public string? Line { get; init; }

    /// <summary>E.164, whole.</summary>
    public string? Sender { get; init; }
}

/// <param name="Next">Give it back for the next page; null: this was the last one.</param>
public sealed record InboxPage(IReadOnlyList<InboundRow> Rows, long? Next);

/// <summary>What came in on a service's lines, newest first.</summary>
public sealed class ListInbox(IDbContextFactory<RasanDb> stores)
{
    /// <param name="after">Where the page before ended; null: the first one.</param>
    public async Task<InboxPage> RunAsync(Caller caller, InboxFilter filter, long? after, int limit, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeMessages | Permissions.SeeTexts | Permissions.SeeNumbers);
        await using var store = await stores.CreateDbContextAsync(ct);
        var tenantId = caller.Tenant?.Id;
        var rows = store.Inbox.AsNoTracking().Where(row => row.ServiceId == caller.Service.Id);
        if (tenantId is not null) rows = rows.Where(row => store.Accounts.Any(account => account.Id == row.AccountId && account.TenantId == tenantId));
        if (after is { } last) rows = rows.Where(row => row.Id < last);
        if (filter.From is { } from) rows = rows.Where(row => row.ReceivedAt >= from);
        if (filter.Until is { } until) rows = rows.Where(row => row.ReceivedAt < until);
        if (filter.Line is { } line) rows = rows.Where(row => row.Line == line);
        if (filter.Sender is { } sender) rows = rows.Where(row => row.Sender == sender);
        var page = await rows.OrderByDescending(row => row.Id).Take(limit + 1).ToListAsync(ct);
        if (page.Count <= limit) return new(page, null);
        page.RemoveAt(limit);
        return new(page, page[^1].Id);
    }
}
