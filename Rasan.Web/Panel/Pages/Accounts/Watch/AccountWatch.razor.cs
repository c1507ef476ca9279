using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>How one account stands, how it stood, and of what on it whom is told.</summary>
public sealed partial class AccountWatch(Catalogs catalogs) : ComponentBase
{
    private int _version;

    [Parameter] public string ServiceKey { get; set; } = "";
    [Parameter] public long AccountId { get; set; }
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Null: there is no such account, or it is not theirs.</summary>
    private string? Name { get; set; }

    protected override void OnParametersSet()
    {
        Name = ListAccounts.Find(catalogs.Current, Caller, AccountId)?.Name;
        if (Name is null) Http?.AnswerAtStart(StatusCodes.Status404NotFound);
    }

    private void Again() => _version++;
}
