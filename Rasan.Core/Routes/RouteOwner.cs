using Rasan.Core.Intents;
using Rasan.Core.Services;

namespace Rasan.Core.Routes;

/// <summary>Whose a rule is, the most specific first.</summary>
public enum RouteOwner
{
    Tenant,
    Service,
    System,
}

/// <summary>Whose a rule is, and who may look at it and change it: a service its own, whoever speaks for one tenant that tenant's, everybody may look at the system's.</summary>
public static class RouteOwners
{
    extension(Route route)
    {
        public RouteOwner Owner => route.ServiceId is null ? RouteOwner.System : route.TenantId is null ? RouteOwner.Service : RouteOwner.Tenant;
    }

    extension(Intent intent)
    {
        /// <summary>The service's or the system's.</summary>
        public RouteOwner Owner => intent.ServiceId is null ? RouteOwner.System : RouteOwner.Service;
    }

    extension(Caller caller)
    {
        public bool MaySee(Route route) => route.ServiceId is null || (route.ServiceId == caller.Service.Id && (caller.Tenant is not { } own || own.Id == route.TenantId));

        public bool MayChange(Route route) => caller.May(Permissions.ManageRoutes) && caller.MaySee(route) && (route.ServiceId is not null || caller.May(Permissions.SeeSystem));
    }

    extension(RouteOwner owner)
    {
        public string Word => owner switch
        {
            RouteOwner.Tenant => "tenant",
            RouteOwner.Service => "service",
            _ => "system",
        };
    }
}
