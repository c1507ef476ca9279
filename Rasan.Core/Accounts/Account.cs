using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>One registration at a provider; owned by the system (shared) or by a service, perhaps by one tenant of it.</summary>
public sealed class Account : ICataloged
{
    public static readonly TimeSpan DefaultReportWindow = TimeSpan.FromHours(48);

    public long Id { get; private set; }
    public long? ServiceId { get; init; }
    public long? TenantId { get; init; }

    /// <summary>Key of the provider: <c>sandbox</c>, <c>kavenegar</c> …</summary>
    public required string Provider { get; init; }
    public required string Name { get; set; }
    public string? BaseUrl { get; set; }

    /// <summary>No call may be waited for longer, whatever an account says.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for one call, 1 to 60.</summary>
    public int TimeoutSeconds { get; set; } = 10;
    public bool IsActive { get; set; } = true;

    /// <summary>No report for so long after acceptance ends in Unconfirmed; null: 48 hours.</summary>
    public int? ReportWindowSeconds { get; set; }

    /// <summary>Provider-specific settings, a JSON object of strings.</summary>
    public string Settings { get; set; } = "{}";

    public long? BalanceMicros { get; private set; }
    public long? PriceMicros { get; private set; }
    public string? Currency { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? StandingAt { get; private set; }

    /// <summary>Why the last question for credit and expiry date had no answer; null: it had.</summary>
    public string? StandingFault { get; private set; }
    public DateTimeOffset? StandingFaultAt { get; private set; }

    /// <summary>Part of the address to which a provider without signatures reports; null: none was made yet.</summary>
    public string? CallbackSecret { get; set; }

    public DateTimeOffset? PausedUntil { get; private set; }
    public string? PauseReason { get; private set; }

    /// <summary>Pauses in a row without a success between them: each is longer than the one before.</summary>
    public int PauseCount { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is used and listed no more; what went through it goes on saying its name. Null: it is there.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }
    public List<Key> Keys { get; } = [];
    public List<Line> Lines { get; } = [];

    public Money? Balance => BalanceMicros is { } micros && Currency is { } currency ? Money.FromMicros(micros, currency) : null;

    public Money? PricePerSegment => PriceMicros is { } micros && Currency is { } currency ? Money.FromMicros(micros, currency) : null;

    public TimeSpan ReportWindow => ReportWindowSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultReportWindow;

    /// <summary>Its own, the service's, or a shared one.</summary>
    public bool Serves(long serviceId, long tenantId) => ServiceId is null || (ServiceId == serviceId && (TenantId is null || TenantId == tenantId));

    public bool Pause(DateTimeOffset until, string reason)
    {
        if (PausedUntil >= until) return false;
        (PausedUntil, PauseReason, PauseCount) = (until, reason, PauseCount + 1);
        return true;
    }

    public bool Resume()
    {
        if (PausedUntil is null && PauseCount == 0) return false;
        (PausedUntil, PauseReason, PauseCount) = (null, null, 0);
        return true;
    }

    /// <summary>An operator's word: it stands until its end, whatever calls say meanwhile.</summary>
    public void PauseByHand(DateTimeOffset until) => (PausedUntil, PauseReason, PauseCount) = (until, AccountPause.ByHand, 0);

    /// <summary>Somebody has changed what it paused for. An operator's own pause goes on.</summary>
    public void Mend()
    {
        if (PauseReason != AccountPause.ByHand) Resume();
    }

    /// <summary>Its secrets go; its name and lines stay for the messages that went through it.</summary>
    public void Remove(DateTimeOffset now)
    {
        (RemovedAt, IsActive, CallbackSecret) = (now, false, null);
        Keys.Clear();
    }

    public void Stand(AccountStanding standing, DateTimeOffset now)
    {
        Currency = standing.Balance?.Currency ?? standing.PricePerSegment?.Currency ?? Currency;
        BalanceMicros = standing.Balance?.Micros ?? BalanceMicros;
        PriceMicros = standing.PricePerSegment?.Micros ?? PriceMicros;
        ExpiresAt = standing.ExpiresAt ?? ExpiresAt;
        (StandingAt, StandingFault, StandingFaultAt) = (now, null, null);
    }

    /// <summary>What was known stays.</summary>
    public void StandUnknown(string fault, DateTimeOffset now) => (StandingFault, StandingFaultAt) = (fault, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.HasOne<Service>().WithMany().HasForeignKey(a => a.ServiceId);
            account.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
            account.Ignore(a => a.Balance).Ignore(a => a.PricePerSegment).Ignore(a => a.ReportWindow);
        }
    }
}
