using System.Text.Json;
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

    private string? Stored => rooms.Catalog.Accounts.GetValueOrDefault(Account.Id) is { } stored ? ContentOf(stored) : null;

    protected override void OnParametersSet()
    {
        if (!IsDirty) Fill();   // what is typed stays while others change the account
    }

    private async Task SaveAsync()
    {
        if (IsOvertaken(Stored)) return;
        var form = Draft.ToForm(rooms.ProfileOf(Account)?.Settings ?? []);
        if (await DoAsync(() => change.RunAsync(Caller, Account.Id, provider: null, form, CancellationToken.None), Texts["Saved"]) is null) return;
        IsDirty = false;
        Basis.Take(Stored);
    }

    private void Undo()
    {
        IsDirty = false;
        Forget();
        Fill();
    }

    private void Fill()
    {
        Draft = AccountDraft.Of(Account, rooms.ProfileOf(Account));
        Basis.Take(ContentOf(Account));
    }

    private string ContentOf(Account account) => JsonSerializer.Serialize(AccountDraft.Of(account, rooms.ProfileOf(account))) + account.Settings;   // with the fields that are never shown
}
