using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Statistics;

/// <summary>What became of the messages a service had accepted on one day.</summary>
/// <param name="Day">The day of acceptance, in the service's zone.</param>
/// <param name="States">How many stand in which state now; states with none are left out.</param>
/// <param name="Segments">Billed parts of all of them.</param>
/// <param name="Cost">What they have cost, one amount per currency.</param>
public sealed record DayStatistics(DateOnly Day, IReadOnlyDictionary<MessageState, long> States, long Segments, IReadOnlyList<Money> Cost);

/// <summary>A service's days, read from the counters alone: no message is looked at.</summary>
public sealed class DailyStatistics(IDbContextFactory<RasanDb> stores)
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <returns>Every day from the first to the last, those without messages too. Null: the caller is bound to a tenant, and the counters are the whole service's.</returns>
    public async Task<IReadOnlyList<DayStatistics>?> RunAsync(Caller caller, DateOnly first, DateOnly last, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeStatistics);
        if (caller.Tenant is not null) return null;
        var (serviceId, from, until) = (caller.Service.Id, NumberOf(first), NumberOf(last));
        await using var store = await stores.CreateDbContextAsync(ct);
        var counts = await store.Counters.AsNoTracking()
            .Where(c => c.Day >= from && c.Day <= until && c.ServiceId == serviceId)
            .GroupBy(c => new { c.Day, c.State })
            .Select(g => new { g.Key.Day, g.Key.State, Count = g.Sum(c => c.Count), Segments = g.Sum(c => c.Segments) })
            .Where(c => c.Count != 0)
            .ToListAsync(ct);
        var costs = await store.CostCounters.AsNoTracking()
            .Where(c => c.Day >= from && c.Day <= until && c.ServiceId == serviceId)
            .GroupBy(c => new { c.Day, c.Currency })
            .Select(g => new { g.Key.Day, g.Key.Currency, Micros = g.Sum(c => c.Micros) })
            .ToListAsync(ct);

        var countsOf = counts.ToLookup(c => c.Day);
        var costsOf = costs.ToLookup(c => c.Day);
        return [.. Enumerable.Range(from, until - from + 1).Select(day => new DayStatistics(
            Epoch.AddDays(day),
            countsOf[day].ToDictionary(c => c.State, c => c.Count),
            countsOf[day].Sum(c => c.Segments),
            [.. costsOf[day].OrderBy(c => c.Currency, StringComparer.Ordinal).Select(c => Money.FromMicros(c.Micros, c.Currency))]))];
    }

    /// <summary>As counters write it: days since 1970.</summary>
    public static int NumberOf(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    public static DateOnly DayOf(int number) => Epoch.AddDays(number);
}
