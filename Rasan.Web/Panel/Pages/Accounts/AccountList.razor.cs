using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>The accounts a service sends with; the address says which, and in what order.</summary>
public sealed partial class AccountList(ListAccounts list, ServiceBoard board, Core.Channels.Providers providers, NavigationManager navigation) : AddressedPage(navigation)
{
    private static readonly string[] Usual = ["provider", "state", "balance", "days", "keys", "lines"];

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    private ListQuestion Question { get; set; } = ListQuestion.Of("");
    private IReadOnlyList<AccountRow>? All { get; set; }

    /// <summary>Null: still being read.</summary>
    private IReadOnlyList<AccountRow>? Rows => All is null ? null : AccountRow.Asked(All, Question);
    private bool IsUnavailable { get; set; }
    private string Text { get; set; } = "";
    private string Provider { get; set; } = "";
    private string State { get; set; } = "";
    private string Order { get; set; } = "";

    protected override string OwnPath => Addresses.Accounts(Caller.Service);

    protected override Task LookAsync(string query)
    {
        Question = ListQuestion.Of(query);
        (Text, Provider, State) = (Question.Value("q"), Question.Value("provider"), Question.Value("state"));
        Order = AccountRow.Sorts.Contains(Question.Value(ListQuestion.Sort), StringComparer.Ordinal) ? Question.Value(ListQuestion.Sort) : AccountRow.Sorts[0];
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        try
        {
            var standings = (await board.AccountsAsync(Caller, Gone)).ToDictionary(standing => standing.Id);
            (All, IsUnavailable) = ([.. list.Run(Caller).Where(account => standings.ContainsKey(account.Id)).Select(account => new AccountRow(account, standings[account.Id]))], false);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            All = null;   // nobody looks any more
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }

    private void Apply() => Navigation.NavigateTo(OwnPath + Question.With([("q", Text.Trim()), ("provider", Provider), ("state", State), (ListQuestion.Sort, Order == AccountRow.Sorts[0] ? null : Order)]));

    private void Pick(IReadOnlyList<string> columns) =>
        Navigation.NavigateTo(OwnPath + Question.With([(ListQuestion.ColumnsName, string.Join(',', columns))]), replace: true);

    private bool Has(string column) => (Question.Columns ?? Usual).Contains(column, StringComparer.Ordinal);

    private string NameOf(string provider) => providers.Find(provider)?.Profile.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? provider;
}
