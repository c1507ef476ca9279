using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Web.Api.Problems;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>The form itself: what is typed, what is wrong with it, and the sending.</summary>
public sealed partial class SendSheet(Catalogs catalogs, SendForm send, DialogService dialogs, NavigationManager navigation, TimeProvider clock) : ComponentBase
{
    private readonly HashSet<string> _edited = new(StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];
    private PreviewPane? _pane;
    private ElementReference _notice;
    private bool _wasTried, _wasSent, _mustShowNotice;

    [Parameter, EditorRequired] public Guid Key { get; set; }
    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;

    private SendDraft Draft { get; } = new();
    private SendChoices Choices { get; set; } = new([], [], [], [], null);
    private RecipientList To { get; set; } = RecipientList.Empty;
    private SendOrder Order { get; set; } = null!;
    private PreviewResult? Preview { get; set; }
    private SendNotice? Notice { get; set; }
    private int Version { get; set; }
    private bool IsSending { get; set; }
    private bool IsAsking { get; set; }
    private bool IsRefused { get; set; }
    private bool IsDirty => _edited.Count > 0 && !_wasSent;
    private DateTimeOffset Now => clock.GetUtcNow();

    private Money? Cost => Preview is PreviewResult.Ready({ Recipients: > 0, Forecast: { CostEstimate: var cost, Segments: > 0 } }) ? cost : null;

    private string SendLabel => To.Found.Count > 0 ? Texts.Count("SendMany", To.Found.Count) : Texts["Send"];

    private string EstimateLabel => Preview is PreviewResult.Ready({ Recipients: > 0, Forecast.Segments: > 0 }) ? Cost is { } cost ? Texts["About", Shown.Money(cost)] : Texts["PriceUnknown"] : "";

    protected override void OnParametersSet() => Read();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_mustShowNotice) return;
        _mustShowNotice = false;
        await _notice.FocusAsync();
    }

    private Task EditedAsync(string field)
    {
        _edited.Add(field);
        Notice = null;
        Read();
        return Task.CompletedTask;
    }

    private void Read()
    {
        if (!Caller.May(Permissions.Send)) return;
        var catalog = catalogs.Current;
        Choices = SendChoices.Of(catalog, Caller);
        To = RecipientList.Read(Draft.Recipients, Draft.People, catalog, Caller.Service.Id);
        _faults.Clear();
        Order = Draft.ToOrder(Caller, To, Now, _faults);
        Version++;
    }

    private void Looked(PreviewResult result) => Preview = result;

    private IEnumerable<Fault> AllFaults() => _faults.Concat(Preview is PreviewResult.Invalid(var faults, _) ? faults : [])
        .Where(fault => fault.Field != SendDraft.TemplateField || Draft.FromTemplate).DistinctBy(fault => (fault.Field, fault.Field == SendDraft.TimeField ? fault.Code : fault.Value));

    /// <summary>Nobody is told that a field is empty before they had a chance to fill it.</summary>
    private IReadOnlyList<Fault> FaultsOf(string field) =>
        [.. AllFaults().Where(fault => fault.Field == field && (_wasTried || (_edited.Contains(field) && fault.Code is not ("required" or "empty_text" or "missing_variable"))))];

    private async Task SendAsync()
    {
        if (IsSending || _wasSent || _pane is null) return;
        IsSending = true;   // before anything is waited for: the second click of a double click finds it
        try
        {
            (_wasTried, Notice) = (true, null);
            Read();
            Preview = await _pane.LookNowAsync(Order, To);
            if (AllFaults().Any()) Say(new(Texts["NotYet"], Texts["NotYetMore"]));
            else if (await IsMeantAsync()) Say(await HandInAsync());
        }
        catch (ForbiddenException)
        {
            IsRefused = true;
        }
        finally
        {
            IsSending = false;
        }
    }

    private async Task<bool> IsMeantAsync()
    {
        if (To.Found.Count == 1 && Cost is not { Amount: > 0 }) return true;
        IsAsking = true;
        var forecast = Preview is PreviewResult.Ready(var preview) ? preview.Forecast : null;
        var answer = await dialogs.OpenAsync<ConfirmSend>(
            Texts["ConfirmTitle"],
            new(StringComparer.Ordinal) { [nameof(ConfirmSend.Recipients)] = To.Found.Count, [nameof(ConfirmSend.Parts)] = forecast?.Segments ?? 0, [nameof(ConfirmSend.Cost)] = Cost, [nameof(ConfirmSend.At)] = Order.ScheduledAt },
            new() { Width = "28rem", CloseDialogOnEsc = true, AutoFocusFirstElement = false });
        IsAsking = false;
        return answer is true;
    }

    private async Task<SendNotice?> HandInAsync()
    {
        StateHasChanged();   // who sends to a thousand sees that it is under way
        switch (await send.RunAsync(Key, Order, To, CancellationToken.None))
        {
            case SendResult.Accepted or SendResult.Replayed:
                _wasSent = true;
                navigation.NavigateTo(Addresses.Sent(Caller.Service, Key), replace: true);
                return null;
            case SendResult.Conflict:
                return new(Texts["SentBefore"], Texts["SentBeforeMore"], Addresses.Sent(Caller.Service, Key));
            case var refusal:
                var problem = Problem.Of(refusal);
                return new(PanelWords.Problem(problem.Code), refusal is SendResult.Unavailable ? Texts["NothingStored"] : PanelWords.Advice(problem.Code));
        }
    }

    private void Say(SendNotice? notice) => (Notice, _mustShowNotice) = (notice, notice is not null);

    private async Task AskBeforeLeavingAsync(LocationChangingContext leaving)
    {
        if (!IsDirty) return;
        var mayLeave = await dialogs.Confirm(Texts["LeaveMore"], Texts["Leave"], new() { OkButtonText = Texts["LeaveOk"], CancelButtonText = Texts["LeaveCancel"] }, leaving.CancellationToken);
        if (mayLeave is not true) leaving.PreventNavigation();
    }

    private sealed record SendNotice(string Title, string Text, string? Address = null, bool IsFault = true);
}
