using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>Which operations are asked for. What is null does not filter.</summary>
public sealed record OperationFilter
{
    /// <summary>At or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }
    public string? Actor { get; init; }
    public string? Action { get; init; }
    public string? Subject { get; init; }
    public string? Address { get; init; }

    /// <summary>Part of what was there before or after.</summary>
    public string? Text { get; init; }

    /// <summary>Whether rows must be read to tell which ones match.</summary>
    internal bool LooksAtRows => (Actor ?? Action ?? Subject ?? Address ?? Text) is not null;
}

/// <summary>Who changed what in a service, page by page; for those who see the system, what belongs to no service as well.</summary>
public sealed class ListOperations(IDbContextFactory<RasanDb> stores)
{
    public async Task<LogPage<Operation>> RunAsync(Caller caller, OperationFilter filter, LogTurn turn, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeLogs);
        await using var store = await stores.CreateDbContextAsync(ct);
        return await LogPages.ReadAsync(store.Operations, caller, (filter.From, filter.Until), turn, filter.LooksAtRows ? rows => Matching(rows, filter) : null, ct);
    }

    private static IQueryable<Operation> Matching(IQueryable<Operation> rows, OperationFilter filter)
    {
        if (filter.Actor is { } actor) rows = rows.Where(o => o.Actor == actor);
        if (filter.Action is { } action) rows = rows.Where(o => o.Action == action);
        if (filter.Subject is { } subject) rows = rows.Where(o => o.Subject == subject);
        if (filter.Address is { } address) rows = rows.Where(o => o.Address == address || o.Address == LogAddress.Mapped + address);
        if (filter.Text is { } text)
        {
            var written = JavaScriptEncoder.Default.Encode(text);   // before and after are JSON, whose Persian is a number per letter
            rows = rows.Where(o => (o.Before != null && (o.Before.Contains(text) || o.Before.Contains(written))) || (o.After != null && (o.After.Contains(text) || o.After.Contains(written))));
        }
        return rows;
    }
}
