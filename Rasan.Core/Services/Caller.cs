using System.Net;

namespace Rasan.Core.Services;

/// <summary>Who asks, for which service.</summary>
/// <param name="Service">The service it acts for.</param>
/// <param name="Tenant">The tenant it is bound to; null: any of the service's.</param>
/// <param name="Actor">For the logs: <c>token:3</c>, <c>user:1</c>, <c>cli</c>, <c>system</c>.</param>
/// <param name="Permissions">What it may do here.</param>
/// <param name="TokenId">The token it came with.</param>
/// <param name="Address">Where it came from.</param>
public sealed record Caller(Service Service, Tenant? Tenant, string Actor, Permissions Permissions, long? TokenId = null, IPAddress? Address = null)
{
    /// <summary>Whether it may do all of this.</summary>
    public bool May(Permissions wanted) => (Permissions & wanted) == wanted;

    /// <param name="tenantKey">Blank: whatever tenant the caller has.</param>
    public bool MayActFor(string? tenantKey) => Tenant is not { } own || string.IsNullOrWhiteSpace(tenantKey) || own.Key == tenantKey;

    /// <summary>The tenant that is meant: the one that is named, else the caller's own, else the service's default one.</summary>
    public string TenantKeyFor(string? named) => string.IsNullOrWhiteSpace(named) ? Tenant?.Key ?? Service.Key : named;

    /// <exception cref="ForbiddenException">It may not do all of this.</exception>
    public void Demand(Permissions wanted)
    {
        if (!May(wanted)) throw new ForbiddenException(wanted & ~Permissions);
    }
}
