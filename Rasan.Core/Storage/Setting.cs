using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rasan.Core.Storage;

/// <summary>A setting an operator made; stands above appsettings.json and below the environment.</summary>
public sealed class Setting : ICataloged
{
    /// <summary>Sending waits for an operator's word (after a restore): the value is the reason.</summary>
    public const string SendingHeld = "sending_held";

    /// <summary>A new search index was asked for: the value is when. An index bears the request it was built for.</summary>
    public const string SearchRequest = "search_request";

    public required string Name { get; init; }
    public required string Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> setting) => setting.HasKey(s => s.Name);
    }
}

/// <summary>One row: rises with every change of what the catalog holds, whichever process made it.</summary>
public sealed class Revision
{
    public long Id { get; init; } = 1;
    public long Number { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Revision>
    {
        public void Configure(EntityTypeBuilder<Revision> revision) => revision.HasData(new { Id = 1L, Number = 1L });
    }
}
