using Microsoft.AspNetCore.Components;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>How far the search index has come, where that matters to who searches, and a new one for who keeps the place.</summary>
public sealed partial class SearchNotice(SearchIndex index, RebuildSearch rebuild, TimeProvider clock) : ComponentBase, IDisposable
{
    /// <summary>So many rows are looked at within one page: nobody notices them.</summary>
    private const long Tolerated = 5_000;

    private const int LooksAfterAsking = 10;

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _question;
    private bool _isFollowing, _asks;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;

    /// <summary>Whether the index is asked at all.</summary>
    [Parameter, EditorRequired] public bool Searches { get; set; }

    /// <summary>Null: not read, or nothing to say.</summary>
    private SearchStanding? Standing { get; set; }
    private bool IsAsking { get; set; }
    private bool IsAsked { get; set; }

    /// <summary>A new one was seen to be built to its end.</summary>
    private bool IsBuilt { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_asks) return;
        _asks = false;
        await _question.FocusAsync();
    }

    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive || _isFollowing || Standing is not null || !(Searches || Caller.May(Permissions.Maintain))) return;
        _ = InvokeAsync(() => FollowAsync(0));
    }

    /// <summary>Once; while there is something to wait for, every second.</summary>
    /// <param name="looks">So often at least: one that was asked for begins a moment later.</param>
    private async Task FollowAsync(int looks)
    {
        _isFollowing = true;
        try
        {
            do
            {
                var wasBuilding = Standing?.Rebuilt is not null;
                Standing = await index.StandingAsync(_gone.Token);
                if (wasBuilding && Standing.Rebuilt is null) (IsAsked, IsBuilt) = (false, true);
                StateHasChanged();
                await Task.Delay(TimeSpan.FromSeconds(1), clock, _gone.Token);
            }
            while (looks-- > 0 || Standing.Rebuilt is not null || Standing.Behind > Tolerated);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            Standing = null;   // the page has gone
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            Standing = null;   // the list itself says that nothing can be read
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
        finally
        {
            _isFollowing = false;
        }
    }

    private async Task RebuildAsync()
    {
        IsAsking = false;
        await rebuild.RunAsync(Caller, CancellationToken.None);
        (IsAsked, IsBuilt) = (true, false);
        if (!_isFollowing) _ = InvokeAsync(() => FollowAsync(LooksAfterAsking));
    }
}
