using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Search;

/// <summary>One question, and where its rows lie.</summary>
internal sealed record SearchOrder(RasanDb Store, Caller Caller, MessageFilter Filter, MessageSearch Search);

/// <summary>
/// A page of what was found by text or number, newest first by row: candidates come from the index, rows behind its watermark are
/// looked at, and what bears the text is held against everything else that was asked for.
/// </summary>
public sealed class SearchPages(SearchReading reading)
{
    private const int FirstLook = 64, LargestLook = 2_048;

    /// <summary>Rows are stored in the order of acceptance but for the moments they wait for the writer; nothing waits so long.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    /// <summary>The other way.</summary>
    internal NewerPages Newer { get; } = new(reading);

    internal async Task<MessagePage> RunAsync(SearchOrder order, MessageCursor? after, int limit, CancellationToken ct)
    {
        var (above, below) = await RangeAsync(order, ct);
        below = Math.Min(below, after?.Id ?? long.MaxValue);
        var (found, many, left, atEnd) = (new List<Message>(), FirstLook, ListMessages.RowsPerPage, false);
        var seenUntil = after?.CreatedAt ?? order.Filter.Until ?? DateTimeOffset.MaxValue;
        while (found.Count <= limit && left > 0 && !atEnd)
        {
            ct.ThrowIfCancellationRequested();
            var step = reading.Look(order.Search, order.Caller.Service.Id, above, below, Math.Min(many, left));
            (below, atEnd, left, many) = (step.Below, step.AtEnd, left - step.Looked, step.Looked == 0 ? many : Math.Min(many * 2, LargestLook));
            if (step.SeenUntil is { } seen) seenUntil = DateTimeOffset.FromUnixTimeMilliseconds(seen);
            if (IdsIn(order.Filter, step.Hits) is { Count: > 0 } ids) found.AddRange(await ReadAsync(order, ids, limit + 1 - found.Count, ct));
        }

        if (found.Count > limit)
        {
            found.RemoveRange(limit, found.Count - limit);
            return new(found, new(found[^1].CreatedAt, found[^1].Id), found[^1].CreatedAt);
        }

        return atEnd ? new(found, null, null) : new(found, new(seenUntil, below), seenUntil);
    }

    private static List<long> IdsIn(MessageFilter filter, List<SearchRow> hits)
    {
        var (from, until) = (filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue, filter.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        return [.. hits.Where(hit => hit.CreatedAt >= from && hit.CreatedAt < until).Select(hit => hit.Id)];
    }

    private static Task<List<Message>> ReadAsync(SearchOrder order, List<long> ids, int many, CancellationToken ct) =>
        order.Store.Messages.WithIds(ids)
            .Matching(order.Filter, order.Caller, order.Store).OrderByDescending(m => m.Id).Take(many).ToListAsync(ct);

    /// <returns>The row ids between which the times of the filter lie.</returns>
    private static async Task<(long Above, long Below)> RangeAsync(SearchOrder order, CancellationToken ct)
    {
        var (above, below) = (0L, long.MaxValue);
        var rows = order.Store.Messages.Where(m => m.ServiceId == order.Caller.Service.Id);
        if (order.Filter.From is { } from && from - DateTimeOffset.UnixEpoch > Disorder)
        {
            var surelyBefore = from - Disorder;
            above = await rows.Where(m => m.CreatedAt < surelyBefore).OrderByDescending(m => m.CreatedAt).Select(m => m.Id).FirstOrDefaultAsync(ct);
        }

        if (order.Filter.Until is { } until && DateTimeOffset.MaxValue - until > Disorder)
        {
            var surelyAfter = until + Disorder;
            below = await rows.Where(m => m.CreatedAt > surelyAfter).OrderBy(m => m.CreatedAt).Select(m => m.Id).FirstOrDefaultAsync(ct) is > 0 and var first ? first : below;
        }

        return (above, below);
    }
}
