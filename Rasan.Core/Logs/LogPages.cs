using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>What rows of both logs have: whose they are, and when.</summary>
public interface ILogRow
{
    long Id { get; }
    DateTimeOffset At { get; }

    /// <summary>Null: the system's own.</summary>
    long? ServiceId { get; }
}

/// <summary>The last row a page of a log has looked at. Opaque outside.</summary>
public readonly record struct LogCursor(DateTimeOffset At, long Id)
{
    public override string ToString() => CursorText.Write(At, Id);

    public static bool TryParse(string text, out LogCursor cursor)
    {
        var isGood = CursorText.TryRead(text, out var at, out var id);
        cursor = new(at, id);
        return isGood;
    }
}

/// <summary>Which page of a log is asked for.</summary>
/// <param name="After">Where the page before ended; null: the first one.</param>
/// <param name="Limit">Rows at most.</param>
/// <param name="OldestFirst">Else the newest come first.</param>
public readonly record struct LogTurn(LogCursor? After, int Limit, bool OldestFirst = false);

/// <param name="Next">Where the next page begins; null: this was the last one.</param>
/// <param name="SearchedUntil">How far a filtered page has looked; null: to the end.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Rows, LogCursor? Next, DateTimeOffset? SearchedUntil);

/// <summary>Pages of a log by time and row id, under the rule of the message list: what is filtered is looked for in so many rows and no more.</summary>
internal static class LogPages
{
    /// <summary>Rows that one filtered page looks at.</summary>
    public const int RowsPerPage = 20_000;

    public static async Task<LogPage<T>> ReadAsync<T>(
        IQueryable<T> log, Caller caller, (DateTimeOffset? From, DateTimeOffset? Until) time, LogTurn turn, Func<IQueryable<T>, IQueryable<T>>? filter, CancellationToken ct)
        where T : class, ILogRow
    {
        var inSight = InSight(log, caller, time, turn);
        var edge = filter is null ? null : await EdgeAsync(inSight, ct);
        var wanted = filter is null ? inSight : filter(edge is { } last ? Within(inSight, last, turn.OldestFirst) : inSight);
        var rows = await Sorted(wanted, turn.OldestFirst).Take(turn.Limit + 1).ToListAsync(ct);
        if (rows.Count <= turn.Limit) return new(rows, edge, edge?.At);

        rows.RemoveAt(turn.Limit);
        var end = new LogCursor(rows[^1].At, rows[^1].Id);
        return new(rows, end, filter is null ? null : end.At);

        // found in the index alone
        async Task<LogCursor?> EdgeAsync(IQueryable<T> all, CancellationToken stopping) =>
            await Sorted(all, turn.OldestFirst).Skip(RowsPerPage - 1).Select(r => new { r.At, r.Id }).FirstOrDefaultAsync(stopping) is { } row ? new(row.At, row.Id) : null;
    }

    // Two ranges of the same index and not an OR: their rows come merged in order, so that neither is sorted.
    private static IQueryable<T> InSight<T>(IQueryable<T> log, Caller caller, (DateTimeOffset? From, DateTimeOffset? Until) time, LogTurn turn) where T : class, ILogRow
    {
        var service = caller.Service.Id;
        var own = Behind(log.AsNoTracking().Where(r => r.ServiceId == service), time, turn);
        return caller.May(Permissions.SeeSystem) ? own.Concat(Behind(log.AsNoTracking().Where(r => r.ServiceId == null), time, turn)) : own;
    }

    private static IQueryable<T> Behind<T>(IQueryable<T> rows, (DateTimeOffset? From, DateTimeOffset? Until) time, LogTurn turn) where T : class, ILogRow
    {
        var (from, until) = (time.From ?? DateTimeOffset.UnixEpoch, time.Until ?? DateTimeOffset.MaxValue);
        rows = rows.Where(r => r.At >= from && r.At < until);
        if (turn.After is not { At: var at, Id: var id }) return rows;

        // the row comparison spelt out; its first half alone gives the index its range
        return turn.OldestFirst ? rows.Where(r => r.At >= at && (r.At > at || r.Id > id)) : rows.Where(r => r.At <= at && (r.At < at || r.Id < id));
    }

    private static IQueryable<T> Within<T>(IQueryable<T> rows, LogCursor last, bool oldestFirst) where T : class, ILogRow => oldestFirst
        ? rows.Where(r => r.At <= last.At && (r.At < last.At || r.Id <= last.Id))
        : rows.Where(r => r.At >= last.At && (r.At > last.At || r.Id >= last.Id));

    private static IOrderedQueryable<T> Sorted<T>(IQueryable<T> rows, bool oldestFirst) where T : class, ILogRow =>
        oldestFirst ? rows.OrderBy(r => r.At).ThenBy(r => r.Id) : rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id);
}
