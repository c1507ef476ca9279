using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Newest first.</summary>
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
            var search => await PageAsync(store, caller, filter, search, after, limit, ct),
        };
    }

    private static async Task<MessagePage> PageAsync(RasanDb store, Caller caller, MessageFilter filter, MessageSearch? search, MessageCursor? after, int limit, CancellationToken ct)
    {
        var inSight = store.Messages.AsNoTracking().Where(InSight(caller, filter, after)).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);
        var filtered = filter.LooksAtRows || caller.Tenant is not null;
        var edge = filtered ? await EdgeAsync(inSight, ct) : null;
        var matching = (edge is { } end ? inSight.Where(DownTo(end)) : inSight).Matching(filter, caller, store);
        var rows = await (search is null ? matching.Take(limit + 1).ToListAsync(ct) : ReadThroughAsync(store, matching, search, limit + 1, ct));
        if (rows.Count <= limit) return new(rows, edge, edge?.CreatedAt);

        rows.RemoveAt(limit);
        var last = new MessageCursor(rows[^1].CreatedAt, rows[^1].Id);
        return new(rows, last, filtered ? last.CreatedAt : null);
    }

    /// <summary>What is too short for the index is looked for row by row; whole rows are read of those alone that bear it.</summary>
    private static async Task<List<Message>> ReadThroughAsync(RasanDb store, IQueryable<Message> rows, MessageSearch search, int many, CancellationToken ct)
    {
        var ids = new List<long>();
        await foreach (var row in rows.Select(m => new { m.Id, m.Kind, m.Recipient, m.Text, m.Reference }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (search.Matches(row.Kind, row.Recipient, row.Text, row.Reference)) ids.Add(row.Id);
            if (ids.Count == many) break;
        }

        return await store.Messages.WithIds(ids).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).ToListAsync(ct);
    }

    /// <summary>The last row this page may look at, found in the index alone; null: the end comes first.</summary>
    private static async Task<MessageCursor?> EdgeAsync(IQueryable<Message> inSight, CancellationToken ct) =>
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

    private static Expression<Func<Message, bool>> DownTo(MessageCursor last) =>
        m => m.CreatedAt >= last.CreatedAt && (m.CreatedAt > last.CreatedAt || m.Id >= last.Id);
}
