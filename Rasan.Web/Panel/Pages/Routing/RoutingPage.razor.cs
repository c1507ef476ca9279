using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>Where messages go and why: routes, intents, kinds, sending methods. The address says which part is shown, and what is edited in it.</summary>
public sealed partial class RoutingPage(Catalogs catalogs, NavigationManager navigation) : AddressedPage(navigation)
{
    private const string RoutesPart = "routes", IntentsPart = "intents", KindsPart = "kinds", ChannelsPart = "channels";

    private EventHandler? _changed;

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    protected override string OwnPath => Addresses.Routing(Caller.Service);

    private string Part { get; set; } = RoutesPart;

    /// <summary>The one whose form is open; empty: none.</summary>
    private string Editing { get; set; } = "";

    /// <summary>Of an intent that is to be defined.</summary>
    private string Key { get; set; } = "";

    private IEnumerable<(string Key, string Title)> Parts => [(RoutesPart, Texts["Routes"]), (IntentsPart, Texts["Intents"]), (KindsPart, Texts["Kinds"]), (ChannelsPart, Texts["Channels"])];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive) return;
        _changed = AsReader.Do(() => _ = InvokeAsync(StateHasChanged));   // somebody else may set rules too
        catalogs.Changed += _changed;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) catalogs.Changed -= _changed;
        base.Dispose(disposing);
    }

    protected override Task LookAsync(string query)
    {
        var question = ListQuestion.Of(query);
        Part = Array.Find([RoutesPart, IntentsPart, KindsPart, ChannelsPart], part => part == question.Value("part")) ?? RoutesPart;
        (Editing, Key) = (question.Value("edit"), question.Value("key"));
        return Task.CompletedTask;
    }

    private string AddressOf(string part) => part == RoutesPart ? OwnPath : $"{OwnPath}?part={part}";
}
