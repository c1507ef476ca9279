using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;

namespace Rasan.Core.Intents;

/// <summary>A key that messages of a service carried though nobody has defined it. Not of the configuration: it comes and goes with what is sent.</summary>
public sealed class SeenIntent
{
    public long Id { get; private set; }
    public required long ServiceId { get; init; }
    public required string Key { get; init; }

    /// <summary>What its messages were treated as.</summary>
    public required Kind Kind { get; set; }
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Messages that carried it since it was seen first.</summary>
    public required long Count { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SeenIntent>
    {
        public void Configure(EntityTypeBuilder<SeenIntent> seen)
        {
            seen.HasOne<Service>().WithMany().HasForeignKey(s => s.ServiceId);
            seen.HasIndex(s => new { s.ServiceId, s.Key }).IsUnique();
        }
    }
}
