using Rasan.Core.Channels;
using Rasan.Core.Services;

namespace Rasan.Web.Api.Settings;

/// <summary>Which providers a tenant can send through.</summary>
/// <param name="TenantId">Key of the tenant.</param>
/// <param name="ClientId">Key of the service.</param>
/// <param name="Channel">The sending method.</param>
/// <param name="Providers">Every provider that Rasan knows.</param>
public sealed record ProvidersView(string TenantId, string ClientId, string Channel, IReadOnlyList<ProviderView> Providers)
{
    internal static ProvidersView Of(Catalog catalog, Core.Channels.Providers providers, Service service, Tenant tenant)
    {
        var accounts = catalog.Accounts.Values.Where(account => account.RemovedAt is null && account.Serves(service.Id, tenant.Id)).ToLookup(account => account.Provider, StringComparer.Ordinal);
        return new(tenant.Key, service.Key, ChannelKeys.Sms,
        [
            .. from known in providers.Capabilities.OrderBy(provider => provider.Key, StringComparer.Ordinal)
               let own = accounts[known.Key].ToList()
               select new ProviderView(known.Key, own.Count > 0, own.Exists(account => account.IsActive), known.Value.NeedsKey && !own.Exists(account => account.Keys.Exists(key => key.IsUsable))),
        ]);
    }
}

/// <summary>One provider as a tenant has it.</summary>
/// <param name="Provider">Its key.</param>
/// <param name="Configured">The tenant has an account there, of its own or shared.</param>
/// <param name="Active">One of them is switched on.</param>
/// <param name="RequiresSetup">None of them has a key that can be used.</param>
public sealed record ProviderView(string Provider, bool Configured, bool Active, bool RequiresSetup);
