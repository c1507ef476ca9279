using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>The rules that decide a service's messages, the most specific first; one of them is edited in their place.</summary>
public sealed partial class RouteBook(ListRoutes list, Catalogs catalogs) : ComponentBase
{
    private const string New = "new";

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    /// <summary>Id of the rule whose form is open, or that of a new one.</summary>
    [Parameter, EditorRequired] public string Editing { get; set; } = "";

    private IReadOnlyList<Core.Routes.Route> All => list.Run(Caller);

    private Core.Routes.Route? Edited =>
        long.TryParse(Editing, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && list.Find(Caller, id) is { } found && Caller.MayChange(found) ? found : null;

    private string AddressOf(string editing) => $"{Address}?edit={editing}";

    private static string Id(Core.Routes.Route route) => route.Id.ToString(CultureInfo.InvariantCulture);

    private string? TenantOf(Core.Routes.Route route) => route.TenantId is { } tenant ? catalogs.Current.TenantKeys.GetValueOrDefault(tenant) : null;

    private string NameOf(RouteStep step) => catalogs.Current.Accounts.GetValueOrDefault(step.AccountId)?.Name ?? "—";

    private string? LineOf(RouteStep step) => catalogs.Current.Accounts.GetValueOrDefault(step.AccountId)?.Lines.Find(line => line.Id == step.LineId)?.Number;
}
