using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;

namespace Rasan.Core.Search;

/// <summary>
/// What was found by text or number and is newer than a message, the nearest first. The index answers from the newest down: it is asked
/// for windows of ids that begin behind the message and grow, and narrow again where one holds too much.
/// </summary>
internal sealed class NewerPages(SearchReading reading)
{
    private const int FirstWindow = 256, LargestLook = 2_048;

    internal async Task<MessagePage> RunAsync(SearchOrder order, MessageCursor than, int limit, CancellationToken ct)
    {
        var newest = await order.Store.Messages.MaxAsync(m => (long?)m.Id, ct) ?? 0;
        var (found, above, width, left) = (new List<Message>(), than.Id, (long)FirstWindow, ListMessages.RowsPerPage);
        while (found.Count <= limit && above < newest && left > 0)
        {
            ct.ThrowIfCancellationRequested();
            var below = Math.Min(above + width, newest) + 1;
            var (hits, looked) = Look(order, above, below);
            left -= looked;
            if (hits is null)
            {
                width = Math.Max(FirstWindow, width / 16);
                continue;
            }

            if (hits.Count > 0) found.AddRange(await ReadAsync(order, hits, limit + 1 - found.Count, ct));
            (above, width) = (below - 1, width * 2);
        }

        var isWhole = found.Count <= limit && above >= newest;
        if (found.Count > limit) found.RemoveRange(limit, found.Count - limit);
        if (isWhole) return new(found, null, null);
        var last = found is [.., var row] ? new(row.CreatedAt, row.Id) : new MessageCursor(than.CreatedAt, above);
        return new(found, last, last.CreatedAt);
    }

    /// <returns>No hits: the window holds more than one look takes, and a narrower one does not.</returns>
    private (List<long>? Hits, int Looked) Look(SearchOrder order, long above, long below)
    {
        var (hits, looked, isNarrow) = (new List<long>(), 0, below - above <= LargestLook);
        while (true)
        {
            var step = reading.Look(order.Search, order.Caller.Service.Id, above, below, LargestLook);
            hits.AddRange(step.Hits.Select(hit => hit.Id));
            (looked, below) = (looked + step.Looked, step.Below);
            if (step.AtEnd) return (hits, looked);
            if (looked >= LargestLook && !isNarrow) return (null, looked);
        }
    }

    private static Task<List<Message>> ReadAsync(SearchOrder order, List<long> ids, int many, CancellationToken ct)
    {
        var (from, until) = (order.Filter.From ?? DateTimeOffset.UnixEpoch, order.Filter.Until ?? DateTimeOffset.MaxValue);
        return order.Store.Messages.WithIds(ids).Where(m => m.CreatedAt >= from && m.CreatedAt < until)
            .Matching(order.Filter, order.Caller, order.Store).OrderBy(m => m.Id).Take(many).ToListAsync(ct);
    }
}
