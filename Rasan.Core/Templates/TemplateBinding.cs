using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Accounts;
using Rasan.Core.Storage;

namespace Rasan.Core.Templates;

/// <summary>A template's pattern at the provider of one account: there it goes out by that pattern, not as a text on a line.</summary>
public sealed class TemplateBinding : ICataloged
{
    public long Id { get; private set; }
    public required long TemplateId { get; init; }
    public required long AccountId { get; init; }

    /// <summary>The pattern's name or code at the provider.</summary>
    public required string Code { get; set; }

    /// <summary>Which variable fills which place of the pattern, in order: a JSON array.</summary>
    public string Slots { get; private set; } = "[]";

    /// <summary>The pattern's language: a wording in another one goes out as a text. Null: any.</summary>
    public string? Language { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<TemplateSlot> ReadSlots() => JsonSerializer.Deserialize(Slots, SlotsJson.Default.IReadOnlyListTemplateSlot) ?? [];

    public void Fill(IReadOnlyList<TemplateSlot> slots) => Slots = JsonSerializer.Serialize(slots, SlotsJson.Default.IReadOnlyListTemplateSlot);

    internal sealed class Mapping : IEntityTypeConfiguration<TemplateBinding>
    {
        public void Configure(EntityTypeBuilder<TemplateBinding> binding)
        {
            binding.HasOne<Template>().WithMany().HasForeignKey(b => b.TemplateId);
            binding.HasOne<Account>().WithMany().HasForeignKey(b => b.AccountId);
            binding.HasIndex(b => new { b.TemplateId, b.AccountId }).IsUnique();
        }
    }
}

/// <param name="Variable">Of the template.</param>
/// <param name="Slot">The pattern's place that it fills, as the provider calls it.</param>
public sealed record TemplateSlot(string Variable, string Slot);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<TemplateSlot>))]
internal sealed partial class SlotsJson : JsonSerializerContext;
