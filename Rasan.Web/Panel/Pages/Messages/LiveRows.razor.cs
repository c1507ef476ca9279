using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Live;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>While rows are shown: their states follow in place, and what is new is announced, never pushed in under the reader's hand.</summary>
public sealed partial class LiveRows(LiveFeed feed, ListMessages list, FindStates states, TimeProvider clock) : ComponentBase, IDisposable
{
    /// <summary>More are not counted.</summary>
    public const int MostCounted = 50;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private IDisposable? _subscription;
    private Paced? _paced;
    private MessagePage? _told;

    private ElementReference _box;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public MessageFilter Filter { get; set; } = null!;
    [Parameter, EditorRequired] public MessagePage Page { get; set; } = null!;

    /// <summary>Only beside the first page is there a place for what is new.</summary>
    [Parameter, EditorRequired] public bool IsFirst { get; set; }

    /// <summary>Where the shown rows stand now.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Standing>> Moved { get; set; }

    /// <summary>The reader wants to see what is new.</summary>
    [Parameter] public EventCallback Show { get; set; }

    private int News { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _paced?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        _paced = new(Pace, clock, () => InvokeAsync(LookAsync));
        _subscription = feed.Subscribe(Caller.Service.Id, _paced.AskAsync);
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_told, Page)) return;
        (_told, News) = (Page, 0);
        _ = _paced?.AskAsync();   // what came between reading and listening
    }

    private async Task ShowAsync()
    {
        await Show.InvokeAsync();
        await _box.FocusAsync();   // the button is gone
    }

    private async Task LookAsync()
    {
        try
        {
            var page = Page;
            if (page.Messages.Count > 0) await Moved.InvokeAsync(await states.RunAsync(Caller, [.. page.Messages.Select(row => row.TrackingId)], CancellationToken.None));
            if (IsFirst && News <= MostCounted)
            {
                var newest = page.Messages is [var first, ..] ? new MessageCursor(first.CreatedAt, first.Id) : default;
                var news = await list.NewerAsync(Caller, Filter, newest, MostCounted + 1, CancellationToken.None);
                if (ReferenceEquals(page, Page)) News = news.Messages.Count;
            }

            StateHasChanged();
        }
        catch (Exception exception) when (exception is ForbiddenException || StorageUnavailableException.From(exception) is not null)
        {
            News = 0;   // the next move asks again
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
