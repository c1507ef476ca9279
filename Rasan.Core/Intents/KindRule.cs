using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>Why a message is sent, by class: decides lane, lifetime, window and what happens on an unknown outcome.</summary>
public enum Kind
{
    Otp = 0,
    Transactional = 1,
    Bulk = 2,
}

/// <summary>The dispatcher's queues; each has workers of its own. Lower is more urgent.</summary>
public enum Lane
{
    Otp = 0,
    Normal = 1,
    Bulk = 2,
}

/// <summary>What happens when nobody can say whether an attempt was sent.</summary>
public enum OnUnknown
{
    /// <summary>The message stays Uncertain until somebody can.</summary>
    Wait = 0,

    /// <summary>The next account takes it, marked <c>may_arrive_twice</c>.</summary>
    NextAccount = 1,
}

/// <summary>What happens when an account took a message and no delivery report comes.</summary>
public enum OnNoReport
{
    /// <summary>The message stays Sent, and is Unconfirmed when the account's report window is over.</summary>
    Wait = 0,

    /// <summary>The next account takes it, marked <c>may_arrive_twice</c>.</summary>
    NextAccount = 1,
}

/// <summary>What a kind means; the system's three rows are seeded, a service may have its own.</summary>
public sealed class KindRule : ICataloged
{
    public long Id { get; private set; }
    public long? ServiceId { get; init; }
    public required Kind Kind { get; init; }
    public required Lane Lane { get; set; }
    public required int LifetimeSeconds { get; set; }
    public required OnUnknown OnUnknown { get; set; }
    public OnNoReport OnNoReport { get; set; }

    /// <summary>How long a report is waited for before the next account takes the message.</summary>
    public int? NoReportSeconds { get; set; }

    /// <summary>Opening and closing of the sending window, <c>HH:mm</c>; both null: always open.</summary>
    public string? WindowFrom { get; set; }
    public string? WindowUntil { get; set; }

    /// <summary>IANA zone of the window.</summary>
    public string? WindowZone { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<KindRule>
    {
        public void Configure(EntityTypeBuilder<KindRule> rule)
        {
            rule.HasOne<Service>().WithMany().HasForeignKey(r => r.ServiceId);
            rule.HasIndex(r => new { r.ServiceId, r.Kind }).IsUnique();
            rule.HasData(
                new { Id = 1L, Kind = Kind.Otp, Lane = Lane.Otp, LifetimeSeconds = 120, OnUnknown = OnUnknown.NextAccount, OnNoReport = OnNoReport.Wait },
                new { Id = 2L, Kind = Kind.Transactional, Lane = Lane.Normal, LifetimeSeconds = 3600, OnUnknown = OnUnknown.Wait, OnNoReport = OnNoReport.Wait },
                new { Id = 3L, Kind = Kind.Bulk, Lane = Lane.Bulk, LifetimeSeconds = 86400, OnUnknown = OnUnknown.Wait, OnNoReport = OnNoReport.Wait, WindowFrom = "08:00", WindowUntil = "21:00", WindowZone = "Asia/Tehran" });
        }
    }
}
