using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>The accounts a service sends with; the address says which, and in what order. They are few: there is one page of them.</summary>
public sealed partial class AccountList(
    AccountRows rows, Catalogs catalogs, Core.Channels.Providers providers, IStringLocalizer<AccountTexts> texts, TimeProvider clock, NavigationManager navigation) : AddressedList<AccountRow>(navigation)
{
    private static readonly string[] Usual = ["provider", "state", "balance", "days", "keys", "lines"];
    private static readonly string[] MoreNames = ["owner", "balance_below", "days_below", "expires_before"];
    private static readonly string[] SayingFaults = ["balance_below", "days_below", "expires_before"];

    [Parameter] public string ServiceKey { get; set; } = "";

    protected override string OwnPath => Addresses.Accounts(Caller.Service);
    protected override IReadOnlyList<string> UsualColumns => Usual;
    protected override object Basis => catalogs.Current.Revision;

    private IEnumerable<(string, string)> ProviderNames =>
        catalogs.Current.Accounts.Values.Where(Caller.MaySee).Select(account => account.Provider).Distinct(StringComparer.Ordinal).Select(key => (key, NameOf(key))).OrderBy(choice => choice.Item2, StringComparer.CurrentCulture);

    private IEnumerable<(string, string)> States => AccountRow.States.Select(state => (state, texts[$"State.{state}"].Value));

    private IEnumerable<(string, string)> Owners => [(AccountFilter.OfService, texts["OfService"]), (AccountFilter.OfSystem, texts["Shared"])];

    private IEnumerable<(string, string)> Orders => AccountFilter.Sorts.Select((sort, place) => (place == 0 ? "" : sort, texts[$"Sort.{sort}"].Value));

    protected override async Task<ListAnswer<AccountRow>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var check = new Check(clock.GetUtcNow());
        return AccountFilter.Read(question.Read(AccountFilter.Names, check), check) is { } filter ? new(await rows.ReadAsync(Caller, filter, ct)) : new(check.Faults!);
    }

    private string NameOf(string provider) => providers.Find(provider)?.Profile.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? provider;
}
