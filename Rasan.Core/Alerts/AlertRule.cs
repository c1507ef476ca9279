using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Accounts;

namespace Rasan.Core.Alerts;

/// <summary>What is watched for on an account. The numbers are stored.</summary>
public enum AlertOn
{
    BalanceBelow = 0,
    ExpiresWithin = 1,
    Paused = 2,
    KeyRefused = 3,
}

/// <summary>Of what on an account whom is told; and whether it is so now, so that one crossing tells once, whatever restarts.</summary>
public sealed class AlertRule
{
    public const int MostReceivers = 10, MostDays = 365;

    public long Id { get; private set; }
    public required long AccountId { get; init; }
    public AlertOn On { get; private set; }

    /// <summary>In the account's currency.</summary>
    public long? ThresholdMicros { get; private set; }
    public int? Days { get; private set; }
    public bool IsActive { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public List<AlertReceiver> Receivers { get; } = [];

    /// <summary>Since when it is so; null: it is not.</summary>
    public DateTimeOffset? RaisedAt { get; private set; }

    /// <summary>When it was last told of.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>Another rule, or one that begins to be watched again, begins anew.</summary>
    public void Set(AlertOn on, long? thresholdMicros, int? days, bool isActive)
    {
        if ((On, ThresholdMicros, Days) != (on, thresholdMicros, days) || !isActive) Rearm();
        (On, ThresholdMicros, Days, IsActive) = (on, thresholdMicros, days, isActive);
    }

    internal void Tell(DateTimeOffset now) => (RaisedAt, ToldAt) = (RaisedAt ?? now, now);

    internal void Rearm() => (RaisedAt, ToldAt) = (null, null);

    internal sealed class Mapping : IEntityTypeConfiguration<AlertRule>
    {
        public void Configure(EntityTypeBuilder<AlertRule> rule)
        {
            rule.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
            rule.HasMany(r => r.Receivers).WithOne().HasForeignKey(r => r.RuleId);
        }
    }
}

/// <summary>A mobile that is told, in its owner's language.</summary>
public sealed class AlertReceiver
{
    public long Id { get; private set; }
    public long RuleId { get; init; }

    /// <summary>E.164.</summary>
    public required string Recipient { get; init; }

    /// <summary><c>fa</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AlertReceiver>
    {
        public void Configure(EntityTypeBuilder<AlertReceiver> receiver) => receiver.ToTable("alert_receivers");
    }
}
