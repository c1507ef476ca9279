using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Whose accounts somebody may ask for by number: their service's, their tenant's where they speak for one. Shared ones are the system's.</summary>
internal static class OwnAccounts
{
    extension(Caller caller)
    {
        public bool Owns(Account account) => account.ServiceId is { } service
            ? service == caller.Service.Id && (caller.Tenant is null || account.TenantId is null || account.TenantId == caller.Tenant.Id)
            : caller.May(Permissions.SeeSystem);
    }

    extension(Catalog catalog)
    {
        /// <returns>Null: there is none of that number, or not theirs, and nobody learns which.</returns>
        public Account? OwnAccount(Caller caller, long accountId) => catalog.Accounts.TryGetValue(accountId, out var account) && caller.Owns(account) ? account : null;
    }
}
