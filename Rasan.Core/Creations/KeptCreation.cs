using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;

namespace Rasan.Core.Creations;

/// <summary>The first answer to a request that made a part of the configuration under an Idempotency-Key, kept for 24 hours. Stored with what it made.</summary>
public sealed class KeptCreation
{
    public long Id { get; private set; }
    public required long ServiceId { get; init; }

    /// <summary>The one tenant the caller spoke for; null: for the whole service.</summary>
    public long? TenantId { get; init; }
    public required string Route { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and raw body.</summary>
    public required byte[] RequestHash { get; init; }
    public required int Status { get; init; }

    /// <summary>The answer's body, sealed: an account's callback addresses hold a secret.</summary>
    public required byte[] Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<KeptCreation>
    {
        public void Configure(EntityTypeBuilder<KeptCreation> creation)
        {
            creation.HasOne<Service>().WithMany().HasForeignKey(c => c.ServiceId);
            creation.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
            creation.HasIndex(c => new { c.ServiceId, c.Route, c.Key }).IsUnique();
        }
    }
}
