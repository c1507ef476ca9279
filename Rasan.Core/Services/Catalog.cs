using System.Collections.Frozen;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Core.Templates;

namespace Rasan.Core.Services;

/// <summary>
/// Everything the accept path and the dispatcher must know about the configuration, in memory, as of one revision.
/// Its entities are shared and never changed.
/// </summary>
public sealed class Catalog
{
    public static readonly Catalog Empty = new();

    internal Catalog() { }

    public long Revision { get; init; }
    public FrozenDictionary<TokenHash, TokenEntry> Tokens { get; init; } = FrozenDictionary<TokenHash, TokenEntry>.Empty;
    public FrozenDictionary<long, Service> Services { get; init; } = FrozenDictionary<long, Service>.Empty;
    public FrozenDictionary<(long Service, string Key), Tenant> Tenants { get; init; } = FrozenDictionary<(long, string), Tenant>.Empty;
    public FrozenDictionary<long, string> TenantKeys { get; init; } = FrozenDictionary<long, string>.Empty;
    public FrozenDictionary<(long Service, string Key), TemplateEntry> Templates { get; init; } = FrozenDictionary<(long, string), TemplateEntry>.Empty;
    public FrozenDictionary<long, TemplateEntry> TemplatesById { get; init; } = FrozenDictionary<long, TemplateEntry>.Empty;
    /// <summary>Removed ones too: old messages say their names.</summary>
    public FrozenDictionary<long, Account> Accounts { get; init; } = FrozenDictionary<long, Account>.Empty;
    public FrozenDictionary<long, TimeZoneInfo> Zones { get; init; } = FrozenDictionary<long, TimeZoneInfo>.Empty;

    /// <summary>Numbers of users who belong to a service.</summary>
    public FrozenDictionary<(long Service, long User), string?> Phones { get; init; } = FrozenDictionary<(long, long), string?>.Empty;
    public FrozenDictionary<long, UserEntry> Users { get; init; } = FrozenDictionary<long, UserEntry>.Empty;

    /// <summary>What members may do in a service.</summary>
    public FrozenDictionary<(long Service, long User), Permissions> Members { get; init; } = FrozenDictionary<(long, long), Permissions>.Empty;
    public IntentTable Intents { get; init; } = IntentTable.Empty;
    public ChannelTable Channels { get; init; } = ChannelTable.Empty;
    public RouteTable Routes { get; init; } = new([], [], FrozenDictionary<string, ProviderCapabilities>.Empty);

    /// <summary>Why sending waits for an operator's word; null: it does not.</summary>
    public string? SendingHeld { get; init; }

    /// <summary>The newest request for a new search index; null: none was ever asked for.</summary>
    public string? SearchRequest { get; init; }

    /// <summary>What a user may do in a service: everything as a system administrator, nothing where not a member.</summary>
    public Permissions PermissionsOf(long userId, long serviceId) =>
        Users.TryGetValue(userId, out var user) && user.IsSystemAdministrator ? Permissions.All : Members.GetValueOrDefault((serviceId, userId));

    public Tenant? DefaultTenant(Service service) => Tenants.GetValueOrDefault((service.Id, service.Key));

    /// <summary>A service's template by its key, switched off or not.</summary>
    public TemplateEntry? FindTemplate(long serviceId, string key) => TemplatesById.Values.FirstOrDefault(entry => entry.Template.ServiceId == serviceId && entry.Template.Key == key);

    /// <summary>The language of a template's wording for somebody who asked for this one; null without a template.</summary>
    public string? LanguageOf(long? templateId, string? language) => templateId is { } id ? TemplatesById.GetValueOrDefault(id)?.LanguageFor(language) : null;

    /// <summary>Days since 1970 in the service's zone.</summary>
    public int DayOf(long serviceId, DateTimeOffset at) =>
        Zones.TryGetValue(serviceId, out var zone) ? (int)((at.UtcTicks + zone.GetUtcOffset(at).Ticks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerDay) : 0;
}

/// <summary>A living or dead token with what a request needs of it.</summary>
public sealed record TokenEntry(Token Token, Service Service, Tenant? Tenant, FrozenSet<string> Scopes, string Actor)
{
    public Permissions Permissions { get; } = Services.Scopes.PermissionsOf(Scopes);
}

/// <summary>A template with its texts parsed, the newest version of each language.</summary>
public sealed record TemplateEntry(Template Template, TemplateText Default, FrozenDictionary<string, TemplateText> ByLanguage)
{
    /// <summary>The language in which somebody who asked for this one is written to.</summary>
    public string LanguageFor(string? language) => language is not null && ByLanguage.ContainsKey(language) ? language : Template.DefaultLanguage;

    public TemplateText In(string? language) => language is not null && ByLanguage.TryGetValue(language, out var text) ? text : Default;
}

/// <summary>A user as others name it.</summary>
public sealed record UserEntry(long Id, string Name, bool IsSystemAdministrator);
