using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Rasan.Web.Panel.Reading;

/// <summary>What the address asks for is shown: another query is another look, the page itself stays.</summary>
public abstract class AddressedPage(NavigationManager navigation) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    protected NavigationManager Navigation => navigation;

    /// <summary>Over once nobody looks any more.</summary>
    protected CancellationToken Gone { get; private set; }

    /// <summary>The path it answers to.</summary>
    protected abstract string OwnPath { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        navigation.LocationChanged -= Moved;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Gone = _gone.Token;
        if (RendererInfo.IsInteractive) navigation.LocationChanged += Moved;
    }

    protected override Task OnParametersSetAsync() => LookAsync();

    /// <param name="query">Of the address, with its question mark.</param>
    protected abstract Task LookAsync(string query);

    private Task LookAsync() => LookAsync(navigation.ToAbsoluteUri(navigation.Uri).Query);

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (navigation.ToAbsoluteUri(e.Location).AbsolutePath == OwnPath) _ = InvokeAsync(LookGuardedAsync);
    }

    private async Task LookGuardedAsync()
    {
        try
        {
            await LookAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
