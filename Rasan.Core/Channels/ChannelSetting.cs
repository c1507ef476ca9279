using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Channels;

/// <summary>Whether a service sends by a method, and in which turn. Where it has said nothing, sms is on and everything else off.</summary>
public sealed class ChannelSetting : ICataloged
{
    /// <summary>The row.</summary>
    public long Id { get; private set; }

    /// <summary>Whose setting it is.</summary>
    public required long ServiceId { get; init; }

    /// <summary>One of <see cref="ChannelKeys.Served"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>Whether the service sends by it.</summary>
    public required bool IsOn { get; set; }

    /// <summary>Its turn: the lowest is tried first.</summary>
    public required int Position { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ChannelSetting>
    {
        public void Configure(EntityTypeBuilder<ChannelSetting> setting)
        {
            setting.HasOne<Service>().WithMany().HasForeignKey(s => s.ServiceId);
            setting.HasIndex(s => new { s.ServiceId, s.Channel }).IsUnique();
        }
    }
}
