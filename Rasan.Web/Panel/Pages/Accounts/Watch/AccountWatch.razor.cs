using Microsoft.AspNetCore.Components;

namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>How one account stands, how it stood, and of what on it whom is told.</summary>
public sealed partial class AccountWatch : ComponentBase
{
    private int _version;

    [Parameter, EditorRequired] public long AccountId { get; set; }

    private void Again() => _version++;
}
