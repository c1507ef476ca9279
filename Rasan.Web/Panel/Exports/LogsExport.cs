using System.Runtime.CompilerServices;
using Rasan.Core.Logs;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>Both logs as files.</summary>
internal sealed class LogsExport(ListOperations operations, ListApiCalls calls, ActorNames names, ExportAnswer answer)
{
    public Task OperationsAsync(HttpResponse response, ExportOrder order, OperationFilter filter, bool oldestFirst, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.SeeLogs);   // before the first byte
        var rows = NamedAsync(order.Caller, operations.PagesAsync(order.Caller, filter, oldestFirst, ct), row => row.Actor, ct);
        return answer.WriteAsync(response, order, new LogTables(order.Reader).Operations(), rows, order.Taken(ExportRecord.LogsAction, "logs:operations", FilterWords.Of(filter)), ct);
    }

    public Task ApiCallsAsync(HttpResponse response, ExportOrder order, ApiCallFilter filter, bool oldestFirst, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.SeeLogs);
        var rows = NamedAsync(order.Caller, calls.PagesAsync(order.Caller, filter, oldestFirst, ct), LogTables.TokenOf, ct);
        return answer.WriteAsync(response, order, new LogTables(order.Reader).ApiCalls(), rows, order.Taken(ExportRecord.LogsAction, "logs:api", FilterWords.Of(filter)), ct);
    }

    private async IAsyncEnumerable<Named<T>> NamedAsync<T>(
        Caller caller, IAsyncEnumerable<IReadOnlyList<T>> pages, Func<T, string?> actorOf, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in pages.WithCancellation(ct))
        {
            var called = await names.RunAsync(caller, page.Select(actorOf).OfType<string>(), ct);
            foreach (var row in page) yield return new(row, called);
        }
    }
}
