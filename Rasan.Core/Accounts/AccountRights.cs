using Rasan.Core.Accounts.Changes;
using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Who may look at an account, and who may change it.</summary>
public static class AccountRights
{
    extension(Caller caller)
    {
        /// <summary>Those of its service (bound to a tenant: that tenant's and the whole service's), and the shared ones.</summary>
        public bool MaySee(Account account) =>
            account.RemovedAt is null && (account.ServiceId is null || (account.ServiceId == caller.Service.Id && (caller.Tenant is null || account.TenantId is null || account.TenantId == caller.Tenant.Id)));

        /// <summary>Shared ones are the system's: their keys, callbacks and settings are nobody else's business.</summary>
        public bool MaySeeInside(Account account) => account.ServiceId is not null || caller.May(Permissions.SeeSystem);

        public bool MayChange(Account account) => caller.May(Permissions.ManageAccounts) && caller.RefusalOf(account) is null;

        /// <returns>Null: it may change the account, as far as it may change any.</returns>
        internal AccountResult? RefusalOf(Account? account) =>
            account is null || !caller.MaySee(account) ? new AccountResult.NotFound()
            : !caller.MaySeeInside(account) ? new AccountResult.Shared()
            : account.ServiceId is not null && caller.Tenant is { } own && account.TenantId != own.Id ? new AccountResult.ForeignTenant()
            : null;
    }
}
