using Rasan.Core.Services;

namespace Rasan.Core.Routes;

/// <summary>The rules that decide a service's messages, its own and the system's, the most specific first.</summary>
public sealed class ListRoutes(Catalogs catalogs)
{
    public IReadOnlyList<Route> Run(Caller caller)
    {
        caller.Demand(Permissions.SeeAccounts);
        var catalog = catalogs.Current;
        return
        [
            .. catalog.Routes.All.Where(caller.MaySee)
                .OrderBy(route => route.Owner).ThenBy(route => route.TenantId is { } tenant ? catalog.TenantKeys.GetValueOrDefault(tenant) : null, StringComparer.Ordinal)
                .ThenBy(route => route.Intent is null).ThenBy(route => route.Intent, StringComparer.Ordinal).ThenBy(route => route.Kind).ThenBy(route => route.Channel, StringComparer.Ordinal),
        ];
    }

    /// <returns>Null: there is none, or it is not the caller's to see.</returns>
    public Route? Find(Caller caller, long id) => Run(caller).FirstOrDefault(route => route.Id == id);
}
