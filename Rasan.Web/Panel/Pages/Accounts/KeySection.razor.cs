using Microsoft.AspNetCore.Components;
using Radzen;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>The keys of an account in the order they are used; a secret goes in and never comes out.</summary>
public sealed partial class KeySection(SaveKey save, RemoveKey remove, AccountRooms rooms) : AccountSection
{
    [Parameter, EditorRequired] public Account Account { get; set; } = null!;

    private IReadOnlyList<ProviderField> Fields => rooms.ProfileOf(Account)?.Credentials ?? [];
    private IReadOnlyList<Key> Keys => [.. Account.Keys.OrderBy(key => key.Position).ThenBy(key => key.Id)];
    private int FirstUsable => Keys.ToList().FindIndex(key => key.IsUsable);

    private bool IsOpen { get; set; }
    private bool IsDirty { get; set; }

    /// <summary>Null: a new one.</summary>
    private Key? Edited { get; set; }

    private string? Stored => rooms.Catalog.Accounts.GetValueOrDefault(Account.Id)?.Keys.Find(key => key.Id == Edited?.Id) is { } stored ? ContentOf(stored) : null;
    private string Label { get; set; } = "";
    private bool IsActive { get; set; } = true;
    private Dictionary<string, string> Secrets { get; set; } = new(StringComparer.Ordinal);

    private void Edit(Key? key)
    {
        (IsOpen, IsDirty, Edited, Secrets) = (true, false, key, new(StringComparer.Ordinal));
        (Label, IsActive) = (key?.Label ?? "", key?.IsActive ?? true);
        Basis.Take(key is null ? null : ContentOf(key));
        Forget();
    }

    private void Leave()
    {
        Close();
        Forget();
    }

    private void Close() => (IsOpen, IsDirty, Edited, Secrets) = (false, false, null, new(StringComparer.Ordinal));

    private async Task SaveAsync()
    {
        if (IsOvertaken(Stored)) return;
        var typed = SecretFields.Typed(Secrets);
        var form = new KeyForm { Label = Label, Credentials = Edited is null ? typed ?? new(StringComparer.Ordinal) : typed, IsActive = IsActive };
        if (await DoAsync(() => save.RunAsync(Caller, Account.Id, Edited?.Id, form, idempotency: null, CancellationToken.None), Texts["KeySaved"]) is null) return;
        Close();
    }

    private static string ContentOf(Key key) => $"{key.Label} {key.IsActive} {Convert.ToBase64String(key.Sealed)}";

    private async Task PutBackAsync(Key key)
    {
        if (await DoAsync(() => save.RunAsync(Caller, Account.Id, key.Id, new() { Label = key.Label, IsActive = true }, idempotency: null, CancellationToken.None), Texts["PutBackNow"]) is not null && Edited?.Id == key.Id) Basis.Take(Stored);
    }

    private async Task MoveAsync(Key key, int index) =>
        await DoAsync(() => save.RunAsync(Caller, Account.Id, key.Id, new() { Label = key.Label, IsActive = key.IsActive, Order = index }, idempotency: null, CancellationToken.None), Texts["Moved"]);

    private async Task RemoveAsync(Key key)
    {
        var isMeant = await rooms.Dialogs.Confirm(Texts["SureRemoveKey", key.Label], Texts["Remove"], new ConfirmOptions { OkButtonText = Texts["Remove"], CancelButtonText = Texts["LeaveIt"] });
        if (isMeant is not true || await DoAsync(() => remove.RunAsync(Caller, Account.Id, key.Id, CancellationToken.None), Texts["KeyRemoved"]) is null) return;
        if (Edited?.Id == key.Id) Close();
    }
}
