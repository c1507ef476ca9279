using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>The accounts a caller may look at: the service's own, then the shared ones it sends with.</summary>
public sealed class ListAccounts(Catalogs catalogs)
{
    public IReadOnlyList<Account> Run(Caller caller)
    {
        caller.Demand(Permissions.SeeAccounts);
        return [.. catalogs.Current.Accounts.Values.Where(caller.MaySee).OrderBy(account => account.ServiceId is null).ThenBy(account => account.Id)];
    }

    /// <returns>Null: there is none of that number that the caller may know of.</returns>
    public Account? Find(Caller caller, long id)
    {
        caller.Demand(Permissions.SeeAccounts);
        return catalogs.Current.Accounts.TryGetValue(id, out var account) && caller.MaySee(account) ? account : null;
    }
}
