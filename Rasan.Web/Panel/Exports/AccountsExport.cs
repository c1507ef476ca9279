using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Web.Panel.Pages.Accounts;

namespace Rasan.Web.Panel.Exports;

/// <summary>The accounts, and the alerts of one of them, as files.</summary>
internal sealed class AccountsExport(AccountRows rows, ReadAlerts alerts, Catalogs catalogs, ExportAnswer answer)
{
    public async Task AccountsAsync(HttpResponse response, ExportOrder order, AccountFilter filter, CancellationToken ct)
    {
        var found = await rows.ReadAsync(order.Caller, filter, ct);   // all of them fit in memory; before the first byte
        var table = new AccountTables(order.Caller, order.Reader).Accounts(catalogs.Current);
        await answer.WriteAsync(response, order, table, found.ToAsyncEnumerable(), order.Taken(ExportRecord.AccountsAction, "accounts", FilterWords.Of(filter)), ct);
    }

    public Task AlertsAsync(HttpResponse response, ExportOrder order, long account, AlertFilter filter, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.SeeAccounts);
        var table = new AccountTables(order.Caller, order.Reader).Alerts();
        return answer.WriteAsync(
            response, order, table, alerts.AllAsync(order.Caller, account, filter, ct), order.Taken(ExportRecord.AlertsAction, Account.InLog(account) + ":alerts", FilterWords.Of(filter)), ct);
    }
}
