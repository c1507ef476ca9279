using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>A free key that says why a message is sent (<c>OTP_LOGIN</c>); belongs to a kind.</summary>
public sealed class Intent : ICataloged
{
    public long Id { get; private set; }

    /// <summary>Null: for every service.</summary>
    public long? ServiceId { get; init; }
    public required string Key { get; init; }
    public required Kind Kind { get; set; }

    /// <summary>Overrides the kind's lifetime.</summary>
    public int? LifetimeSeconds { get; set; }

    /// <summary>Sending methods in the order they are tried, separated by a comma; null: the service's order.</summary>
    public string? Channels { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Intent>
    {
        public void Configure(EntityTypeBuilder<Intent> intent)
        {
            intent.HasOne<Service>().WithMany().HasForeignKey(i => i.ServiceId);
            intent.HasIndex(i => new { i.ServiceId, i.Key }).IsUnique();
            intent.HasData(new { Id = 1L, Key = "OTP_LOGIN", Kind = Kind.Otp });
        }
    }
}
