using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Newest first; towards the newest the nearest first.</summary>
/// <param name="Next">Where the next page begins; null: this was the last one.</param>
/// <param name="SearchedUntil">How far back a filtered page has looked; null: to the end.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, MessageCursor? Next, DateTimeOffset? SearchedUntil);

/// <summary>A service's messages, page by page. Never an offset: the page a million rows down costs what the first one costs.</summary>
public sealed class ListMessages(IDbContextFactory<RasanDb> stores, SearchPages searches)
{
    /// <summary>Rows that one filtered page looks at: a rare filter answers early and says where to go on.</summary>
    public const int RowsPerPage = 20_000;

    /// <exception cref="ForbiddenException">Also where a text, or the beginning of a number, is asked for by somebody who may not see it.</exception>
    public async Task<MessagePage> RunAsync(Caller caller, MessageFilter filter, MessageCursor? after, int limit, CancellationToken ct)
    {
        caller.Demand(filter.Needs);
        await using var store = await stores.CreateDbContextAsync(ct);
        return MessageSearch.Of(filter) switch
        {
            { IsIndexed: true } search => await searches.RunAsync(new(store, caller, filter, search), after, limit, ct),
            var search => await PageAsync(new(store, caller, filter, search), InSight(caller, filter, after), isNewer: false, limit, ct),
        };
    }

    /// <summary>The other way: what came after a message, the nearest first. Looks at as many rows as a page does.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public async Task<MessagePage> NewerAsync(Caller caller, MessageFilter filter, MessageCursor than, int limit, CancellationToken ct)
    {
        caller.Demand(filter.Needs);
        await using var store = await stores.CreateDbContextAsync(ct);
        return MessageSearch.Of(filter) switch
        {
            { IsIndexed: true } search => await searches.Newer.RunAsync(new(store, caller, filter, search), than, limit, ct),
            var search => await PageAsync(new(store, caller, filter, search), NewerInSight(caller, filter, than), isNewer: true, limit, ct),
        };
    }

    private static async Task<MessagePage> PageAsync(PageOrder order, Expression<Func<Message, bool>> sight, bool isNewer, int limit, CancellationToken ct)
    {
        var (store, caller, filter, search) = order;
        var inSight = InOrder(store.Messages.AsNoTracking().Where(sight), isNewer);
        var filtered = filter.LooksAtRows || caller.Tenant is not null;
        var edge = filtered ? await EdgeAsync(inSight, ct) : null;
        var matching = (edge is { } end ? inSight.Where(isNewer ? UpTo(end) : DownTo(end)) : inSight).Matching(filter, caller, store);
        var rows = await (search is null ? matching.Take(limit + 1).ToListAsync(ct) : ReadThroughAsync(store, matching, search, isNewer, limit + 1, ct));
        if (rows.Count <= limit) return new(rows, edge, edge?.CreatedAt);

        rows.RemoveAt(limit);
        var last = new MessageCursor(rows[^1].CreatedAt, rows[^1].Id);
        return new(rows, last, filtered ? last.CreatedAt : null);
    }

    /// <summary>What is too short for the index is looked for row by row; whole rows are read of those alone that bear it.</summary>
    private static async Task<List<Message>> ReadThroughAsync(RasanDb store, IQueryable<Message> rows, MessageSearch search, bool isNewer, int many, CancellationToken ct)
    {
        var ids = new List<long>();
        await foreach (var row in rows.Select(m => new { m.Id, m.Kind, m.Recipient, m.Text, m.Reference }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (search.Matches(row.Kind, row.Recipient, row.Text, row.Reference)) ids.Add(row.Id);
            if (ids.Count == many) break;
        }

        return await InOrder(store.Messages.WithIds(ids), isNewer).ToListAsync(ct);
    }

    /// <summary>The last row this page may look at, found in the index alone; null: the end comes first.</summary>
    private static async Task<MessageCursor?> EdgeAsync(IOrderedQueryable<Message> inSight, CancellationToken ct) =>
        await inSight.Skip(RowsPerPage - 1).Select(m => new { m.CreatedAt, m.Id }).FirstOrDefaultAsync(ct) is { } row ? new(row.CreatedAt, row.Id) : null;

    private static Expression<Func<Message, bool>> InSight(Caller caller, MessageFilter filter, MessageCursor? after)
    {
        var service = caller.Service.Id;
        var from = filter.From ?? DateTimeOffset.UnixEpoch;
        var (before, id) = after is { } cursor ? (cursor.CreatedAt, cursor.Id) : (DateTimeOffset.MaxValue, long.MaxValue);
        var until = filter.Until ?? DateTimeOffset.MaxValue;

        // the row comparison spelt out; its first half alone gives the index its range
        return m => m.ServiceId == service && m.CreatedAt >= from && m.CreatedAt < until && m.CreatedAt <= before && (m.CreatedAt < before || m.Id < id);
    }

    private static Expression<Func<Message, bool>> NewerInSight(Caller caller, MessageFilter filter, MessageCursor than)
    {
        var service = caller.Service.Id;
        var from = filter.From ?? DateTimeOffset.UnixEpoch;
        var (after, id) = (than.CreatedAt, than.Id);
        var until = filter.Until ?? DateTimeOffset.MaxValue;
        return m => m.ServiceId == service && m.CreatedAt >= from && m.CreatedAt < until && m.CreatedAt >= after && (m.CreatedAt > after || m.Id > id);
    }

    private static Expression<Func<Message, bool>> DownTo(MessageCursor last) =>
        m => m.CreatedAt >= last.CreatedAt && (m.CreatedAt > last.CreatedAt || m.Id >= last.Id);

    private static Expression<Func<Message, bool>> UpTo(MessageCursor last) =>
        m => m.CreatedAt <= last.CreatedAt && (m.CreatedAt < last.CreatedAt || m.Id <= last.Id);

    private static IOrderedQueryable<Message> InOrder(IQueryable<Message> rows, bool isNewer) =>
        isNewer ? rows.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id) : rows.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);

    private sealed record PageOrder(RasanDb Store, Caller Caller, MessageFilter Filter, MessageSearch? Search);
}
