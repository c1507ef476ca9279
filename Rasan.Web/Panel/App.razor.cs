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

    /// <summary>For what prints ASCII digits whatever the reader's culture says: the sheet draws them.</summary>
    private static string? DrawnDigits => Shown.Digits("0") == "0" ? null : "persian";
}
