using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Frame;

public sealed partial class MainLayout(NavigationManager navigation, Catalogs catalogs, Reader reader, ServiceChoice choice) : LayoutComponentBase, IDisposable
{
    private EventHandler? _changed, _left;

    /// <summary>The service that the frame speaks of: the address's, else the one looked at last, else the first.</summary>
    private Caller? Service { get; set; }

    private string Here => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    private string Home => Service is { } caller ? Addresses.Board(caller.Service) : "/";

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        catalogs.Changed -= _changed;
        reader.Left -= _left;
    }

    protected override void OnInitialized()
    {
        Service = choice.Find(Here);
        if (!RendererInfo.IsInteractive) return;
        navigation.LocationChanged += Moved;
        _changed = AsReader.Do(() => _ = InvokeAsync(Look));
        _left = AsReader.Do(() => _ = InvokeAsync(Leave));
        catalogs.Changed += _changed;   // a permission that is given or taken shows at once
        reader.Left += _left;
    }

    private void Moved(object? sender, LocationChangedEventArgs e) => Look();

    private void Leave() => navigation.NavigateTo(SignInSetup.SignInPage + QueryString.Create("returnUrl", Here), forceLoad: true);

    private void Look()
    {
        Service = choice.Find(Here);
        StateHasChanged();
    }
}
