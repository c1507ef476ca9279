using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>One credential of an account; the next active one is used when one is refused.</summary>
public sealed class Key : ICataloged
{
    public long Id { get; private set; }
    public long AccountId { get; init; }
    public required string Label { get; set; }

    /// <summary>The sealed JSON object of secrets by field name.</summary>
    public required byte[] Sealed { get; set; }
    public bool IsActive { get; set; } = true;
    public int Position { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Key>
    {
        public void Configure(EntityTypeBuilder<Key> key) => key.HasOne<Account>().WithMany(a => a.Keys).HasForeignKey(k => k.AccountId);
    }
}
