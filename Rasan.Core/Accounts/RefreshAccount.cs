using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Asks for an account's standing now, or sets how often it is asked for.</summary>
public sealed class RefreshAccount(Catalogs catalogs, AskStanding ask, ReadStanding read, IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <returns>How it stands, with the fault where the provider did not tell. Null: no such account.</returns>
    public async Task<StandingNow?> RunAsync(Caller caller, long accountId, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is null) return null;
        await ask.RunAsync(accountId, ct);
        return await read.RunAsync(caller, accountId, ct);
    }

    /// <param name="minutes">Between two questions.</param>
    /// <returns>What is wrong with it; empty: it is so. Null: no such account.</returns>
    public async Task<IReadOnlyList<Fault>?> EveryAsync(Caller caller, long accountId, int minutes, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageAccounts);
        if (catalogs.Current.OwnAccount(caller, accountId) is null) return null;
        if (minutes is < 1 or > Account.MostRefreshMinutes) return [new("minutes", "bad_minutes", Account.MostRefreshMinutes.ToString(CultureInfo.InvariantCulture))];
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Accounts.FindAsync([accountId], ct) is not { } account) return null;
        if (account.RefreshMinutes == minutes) return [];
        var (now, before) = (clock.GetUtcNow(), account.RefreshMinutes);
        account.RefreshMinutes = minutes;
        account.AskAfter(TimeSpan.Zero, now);   // and from then on at the new pace
        store.Record(Operation.Of(caller, now, "account.refresh_set", Account.InLog(accountId), Minutes(minutes), Minutes(before)));
        await store.SaveChangesAsync(ct);
        await catalogs.RefreshAsync(ct);
        return [];
    }

    private static string Minutes(int minutes) => JsonSerializer.Serialize(new { refresh_minutes = minutes });
}
