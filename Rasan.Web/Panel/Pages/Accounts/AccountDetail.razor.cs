using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>One account: how it stands, and for those who may, everything it is made of.</summary>
public sealed partial class AccountDetail(ListAccounts list, ServiceBoard board) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Parameter] public string ServiceKey { get; set; } = "";
    [Parameter] public long AccountId { get; set; }
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Null: there is none of that number for this reader.</summary>
    private Account? Account { get; set; }

    /// <summary>Null: not read yet, or it can't be.</summary>
    private BoardAccount? Standing { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // again with every change of the configuration: the gate hands the page its parameters anew
    protected override async Task OnParametersSetAsync()
    {
        Account = list.Find(Caller, AccountId);
        if (Account is null)
        {
            Http?.AnswerAtStart(StatusCodes.Status404NotFound);
            return;
        }

        try
        {
            Standing = (await board.AccountsAsync(Caller, _gone.Token)).FirstOrDefault(standing => standing.Id == AccountId);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            Standing = null;   // nobody looks any more
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            Standing = null;
        }
    }
}
