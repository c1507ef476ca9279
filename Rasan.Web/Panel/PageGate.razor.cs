using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel;

/// <summary>Stands before every page: a service's page is shown to its members, as far as their access level reaches, and cascades as whom they ask. A level that changes shows at once.</summary>
public sealed partial class PageGate(Reader reader, Catalogs catalogs, NavigationManager navigation) : ComponentBase, IDisposable
{
    public const string ServiceKey = nameof(ServiceKey);

    [Parameter, EditorRequired] public Microsoft.AspNetCore.Components.RouteData Route { get; set; } = null!;
    [CascadingParameter] private HttpContext? Http { get; set; }

    private EventHandler? _changed, _left;

    private Caller? Caller { get; set; }
    private bool IsUnknown { get; set; }
    private bool IsRefused { get; set; }

    /// <summary>The session behind the page is over: nothing of it is drawn any more.</summary>
    private bool IsOver { get; set; }

    public void Dispose()
    {
        catalogs.Changed -= _changed;
        reader.Left -= _left;
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive) return;
        _changed = AsReader.Do(() => _ = InvokeAsync(LookAgain));
        _left = AsReader.Do(() => _ = InvokeAsync(Leave));
        catalogs.Changed += _changed;
        reader.Left += _left;
    }

    protected override void OnParametersSet()
    {
        Look();
        if (IsUnknown || IsRefused) Http?.AnswerAtStart(IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
    }

    private void Look()
    {
        (IsUnknown, IsRefused) = (false, false);
        if (!Route.RouteValues.TryGetValue(ServiceKey, out var key))
        {
            Caller = null;
            return;
        }

        var found = reader.In(key as string);
        IsUnknown = found is null;
        IsRefused = found is not null && !found.May(NeedsOf(Route.PageType));
        if (found is null || Caller is not { } known || known.Service.Id != found.Service.Id || known.Permissions != found.Permissions) Caller = found;   // the same one again would only make the page ask anew
    }

    private static Permissions NeedsOf(Type page) => page.GetCustomAttribute<NeedsAttribute>()?.Permissions ?? throw new InvalidOperationException($"{page.Name} does not say what it needs.");

    private void Leave()
    {
        IsOver = true;
        StateHasChanged();
        navigation.NavigateTo(SignInSetup.SignInPage + QueryString.Create("returnUrl", "/" + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
    }

    private void LookAgain()
    {
        Look();
        StateHasChanged();
    }
}
