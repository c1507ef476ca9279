using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rasan.Core.Messages;

/// <summary>The first answer to a request that carried an Idempotency-Key, kept for 24 hours. Written by the ledger alone, with what the request created.</summary>
public sealed class IdempotentAnswer
{
    public long Id { get; init; }

    /// <summary>Of service, route and key: the writer finds an answer by these eight bytes, in memory.</summary>
    public required long Hash { get; init; }
    public required long ServiceId { get; init; }
    public required string Route { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and raw body.</summary>
    public required byte[] RequestHash { get; init; }
    public required int Status { get; init; }

    /// <summary>The answer's body, sealed.</summary>
    public required byte[] Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdempotentAnswer>
    {
        public void Configure(EntityTypeBuilder<IdempotentAnswer> answer)
        {
            answer.Property(a => a.Id).ValueGeneratedNever();
            answer.HasIndex(a => new { a.CreatedAt, a.Hash });   // grows at its end, and holds all that the writer loads when it begins
        }
    }
}
