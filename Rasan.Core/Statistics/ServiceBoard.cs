using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Statistics;

/// <summary>A service's dashboard, from counters and the catalog: of the messages only the newest ten are looked at.</summary>
public sealed class ServiceBoard(IDbContextFactory<RasanDb> stores, Catalogs catalogs, Providers providers, AccountHealth health, TimeProvider clock)
{
    /// <returns>Null: the caller is bound to a tenant, and the counters are the whole service's.</returns>
    public async Task<Board?> RunAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeStatistics);
        if (caller.Tenant is not null) return null;
        var (catalog, now) = (catalogs.Current, clock.GetUtcNow());
        var today = catalog.DayOf(caller.Service.Id, now);
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.AtOneMomentAsync(() =>
        {
            var reading = new BoardReading((SqliteConnection)store.Database.GetDbConnection(), caller.Service.Id, today - BoardReading.Days + 1);
            return Task.FromResult(Build(reading, caller, catalog, today, now));
        }, ct);
    }

    /// <summary>How the accounts stand that the service sends with, as on its dashboard.</summary>
    public async Task<IReadOnlyList<BoardAccount>> AccountsAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        var (catalog, now) = (catalogs.Current, clock.GetUtcNow());
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.AtOneMomentAsync(() =>
        {
            var reading = new BoardReading((SqliteConnection)store.Database.GetDbConnection(), caller.Service.Id, catalog.DayOf(caller.Service.Id, now) - BoardReading.Days + 1);
            return Task.FromResult(AccountsOf(caller, catalog, reading, reading.ReadCosts(), now));
        }, ct);
    }

    private Board Build(BoardReading reading, Caller caller, Catalog catalog, int today, DateTimeOffset now)
    {
        var (counts, costs, times) = (reading.ReadCounts(), reading.ReadCosts(), reading.ReadTimes());
        var accounts = AccountsOf(caller, catalog, reading, costs, now);
        return new()
        {
            At = now,
            Days = [.. Enumerable.Range(today - BoardReading.Days + 1, BoardReading.Days).Select(day => BoardTiles.DayOf(day, counts))],
            Today = BoardTiles.Of(counts.FindAll(c => c.Day == today), costs.Where(c => c.Day == today), times.Where(t => t.Day == today)),
            Week = BoardTiles.Of(counts, costs, times),
            InQueue = reading.ReadWaiting(),
            Newest = caller.May(Permissions.SeeMessages) ? NewestOf(reading, catalog, caller.May(Permissions.SeeNumbers)) : null,
            Accounts = caller.May(Permissions.SeeAccounts) ? accounts : null,
            Methods = [.. catalog.Channels.On(caller.Service.Id).Select(channel => MethodOf(channel, accounts))],
            SendingHeld = catalog.SendingHeld,
        };
    }

    private BoardMethod MethodOf(string channel, List<BoardAccount> accounts)
    {
        var serving = channel == ChannelKeys.Voice ? accounts.FindAll(account => providers.Find(account.Provider)?.Capabilities.Voice is true) : accounts;
        return new(channel, serving.Count(account => account.Fault is null), serving.Count);
    }

    private List<BoardAccount> AccountsOf(Caller caller, Catalog catalog, BoardReading reading, List<BoardReading.CostRow> costs, DateTimeOffset now)
    {
        var accounts = catalog.Accounts.Values.Where(a => a.RemovedAt is null && (a.ServiceId is null || a.ServiceId == caller.Service.Id)).ToList();
        var spent = accounts.Exists(a => a is { ServiceId: null, BalanceMicros: not null })   // a shared balance runs down for everybody
            ? reading.ReadCostsOfAll()
            : costs.GroupBy(c => (c.AccountId, c.Currency)).ToDictionary(c => c.Key, c => c.Sum(cost => cost.Micros));
        var days = BoardReading.Days - 1 + (catalog.Zones.TryGetValue(caller.Service.Id, out var zone) ? TimeZoneInfo.ConvertTime(now, zone).TimeOfDay.TotalDays : 1);
        var inAll = reading.ReadCostsSinceEver([.. accounts.Where(a => a.SpentMicros is not null).Select(a => a.Id)]);
        return new BoardAccounts(providers.Capabilities, health, spent, inAll, days, now).Of(accounts);
    }

    private static List<BoardMessage> NewestOf(BoardReading reading, Catalog catalog, bool wholeNumbers) => reading.ReadNewest().ConvertAll(row => new BoardMessage(
        row.TrackingId, row.CreatedAt, wholeNumbers || row.Recipient is null ? row.Recipient : Recipient.FromStored(row.Recipient).ToString(),
        row.State, row.Kind, row.AccountId is { } id ? catalog.Accounts.GetValueOrDefault(id)?.Name : null));
}
