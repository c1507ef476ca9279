using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Live;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>One message with everything that happened to it; follows it until nothing more can happen.</summary>
public sealed partial class MessageDetail(FindMessage find, LiveFeed feed, Catalogs catalogs, NavigationManager navigation, TimeProvider clock) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private (Caller? Caller, string Id) _shown;
    private IDisposable? _subscription;
    private Paced? _paced;

    [Parameter] public string ServiceKey { get; set; } = "";
    [Parameter] public string Id { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>The search it was found in, for the way back and to its neighbours.</summary>
    private MessageQuestion Question { get; set; } = null!;

    /// <summary>Null: still being read.</summary>
    private MessageHistory? History { get; set; }
    private bool IsUnknown { get; set; }
    private bool IsUnavailable { get; set; }

    private bool MayMove => History is not { Message.FinalAt: not null } || History.Attempts.Any(attempt => attempt.AwaitsReport);

    public void Dispose()
    {
        _subscription?.Dispose();
        _paced?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        _paced = new(Pace, clock, () => InvokeAsync(FollowAsync));
        _subscription = feed.Subscribe(Caller.Service.Id, () => MayMove ? _paced.AskAsync() : Task.CompletedTask);
    }

    protected override async Task OnParametersSetAsync()
    {
        Question = MessageQuestion.Of(navigation.ToAbsoluteUri(navigation.Uri).Query, Caller, catalogs.Current, clock.GetUtcNow());
        if (_shown == (Caller, Id)) return;
        _shown = (Caller, Id);
        History = null;
        await ReadAsync();
        if (IsUnknown) Http?.AnswerAtStart(StatusCodes.Status404NotFound);
    }

    private async Task FollowAsync()
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ReadAsync()
    {
        var shown = _shown;
        try
        {
            var history = TrackingId.TryParse(Id, out var id) ? await find.RunAsync(Caller, id, _gone.Token) : null;
            if (shown == _shown) (History, IsUnknown, IsUnavailable) = (history, history is null, false);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            History = null;   // nobody looks any more
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnavailable = true;
        }
    }
}
