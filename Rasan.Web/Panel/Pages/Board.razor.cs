using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Live;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages;

/// <summary>What a service's dashboard shows, kept up to date while the page is open.</summary>
public sealed partial class Board(BoardFeed feed, Catalogs catalogs) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Caller? _asked;
    private BoardWatch? _watch;

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    /// <summary>Null: still being read.</summary>
    private Core.Statistics.Board? Standing { get; set; }
    private bool IsUnreadable { get; set; }
    private bool IsRefused { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _watch?.Dispose();
    }

    protected override Task OnParametersSetAsync() => ReferenceEquals(_asked, Caller) ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        var caller = _asked = Caller;
        _watch?.Dispose();
        (_watch, Standing, IsUnreadable, IsRefused) = (null, null, false, false);
        try
        {
            var (board, watch) = RendererInfo.IsInteractive ? await WatchAsync(caller) : (await feed.ReadAsync(caller, _gone.Token), null);
            if (!ReferenceEquals(caller, Caller) || _gone.IsCancellationRequested) watch?.Dispose();   // they went on to another service meanwhile
            else (_watch, Standing, IsRefused) = (watch, board, board is null);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            IsUnreadable = ReferenceEquals(caller, Caller);
        }
        catch (ForbiddenException)
        {
            IsRefused = ReferenceEquals(caller, Caller);
        }
    }

    private async Task<(Core.Statistics.Board? Board, BoardWatch? Watch)> WatchAsync(Caller caller)
    {
        var watch = await feed.WatchAsync(caller, () => InvokeAsync(Follow), _gone.Token);
        return (watch?.Board, watch);
    }

    private void Follow()
    {
        if (_watch is null) return;
        Standing = _watch.Board;
        StateHasChanged();
    }

    /// <summary>Where the messages of one column stand, by the service's own days.</summary>
    private string AddressOf(DateOnly day, BoardSeries series)
    {
        var zone = catalogs.Current.Zones.GetValueOrDefault(Caller.Service.Id, TimeZoneInfo.Utc);
        return Addresses.Messages(Caller.Service, Days.StartOf(day, zone), Days.StartOf(day.AddDays(1), zone), series.States);
    }
}
