using Microsoft.EntityFrameworkCore;
using Rasan.Bench.Sending;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Bench.Inside;

/// <summary>Which of the bench's accounts are there to be used; each begins as if nothing had ever happened to it.</summary>
internal sealed class Failing(IDbContextFactory<RasanDb> stores, Catalogs catalogs, AccountHealth health)
{
    /// <summary>Nobody listens there.</summary>
    public const string Dead = "dead";

    /// <summary>Refuses every message, and lives.</summary>
    public const string Refusing = "refusing";

    /// <summary>As good as the first.</summary>
    public const string Second = "second";

    public async Task<string> UseAsync(string[] names)
    {
        await using var store = await stores.CreateDbContextAsync();
        var accounts = await store.Accounts.Where(account => account.Provider == BenchHttpProvider.Name).ToListAsync();
        foreach (var account in accounts)
        {
            account.IsActive = names.Contains(account.Name, StringComparer.Ordinal);
            account.Resume();
        }

        await store.SaveChangesAsync();
        foreach (var account in accounts) health.Forget(account.Id);
        await catalogs.RefreshAsync(CancellationToken.None);
        return "done";
    }
}
