using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Core.Services;

/// <summary>A user in a service, with an access level.</summary>
public sealed class Member : ICataloged
{
    public long Id { get; private set; }
    public required long ServiceId { get; init; }
    public required long UserId { get; init; }

    /// <summary>Key of the access level: a named set of permissions.</summary>
    public required string AccessLevel { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> member)
        {
            member.HasOne<Service>().WithMany().HasForeignKey(m => m.ServiceId);
            member.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
            member.HasIndex(m => new { m.ServiceId, m.UserId }).IsUnique();
        }
    }
}
