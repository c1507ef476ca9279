using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rasan.Core.Users;

/// <summary>A browser in which somebody is signed in. Its row is the sign-in: with the row gone, or the user's stamp renewed, it is over.</summary>
public sealed class Session
{
    public long Id { get; private set; }
    public required long UserId { get; init; }

    /// <summary>SHA-256 of what the cookie carries.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The user's stamp at the sign-in: a new password renews it, and every session with the old one is over.</summary>
    public required string Stamp { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SeenAt { get; set; }
    public string? Address { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public string? Agent { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> session)
        {
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
            session.HasIndex(s => s.KeyHash).IsUnique();
        }
    }
}
