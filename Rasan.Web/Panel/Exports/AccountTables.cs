using System.Globalization;
using Rasan.Core.Alerts;
using Rasan.Core.Services;
using Rasan.Web.Panel.Pages.Accounts;

namespace Rasan.Web.Panel.Exports;

/// <summary>Accounts and their alerts as files show them: a mobile masked for who may not see numbers.</summary>
internal sealed class AccountTables(Caller caller, CultureInfo reader)
{
    private readonly ExportTexts Texts = new(reader);

    public ExportTable<AccountRow> Accounts(Catalog catalog) => new(
    [
        new(Texts["AccountId"], a => a.Account.Id),
        new(Texts["Name"], a => a.Account.Name),
        new(Texts["Provider"], a => a.Account.Provider),
        new(Texts["Shared"], a => a.Standing.IsShared),
        new(Texts["Tenant"], a => a.Account.TenantId is { } tenant ? catalog.TenantKeys.GetValueOrDefault(tenant) : null),
        new(Texts["State"], a => a.State),
        new(Texts["Fault"], a => a.Standing.PauseReason ?? a.Standing.Fault),
        new(Texts["PausedUntil"], a => a.Standing.PausedUntil),
        new(Texts["Balance"], a => a.Standing.Balance?.Amount),
        new(Texts["Currency"], a => a.Standing.Balance?.Currency),
        new(Texts["DaysLeft"], a => (decimal?)a.Standing.BalanceDays),
        new(Texts["Ends"], a => a.Standing.ExpiresAt),
        new(Texts["UsableKeys"], a => a.UsableKeys),
        new(Texts["Keys"], a => a.SeesInside ? (int?)a.Account.Keys.Count : null),
        new(Texts["ActiveLines"], a => a.ActiveLines),
        new(Texts["Lines"], a => a.Account.Lines.Count),
    ]);

    public ExportTable<AlertFate> Alerts() => new(
    [
        new(Texts["At"], a => (DateTimeOffset?)a.Alert.At),
        new(Texts["Alert"], a => a.Alert.On.Word),
        new(Texts["Repeat"], a => a.Alert.IsRepeat),
        new(Texts["Recipient"], a => caller.ShownNumber(a.Alert.Recipient)),
        new(Texts["Language"], a => a.Alert.Language),
        new(Texts["Text"], a => a.Alert.Text),
        new(Texts["State"], a => a.Word),
        new(Texts["Fault"], a => a.Fault),
        new(Texts["Account"], a => a.By?.Name),
        new(Texts["TrackingId"], a => a.Alert.MessageId?.ToString()),
    ]);
}
