using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>A client of the messaging centre: owns tokens, members, templates, messages.</summary>
public sealed class Service : ICataloged
{
    public long Id { get; private set; }

    /// <summary>The API's <c>client_id</c>; also the key of the service's default tenant.</summary>
    public required string Key { get; init; }
    public required string Name { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>IANA zone in which this service's days begin.</summary>
    public string Zone { get; set; } = "Asia/Tehran";

    /// <summary>Language of templates when the message names none.</summary>
    public string Language { get; set; } = "fa";

    /// <summary>After so many days texts and numbers are wiped; null: the program's setting.</summary>
    public int? BodyRetentionDays { get; set; }

    /// <summary>After so many days the rows go; null: the program's setting.</summary>
    public int? RowRetentionDays { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public List<Tenant> Tenants { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Service>
    {
        public void Configure(EntityTypeBuilder<Service> service) => service.HasIndex(s => s.Key).IsUnique();
    }
}

/// <summary>A sub-account inside a service; every service has a default one whose key is the service's key.</summary>
public sealed class Tenant : ICataloged
{
    public long Id { get; private set; }
    public long ServiceId { get; init; }
    public required string Key { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> tenant)
        {
            tenant.HasOne<Service>().WithMany(s => s.Tenants).HasForeignKey(t => t.ServiceId);
            tenant.HasIndex(t => new { t.ServiceId, t.Key }).IsUnique();
        }
    }
}
