using Microsoft.AspNetCore.Components;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>Sends a message again or cancels it, after asking; says afterwards what came of it.</summary>
public sealed partial class MessageActions(ResendMessage resend, CancelMessage cancel) : ComponentBase
{
    private ElementReference _title;
    private bool _asks;
    private TrackingId _of;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public Message Message { get; set; } = null!;

    /// <summary>Something was done, or turned out to be too late.</summary>
    [Parameter] public EventCallback Done { get; set; }

    private Act? Asking { get; set; }
    private bool IsBusy { get; set; }
    private Result? Outcome { get; set; }
    private bool MayBeCancelled => Message.State is MessageState.Scheduled or MessageState.Queued;

    protected override void OnParametersSet()
    {
        if (_of == Message.TrackingId) return;
        (_of, Asking, Outcome) = (Message.TrackingId, null, null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_asks) return;
        _asks = false;
        await _title.FocusAsync();
    }

    private void Ask(Act act) => (Asking, Outcome, _asks) = (act, null, true);

    private async Task DoAsync()
    {
        if (Asking is not { } act || IsBusy) return;
        IsBusy = true;
        try
        {
            Outcome = act == Act.Resend
                ? Of(await resend.RunAsync(Caller, Message.TrackingId, idempotency: null, CancellationToken.None))
                : Of(await cancel.RunAsync(Caller, Message.TrackingId, CancellationToken.None));
        }
        catch (ForbiddenException)
        {
            Outcome = Refused(Texts["Forbidden"]);
        }
        finally
        {
            (IsBusy, Asking) = (false, null);
        }

        await Done.InvokeAsync();
    }

    private Result Of(ResendResult result) => result switch
    {
        ResendResult.Accepted(var id) => new(true, Texts["Resent"], id),
        ResendResult.Replayed or ResendResult.Conflict => Refused(Texts["ResentBefore"]),
        ResendResult.NotAllowed(var state) => Refused(Texts["NotResendable", Words.State(state)]),
        ResendResult.Uncertain => Refused(Texts["Uncertain"]),
        ResendResult.Wiped => Refused(Texts["Wiped"]),
        ResendResult.Invalid(var faults) => Refused(string.Join(' ', faults.Select(PanelWords.WrongValue))),
        ResendResult.NotFound => Refused(Texts["Gone"]),
        _ => Refused(Texts["Unavailable"]),
    };

    private Result Of(CancelResult result) => result switch
    {
        CancelResult.Cancelled => new(true, Texts["Cancelled"]),
        CancelResult.TooLate(var state) => Refused(Texts["TooLate", Words.State(state)]),
        CancelResult.NotFound => Refused(Texts["Gone"]),
        _ => Refused(Texts["Unavailable"]),
    };

    private static Result Refused(string text) => new(false, text);

    private enum Act
    {
        Resend,
        Cancel,
    }

    private sealed record Result(bool IsGood, string Text, TrackingId? NewId = null);
}
