using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Frame;

public sealed partial class MainLayout(NavigationManager navigation, Catalogs catalogs, ServiceChoice choice) : LayoutComponentBase, IDisposable
{
    private EventHandler? _changed;
    private ErrorBoundary? _body;

    /// <summary>The service that the frame speaks of: the address's, else the one looked at last, else the first.</summary>
    private Caller? Service { get; set; }

    private string Here => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    private string Home => Service is { } caller ? Addresses.Board(caller.Service) : "/";

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        catalogs.Changed -= _changed;
    }

    protected override void OnInitialized()
    {
        Service = choice.Find(Here);
        if (!RendererInfo.IsInteractive) return;
        navigation.LocationChanged += Moved;
        _changed = AsReader.Do(() => _ = InvokeAsync(Look));
        catalogs.Changed += _changed;   // a permission that is given or taken shows at once
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        _body?.Recover();   // another page has not failed
        Look();
    }

    private void Look()
    {
        Service = choice.Find(Here);
        StateHasChanged();
    }
}
