using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>A named set of permissions that members of a service have.</summary>
public sealed class AccessLevel : ICataloged
{
    public const string Administrator = "administrator";
    public const string Operator = "operator";
    public const string Viewer = "viewer";

    public required string Key { get; init; }
    public required Permissions Permissions { get; set; }

    /// <summary>Those that are there from the start.</summary>
    public static readonly IReadOnlyList<AccessLevel> ReadyMade =
    [
        new() { Key = Administrator, Permissions = Permissions.All & ~Permissions.SeeSystem },
        new()
        {
            Key = Operator,
            Permissions = Permissions.SeeMessages | Permissions.SeeTexts | Permissions.SeeNumbers | Permissions.Send | Permissions.SeeStatistics | Permissions.SeeAccounts,
        },
        new() { Key = Viewer, Permissions = Permissions.SeeMessages | Permissions.SeeStatistics },
    ];

    internal sealed class Mapping : IEntityTypeConfiguration<AccessLevel>
    {
        public void Configure(EntityTypeBuilder<AccessLevel> level)
        {
            level.HasKey(l => l.Key);
            level.Property(l => l.Permissions).HasConversion<string>();   // by name: a permission that is added later renumbers nothing
            level.HasData(ReadyMade);
        }
    }
}
