using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Messages;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>What the balance of an account was at a time: a row for each change that was told or set, and one for each hour.</summary>
public sealed class BalancePoint
{
    /// <summary>Older ones are removed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    public static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public long Id { get; private set; }
    public required long AccountId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long BalanceMicros { get; init; }
    public required string Currency { get; init; }

    public Money Balance => Money.FromMicros(BalanceMicros, Currency);

    /// <summary>Adds a row where the last one is an hour old, or says something else.</summary>
    /// <param name="isNews">The balance was told or set; otherwise it is only reckoned, and every hour is enough.</param>
    internal static async Task KeepAsync(RasanDb store, long accountId, Money balance, DateTimeOffset now, bool isNews, CancellationToken ct)
    {
        var last = await store.BalancePoints.AsNoTracking().Where(point => point.AccountId == accountId).OrderByDescending(point => point.At).FirstOrDefaultAsync(ct);
        if (last is not null && now - last.At < Between && (!isNews || last.Balance == balance)) return;
        store.BalancePoints.Add(new() { AccountId = accountId, At = now, BalanceMicros = balance.Micros, Currency = balance.Currency });
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BalancePoint>
    {
        public void Configure(EntityTypeBuilder<BalancePoint> point)
        {
            point.HasIndex(p => new { p.AccountId, p.At });   // an account's history, and its newest row
            point.Ignore(p => p.Balance);
        }
    }
}
