using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Radzen;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>The sender lines of an account: what each may carry and when; those that the provider lists are fetched.</summary>
public sealed partial class LineSection(SaveLine save, RemoveLine remove, FetchLines fetch, AccountRooms rooms) : AccountSection
{
    [Parameter, EditorRequired] public Account Account { get; set; } = null!;

    private IReadOnlyList<Line> Lines => [.. Account.Lines.OrderBy(line => line.Id)];
    private bool NeedsLine => rooms.CapabilitiesOf(Account) is { NeedsLine: true };
    private bool IsDirty { get; set; }

    /// <summary>Null: no form is open.</summary>
    private LineDraft? Draft { get; set; }

    /// <summary>Null: a new one.</summary>
    private Line? Edited { get; set; }

    private string? Stored => rooms.Catalog.Accounts.GetValueOrDefault(Account.Id)?.Lines.Find(line => line.Id == Edited?.Id) is { } stored ? ContentOf(stored) : null;

    private void Edit(Line? line)
    {
        (Draft, Edited, IsDirty) = (LineDraft.Of(line), line, false);
        Basis.Take(line is null ? null : ContentOf(line));
        Forget();
    }

    private void Leave()
    {
        Close();
        Forget();
    }

    private void Close() => (Draft, Edited, IsDirty) = (null, null, false);

    private async Task SaveAsync()
    {
        if (Draft is not { } draft || IsOvertaken(Stored) || await DoAsync(() => save.RunAsync(Caller, Account.Id, Edited?.Id, draft.ToForm(), idempotency: null, CancellationToken.None), Texts["LineSaved"]) is null) return;
        Close();
    }

    private static string ContentOf(Line line) => JsonSerializer.Serialize(LineDraft.Of(line));

    private async Task RemoveAsync(Line line)
    {
        var isMeant = await rooms.Dialogs.Confirm(Texts["SureRemoveLine", line.Number], Texts["Remove"], new ConfirmOptions { OkButtonText = Texts["Remove"], CancelButtonText = Texts["LeaveIt"] });
        if (isMeant is not true || await DoAsync(() => remove.RunAsync(Caller, Account.Id, line.Id, CancellationToken.None), Texts["LineRemoved"]) is null) return;
        if (Edited?.Id == line.Id) Close();
    }

    private async Task FetchAsync()
    {
        FetchLinesResult? answer = null;
        await DoAsync(async () =>
        {
            answer = await fetch.RunAsync(Caller, Account.Id, CancellationToken.None);
            return answer is FetchLinesResult.Refused(var why) ? why : new AccountResult.Done(Account.Id);
        }, said: null);
        Notice = answer switch
        {
            FetchLinesResult.Done({ Count: 0 }, var known) => new(true, Texts.Count("NothingFetched", known)),
            FetchLinesResult.Done(var added, _) => new(true, Texts.Count("Fetched", added.Count), Texts["FetchedMore"]),
            FetchLinesResult.Unanswered(var code) => new(false, PanelWords.Problem("provider_unanswered"), rooms.Meanings.Of(Account.Provider, code) ?? rooms.Words.Fault(code)),
            FetchLinesResult.NotListed => new(false, PanelWords.Problem("lines_not_listed")),
            _ => Notice,
        };
    }
}
