using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>A sender number of an account.</summary>
public sealed class Line : ICataloged
{
    public long Id { get; private set; }
    public long AccountId { get; init; }
    public required string Number { get; init; }
    public LineClass Class { get; set; } = LineClass.Service;
    public bool IsActive { get; set; } = true;

    /// <summary>Whether messages can come in on it and are asked for.</summary>
    public bool Receives { get; set; } = true;
    /// <summary>From when until when it may be used, <c>HH:mm</c>; both null: always.</summary>
    public string? OpensAt { get; set; }
    public string? ClosesAt { get; set; }

    /// <summary>IANA zone of these hours; null: Asia/Tehran.</summary>
    public string? Zone { get; set; }

    /// <summary>Keys of intents, or words of kinds, separated by a comma; null: it carries all of them.</summary>
    public string? Intents { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Line>
    {
        public void Configure(EntityTypeBuilder<Line> line)
        {
            line.HasOne<Account>().WithMany(a => a.Lines).HasForeignKey(l => l.AccountId);
            line.HasIndex(l => new { l.AccountId, l.Number }).IsUnique();
        }
    }
}

/// <summary>What a line may carry.</summary>
public enum LineClass
{
    Service = 0,
    Advertising = 1,
    Shared = 2,
}
