using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Rasan.Web.Panel.Frame;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel;

public sealed partial class App(Reader reader) : ComponentBase
{
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Nobody signed in and forms that set cookies: plain pages, no circuit.</summary>
    private IComponentRenderMode? Mode => reader.IsSignedIn && Http?.AcceptsInteractiveRouting() == true ? RenderMode.InteractiveServer : null;

    /// <summary>Null: as the browser says.</summary>
    private string? Theme => Http is null ? null : FrameChoices.ThemeOf(Http, reader);
}
