using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>What an account is like, in its provider's own form.</summary>
public sealed partial class AccountSheet(ChangeAccount change, AccountRooms rooms) : AccountSection
{
    [Parameter, EditorRequired] public Account Account { get; set; } = null!;

    private AccountDraft Draft { get; set; } = new();
    private bool IsDirty { get; set; }

    protected override void OnParametersSet()
    {
        if (!IsDirty) Draft = AccountDraft.Of(Account, rooms.ProfileOf(Account));   // what is typed stays while others change the account
    }

    private async Task SaveAsync()
    {
        var form = Draft.ToForm(rooms.ProfileOf(Account)?.Settings ?? []);
        if (await DoAsync(() => change.RunAsync(Caller, Account.Id, provider: null, form, CancellationToken.None), Texts["Saved"]) is not null) IsDirty = false;
    }

    private void Undo()
    {
        IsDirty = false;
        Forget();
        Draft = AccountDraft.Of(Account, rooms.ProfileOf(Account));
    }
}
