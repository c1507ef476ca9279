using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>How an account stands, and a person's word about it: pause it, take it up again, take it away.</summary>
public sealed partial class AccountFacts(
    PauseAccount pause, ResumeAccount resume, RemoveAccount remove, AccountRooms rooms) : AccountSection
{
    [Parameter, EditorRequired] public Account Account { get; set; } = null!;

    /// <summary>Null: not known now.</summary>
    [Parameter, EditorRequired] public BoardAccount? Standing { get; set; }

    private PanelWords Words => rooms.Words;
    private AttemptMeanings Meanings => rooms.Meanings;
    private string ProviderName => rooms.ProfileOf(Account)?.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Account.Provider;
    private string? TenantKey => Account.TenantId is { } tenant ? rooms.Catalog.TenantKeys.GetValueOrDefault(tenant) : null;
    private AccountPause? Paused => rooms.Health.PauseOf(Account);
    private bool IsPaused => Paused is not null;
    private bool IsHeld => Paused is { Reason: AccountPause.ByHand };

    /// <summary>0: until somebody takes it up again.</summary>
    private int PauseMinutes { get; set; }

    private IEnumerable<(int Minutes, string Text)> Spans => [(0, Texts["WithoutEnd"]), (60, Texts["OneHour"]), (1_440, Texts["OneDay"]), (10_080, Texts["OneWeek"])];

    private async Task PauseAsync() => await DoAsync(() => pause.RunAsync(Caller, Account.Id, PauseMinutes == 0 ? null : PauseMinutes, CancellationToken.None), Texts["PausedNow"]);

    private async Task ResumeAsync() => await DoAsync(() => resume.RunAsync(Caller, Account.Id, CancellationToken.None), Texts["ResumedNow"]);

    private async Task RemoveAsync()
    {
        var isMeant = await rooms.Dialogs.Confirm(Texts["SureRemove", Account.Name], Texts["Remove"], new ConfirmOptions { OkButtonText = Texts["Remove"], CancelButtonText = Texts["LeaveIt"] });
        if (isMeant is not true) return;
        if (await DoAsync(() => remove.RunAsync(Caller, Account.Id, CancellationToken.None), said: null) is not null) rooms.Navigation.NavigateTo(Addresses.Accounts(Caller.Service));
    }
}
