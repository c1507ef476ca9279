using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>The message list as a file.</summary>
internal sealed class MessagesExport(ListMessages list, Catalogs catalogs, ExportAnswer answer)
{
    public Task RunAsync(HttpResponse response, ExportOrder order, MessageFilter filter, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.SeeMessages);   // before the first byte
        var table = new MessageTable(order.Caller, catalogs.Current, order.Reader).Table();
        return answer.WriteAsync(response, order, table, list.AllAsync(order.Caller, filter, ct), order.Taken(ExportRecord.MessagesAction, "messages", FilterWords.Of(filter)), ct);
    }
}
