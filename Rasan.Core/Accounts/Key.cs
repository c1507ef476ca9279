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

    /// <summary>When the provider refused it, and with which code; null: it did not. One that was refused is passed over.</summary>
    public DateTimeOffset? RefusedAt { get; private set; }
    public string? RefusedCode { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsUsable => IsActive && RefusedAt is null;

    public bool Refuse(string code, DateTimeOffset now)
    {
        if (RefusedAt is not null) return false;
        (RefusedAt, RefusedCode) = (now, code);
        return true;
    }

    /// <summary>Somebody says that it is good again.</summary>
    public void PutBack() => (RefusedAt, RefusedCode) = (null, null);

    /// <summary>Another secret: what was said of the old one is void.</summary>
    public void Replace(byte[] sealedSecret) => (Sealed, RefusedAt, RefusedCode, IsActive) = (sealedSecret, null, null, true);

    internal sealed class Mapping : IEntityTypeConfiguration<Key>
    {
        public void Configure(EntityTypeBuilder<Key> key)
        {
            key.HasOne<Account>().WithMany(a => a.Keys).HasForeignKey(k => k.AccountId);
            key.Ignore(k => k.IsUsable);
        }
    }
}
