using Rasan.Core.Services;

namespace Rasan.Core.Routes;

/// <summary>A message that tells of an account goes as the messages of its owner do, and by no rule: rules may name that account alone.</summary>
internal static class RouteAbout
{
    /// <param name="accountId">Null: it tells of none, and is any message.</param>
    public static RouteQuestion Of(Catalog catalog, long? accountId, in RouteQuestion question)
    {
        if (accountId is not { } id) return question;
        if (!catalog.Accounts.TryGetValue(id, out var account) || account.ServiceId is not { } service) return question with { About = id };   // a shared one's others are the shared ones
        var tenant = account.TenantId ?? (catalog.Services.TryGetValue(service, out var owner) ? catalog.DefaultTenant(owner)?.Id : null);
        return question with { ServiceId = service, TenantId = tenant ?? 0, About = id };
    }
}
