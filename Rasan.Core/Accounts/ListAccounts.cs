using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>The accounts a service's own people may look into: its own, of all tenants unless the caller speaks for one. Shared ones are the system's.</summary>
public sealed class ListAccounts(Catalogs catalogs)
{
    /// <returns>Null: there is none of that number, or not theirs, and nobody learns which.</returns>
    public static Account? Find(Catalog catalog, Caller caller, long accountId) => caller.May(Permissions.SeeAccounts) ? catalog.OwnAccount(caller, accountId) : null;

    public IReadOnlyList<Account> Run(Caller caller)
    {
        caller.Demand(Permissions.SeeAccounts);
        return [.. catalogs.Current.Accounts.Values.Where(account => account.ServiceId == caller.Service.Id && (caller.Tenant is null || account.TenantId is null || account.TenantId == caller.Tenant.Id)).OrderBy(account => account.Id)];
    }
}
