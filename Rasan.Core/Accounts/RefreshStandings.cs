using Rasan.Core.Services;

namespace Rasan.Core.Accounts;

/// <summary>Asks those active accounts whose time has come, several at once: a provider that does not answer keeps nobody waiting but itself.</summary>
public sealed class RefreshStandings(Catalogs catalogs, AskStanding ask, TimeProvider clock)
{
    private const int AtOnce = 8;

    public Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = catalogs.Current.Accounts.Values.Where(account => account.IsActive && !(account.RefreshDueAt > now)).OrderBy(account => account.RefreshDueAt).ThenBy(account => account.Id);
        return Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (account, turn) => await ask.RunAsync(account.Id, turn));
    }
}
