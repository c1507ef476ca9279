using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Templates;

/// <summary>A text with named variables, one per language.</summary>
public sealed class Template : ICataloged
{
    public long Id { get; private set; }
    public required long ServiceId { get; init; }
    public required string Key { get; init; }

    /// <summary>Its text sets the order in which array parameters bind.</summary>
    public required string DefaultLanguage { get; set; }
    public bool IsActive { get; set; } = true;
    public required DateTimeOffset CreatedAt { get; init; }
    public List<TemplateVersion> Texts { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Template>
    {
        public void Configure(EntityTypeBuilder<Template> template)
        {
            template.HasOne<Service>().WithMany().HasForeignKey(t => t.ServiceId);
            template.HasIndex(t => new { t.ServiceId, t.Key }).IsUnique();
        }
    }
}

/// <summary>One language's text of a template, in one version; the newest version is used.</summary>
public sealed class TemplateVersion : ICataloged
{
    public long Id { get; private set; }
    public long TemplateId { get; init; }
    public required string Language { get; init; }
    public required int Version { get; init; }

    /// <summary>Variables stand in braces: <c>Your code is {token}</c>.</summary>
    public required string Text { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TemplateVersion>
    {
        public void Configure(EntityTypeBuilder<TemplateVersion> version)
        {
            version.HasOne<Template>().WithMany(t => t.Texts).HasForeignKey(v => v.TemplateId);
            version.HasIndex(v => new { v.TemplateId, v.Language, v.Version }).IsUnique();
        }
    }
}
