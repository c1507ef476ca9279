using System.Globalization;
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
    public const int DefaultRefreshMinutes = 5, MostRefreshMinutes = 1440;

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

    /// <summary>Between two questions for credit and expiry date, a minute to a day.</summary>
    public int RefreshMinutes { get; set; } = DefaultRefreshMinutes;

    /// <summary>When they are asked for next; null: as soon as somebody looks.</summary>
    public DateTimeOffset? RefreshDueAt { get; private set; }

    /// <summary>What it had cost by the counters, in its currency, when the balance was told or set: what it has cost since is gone from it.</summary>
    public long? SpentMicros { get; private set; }

    /// <summary>When somebody set by hand what its provider does not tell; null: nobody did.</summary>
    public DateTimeOffset? SetByHandAt { get; private set; }

    /// <summary>When the provider refused the key it is used with, and it has no other; null: it does not.</summary>
    public DateTimeOffset? KeyRefusedAt { get; private set; }

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

    /// <summary>How far from a tenant that it serves: its own, the service's, a shared one. The nearest is tried first.</summary>
    public int Distance => TenantId is not null ? 0 : ServiceId is not null ? 1 : 2;

    public static string InLog(long id) => string.Create(CultureInfo.InvariantCulture, $"account:{id}");

    /// <summary>Whether messages of this service and tenant may go through it: its own, the service's, or a shared one.</summary>
    /// <param name="serviceId">Null: no service's; only shared ones do.</param>
    /// <param name="tenantId">Null: any of the service's.</param>
    public bool Serves(long? serviceId, long? tenantId) => ServiceId is null || (ServiceId == serviceId && (tenantId is null || TenantId is null || TenantId == tenantId));

    public bool Pause(DateTimeOffset until, string reason)
    {
        if (PausedUntil >= until) return false;
        (PausedUntil, PauseReason, PauseCount) = (until, reason, PauseCount + 1);
        return true;
    }

    /// <summary>A probe was good: it may be used, and the next message shows whether it is really back. Until then its pauses go on growing.</summary>
    public bool TryAgain()
    {
        if (PausedUntil is null) return false;
        (PausedUntil, PauseReason) = (null, null);
        return true;
    }

    public bool Resume()
    {
        if (PausedUntil is null && PauseCount == 0 && KeyRefusedAt is null) return false;
        (PausedUntil, PauseReason, PauseCount, KeyRefusedAt) = (null, null, 0, null);
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

    /// <param name="spent">What it has cost until now, by the counters; null: nothing is taken off the balance.</param>
    public void Stand(AccountStanding standing, DateTimeOffset now, long? spent = null)
    {
        Take(standing, spent);
        (StandingAt, StandingFault, StandingFaultAt) = (now, null, null);
        if (PauseCount == 0) KeyRefusedAt = null;
    }

    /// <summary>What was known stays.</summary>
    public void StandUnknown(string fault, DateTimeOffset now, bool keyIsRefused = false)
    {
        (StandingFault, StandingFaultAt) = (fault, now);
        if (keyIsRefused) KeyIsRefused(now);
    }

    /// <summary>By hand: what is null stays as it is.</summary>
    public void StandByHand(AccountStanding standing, DateTimeOffset now, long spent)
    {
        Take(standing, spent);
        SetByHandAt = now;
    }

    /// <summary>Nobody can say any more when it ends.</summary>
    public void ForgetExpiry() => ExpiresAt = null;

    /// <summary>The provider is asked again after so long.</summary>
    public void AskAfter(TimeSpan wait, DateTimeOffset now) => RefreshDueAt = now + wait;

    public void KeyIsRefused(DateTimeOffset now) => KeyRefusedAt ??= now;

    private void Take(AccountStanding standing, long? spent)
    {
        Currency = standing.Balance?.Currency ?? standing.PricePerSegment?.Currency ?? Currency;
        BalanceMicros = standing.Balance?.Micros ?? BalanceMicros;
        PriceMicros = standing.PricePerSegment?.Micros ?? PriceMicros;
        ExpiresAt = standing.ExpiresAt ?? ExpiresAt;
        if (standing.Balance is not null) SpentMicros = spent;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.HasOne<Service>().WithMany().HasForeignKey(a => a.ServiceId);
            account.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
            account.Property(a => a.RefreshMinutes).HasDefaultValue(DefaultRefreshMinutes);
            account.Ignore(a => a.Balance).Ignore(a => a.PricePerSegment).Ignore(a => a.ReportWindow);
        }
    }
}
