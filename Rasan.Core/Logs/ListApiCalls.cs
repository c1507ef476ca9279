using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;

namespace Rasan.Core.Logs;

/// <summary>Which calls of the API are asked for. What is null does not filter.</summary>
public sealed record ApiCallFilter
{
    /// <summary>At or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }
    public string? Method { get; init; }

    /// <summary>The route template.</summary>
    public string? Route { get; init; }
    public StatusRange? Status { get; init; }

    /// <summary>The problem's code.</summary>
    public string? Code { get; init; }

    /// <summary>Ids of the tokens it came with.</summary>
    public IReadOnlyList<long>? Tokens { get; init; }
    public string? Address { get; init; }

    /// <summary>Took longer.</summary>
    public TimeSpan? SlowerThan { get; init; }
    public string? TraceId { get; init; }

    /// <summary>Whether rows must be read to tell which ones match.</summary>
    internal bool LooksAtRows => (Method ?? Route ?? Code ?? Address ?? TraceId) is not null || Status is not null || Tokens is not null || SlowerThan is not null;
}

/// <summary>One status, or a class of them: <c>404</c>, <c>4xx</c>.</summary>
public readonly record struct StatusRange(int First, int Last)
{
    public static bool TryParse(string text, out StatusRange range)
    {
        range = default;
        if (text is [>= '1' and <= '5' and var kind, 'x' or 'X', 'x' or 'X'])
        {
            var first = (kind - '0') * 100;
            range = new(first, first + 99);
            return true;
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 599) return false;
        range = new(status, status);
        return true;
    }

    public override string ToString() =>
        First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First / 100}xx");
}

/// <summary>Calls of the API that came for a service, page by page; for those who see the system, calls that came for none as well.</summary>
public sealed class ListApiCalls(IDbContextFactory<LogsDb> logs)
{
    public async Task<LogPage<ApiCall>> RunAsync(Caller caller, ApiCallFilter filter, LogTurn turn, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeLogs);
        await using var log = await logs.CreateDbContextAsync(ct);
        return await LogPages.ReadAsync(log.ApiCalls, caller, (filter.From, filter.Until), turn, filter.LooksAtRows ? rows => Matching(rows, filter) : null, ct);
    }

    private static IQueryable<ApiCall> Matching(IQueryable<ApiCall> rows, ApiCallFilter filter)
    {
        if (filter.Method is { } method) rows = rows.Where(c => c.Method == method);
        if (filter.Route is { } route) rows = rows.Where(c => c.Route == route);
        if (filter.Status is { } status) rows = rows.Where(c => c.Status >= status.First && c.Status <= status.Last);
        if (filter.Code is { } code) rows = rows.Where(c => c.Code == code);
        if (filter.Tokens is { } tokens) rows = rows.Where(c => c.TokenId != null && tokens.Contains(c.TokenId.Value));
        if (filter.Address is { } address) rows = rows.Where(c => c.Address == address || c.Address == LogAddress.Mapped + address);
        if (filter.SlowerThan is { } longest) rows = rows.Where(c => c.Microseconds > (long)longest.TotalMicroseconds);
        if (filter.TraceId is { } trace) rows = rows.Where(c => c.TraceId == trace);
        return rows;
    }
}
