using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>What was taken out of the house, and how much of it.</summary>
/// <param name="Action">One of the words below.</param>
/// <param name="Subject">Which list: <c>messages</c>, <c>logs:operations</c>, <c>logs:api</c>, <c>accounts</c>, <c>account:7:alerts</c>, <c>routes</c>, <c>intents</c>.</param>
/// <param name="Filter">What it was filtered by; never a number or a text.</param>
/// <param name="Format"><c>csv</c> or <c>xlsx</c>.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="IsWhole">Written to the end, and not cut on the way.</param>
public sealed record ExportRecord(string Action, string Subject, IReadOnlyDictionary<string, string> Filter, string Format, long Rows, bool IsWhole)
{
    public const string MessagesAction = "messages.export", LogsAction = "logs.export", AccountsAction = "accounts.export", AlertsAction = "alerts.export",
        RoutesAction = "routes.export", IntentsAction = "intents.export";

    /// <summary>What a list shows to whom, its file does.</summary>
    internal Permissions Needed => Action switch
    {
        MessagesAction => Permissions.SeeMessages,
        LogsAction => Permissions.SeeLogs,
        AccountsAction or AlertsAction or RoutesAction or IntentsAction => Permissions.SeeAccounts,
        _ => throw new InvalidOperationException($"{Action} is no export."),
    };
}

/// <summary>Writes an export into the operation log, whether it came to its end or was cut.</summary>
public sealed class RecordExport(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    public async Task RunAsync(Caller caller, ExportRecord export, CancellationToken ct)
    {
        caller.Demand(export.Needed);
        await using var store = await stores.CreateDbContextAsync(ct);
        var what = JsonSerializer.Serialize(new { filter = export.Filter, format = export.Format, rows = export.Rows, whole = export.IsWhole });
        store.Record(Operation.Of(caller, clock.GetUtcNow(), export.Action, export.Subject, what));
        await store.SaveChangesAsync(ct);
    }
}
