using Rasan.Core.Accounts.Changes;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Who may look at an account, and who may change it.</summary>
public static class AccountRights
{
    extension(Caller caller)
    {
        /// <summary>Those of its service (bound to a tenant: that tenant's and the whole service's), and the shared ones.</summary>
        public bool MaySee(Account account) => account.RemovedAt is null && account.Serves(caller.Service.Id, caller.Tenant?.Id);

        /// <summary>Keys, callbacks, settings, alerts: of shared ones they are the system's business, of a whole service's no single tenant's.</summary>
        public bool MaySeeInside(Account account) => account.ServiceId is null ? caller.May(Permissions.SeeSystem) : caller.Tenant is null || account.TenantId == caller.Tenant.Id;

        public bool MayChange(Account account) => caller.May(Permissions.ManageAccounts) && caller.RefusalOf(account) is null;

        /// <returns>Null: it may change the account, as far as it may change any.</returns>
        internal AccountResult? RefusalOf(Account? account) =>
            account is null || !caller.MaySee(account) ? new AccountResult.NotFound()
            : caller.MaySeeInside(account) ? null
            : account.ServiceId is null ? new AccountResult.Shared()
            : new AccountResult.ForeignTenant();
    }

    extension(Catalog catalog)
    {
        /// <returns>Null: there is none of that number, or not theirs, and nobody learns which.</returns>
        public Account? OwnAccount(Caller caller, long accountId) =>
            catalog.Accounts.TryGetValue(accountId, out var account) && caller.MaySee(account) && caller.MaySeeInside(account) ? account : null;
    }
}
