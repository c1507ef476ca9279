using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>The routes of a service, an account a row, and its intents as files.</summary>
internal sealed class RoutingExport(ListRoutes routes, ListIntents intents, Catalogs catalogs, ExportAnswer answer)
{
    public Task RoutesAsync(HttpResponse response, ExportOrder order, CancellationToken ct) =>
        answer.WriteAsync(response, order, TablesFor(order).Routes(), routes.Run(order.Caller).SelectMany(RuleStep.Of).ToAsyncEnumerable(), order.Taken(ExportRecord.RoutesAction, "routes"), ct);

    public async Task IntentsAsync(HttpResponse response, ExportOrder order, CancellationToken ct)
    {
        var found = await intents.RunAsync(order.Caller, ct);   // before the first byte
        await answer.WriteAsync(response, order, TablesFor(order).Intents(), KnownIntent.Of(found).ToAsyncEnumerable(), order.Taken(ExportRecord.IntentsAction, "intents"), ct);
    }

    private RoutingTables TablesFor(ExportOrder order) => new(catalogs.Current, order.Reader);
}
