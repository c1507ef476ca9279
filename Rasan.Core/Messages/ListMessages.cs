using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Which messages are asked for. What is null or empty does not filter.</summary>
public sealed record MessageFilter
{
    public IReadOnlyList<MessageState> States { get; init; } = [];
    public string? Channel { get; init; }

    /// <summary>Ids of the accounts that tried last.</summary>
    public IReadOnlyList<long>? Accounts { get; init; }

    /// <summary>The sender number, asked for or used.</summary>
    public string? Line { get; init; }
    public long? TemplateId { get; init; }
    public string? Intent { get; init; }
    public string? Tag { get; init; }
    public string? Reference { get; init; }

    /// <summary>Accepted at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether rows must be read to tell which ones match: times alone are found in the index.</summary>
    internal bool LooksAtRows =>
        States.Count > 0 || TemplateId is not null || Accounts is not null || (Channel ?? Line ?? Intent ?? Tag ?? Reference) is not null;
}

/// <summary>The last row a page has looked at. Opaque outside.</summary>
public readonly record struct MessageCursor(DateTimeOffset CreatedAt, long Id)
{
    public override string ToString() => CursorText.Write(CreatedAt, Id);

    public static bool TryParse(string text, out MessageCursor cursor)
    {
        var isGood = CursorText.TryRead(text, out var createdAt, out var id);
        cursor = new(createdAt, id);
        return isGood;
    }
}

/// <summary>Newest first.</summary>
/// <param name="Next">Where the next page begins; null: this was the last one.</param>
/// <param name="SearchedUntil">How far back a filtered page has looked; null: to the end.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, MessageCursor? Next, DateTimeOffset? SearchedUntil);

/// <summary>A service's messages, page by page. Never an offset: the page a million rows down costs what the first one costs.</summary>
public sealed class ListMessages(IDbContextFactory<RasanDb> stores)
{
    /// <summary>Rows that one filtered page looks at: a rare filter answers early and says where to go on.</summary>
    public const int RowsPerPage = 20_000;

    public async Task<MessagePage> RunAsync(Caller caller, MessageFilter filter, MessageCursor? after, int limit, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeMessages);
        await using var store = await stores.CreateDbContextAsync(ct);
        var inSight = store.Messages.AsNoTracking().Where(InSight(caller, filter, after)).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);
        var filtered = filter.LooksAtRows || caller.Tenant is not null;
        var edge = filtered ? await EdgeAsync(inSight, ct) : null;
        var rows = await Matching(store, inSight, caller, filter, edge).Take(limit + 1).ToListAsync(ct);
        if (rows.Count <= limit) return new(rows, edge, edge?.CreatedAt);

        rows.RemoveAt(limit);
        var last = new MessageCursor(rows[^1].CreatedAt, rows[^1].Id);
        return new(rows, last, filtered ? last.CreatedAt : null);
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

    private static IQueryable<Message> Matching(RasanDb store, IQueryable<Message> rows, Caller caller, MessageFilter filter, MessageCursor? edge)
    {
        if (edge is { } last) rows = rows.Where(m => m.CreatedAt >= last.CreatedAt && (m.CreatedAt > last.CreatedAt || m.Id >= last.Id));
        if (caller.Tenant is { } tenant) rows = rows.Where(m => m.TenantId == tenant.Id);
        if (filter.States.Count > 0) rows = rows.Where(m => filter.States.Contains(m.State));
        if (filter.Channel is { } channel) rows = rows.Where(m => m.Channel == channel);
        if (filter.Accounts is { } accounts) rows = rows.Where(m => m.AccountId != null && accounts.Contains(m.AccountId.Value));
        if (filter.TemplateId is { } template) rows = rows.Where(m => m.TemplateId == template);
        if (filter.Intent is { } intent) rows = rows.Where(m => m.Intent == intent);
        if (filter.Reference is { } reference) rows = rows.Where(m => m.Reference == reference);
        if (filter.Tag is { } tag) rows = rows.Where(m => m.Tags != null && m.Tags.Contains("|" + tag + "|"));
        if (filter.Line is { } line)
            rows = rows.Where(m => m.Line == line || (m.LineId != null && store.Lines.Any(l => l.Id == m.LineId && l.Number == line)));
        return rows;
    }
}
