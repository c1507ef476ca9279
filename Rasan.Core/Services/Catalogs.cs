using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Core.Storage;
using Rasan.Core.Templates;

namespace Rasan.Core.Services;

/// <summary>Holds the catalog of the newest revision; looks twice a second whether any process has raised it.</summary>
public sealed partial class Catalogs(IDbContextFactory<RasanDb> stores, Providers providers, TimeProvider clock, ILogger<Catalogs> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private readonly Lock _taking = new();
    private volatile Catalog _current = Catalog.Empty;

    public Catalog Current => _current;

    /// <summary>Raised after <see cref="Current"/> has become another one.</summary>
    public event EventHandler? Changed;

    /// <summary>Reads the catalog if its revision has moved.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await RevisionAsync(store, ct) == _current.Revision) return;
        if (Take(await store.AtOneMomentAsync(() => ReadAsync(store, ct), ct))) Changed?.Invoke(this, EventArgs.Empty);
    }

    public async Task WatchAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await RefreshAsync(stopping);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotRead(exception);   // what is in memory goes on being true
            }
        }
    }

    // Two may have read at once; the older reading must not win by coming last.
    private bool Take(Catalog read)
    {
        lock (_taking)
        {
            if (read.Revision <= _current.Revision) return false;
            _current = read;
            return true;
        }
    }

    private static Task<long> RevisionAsync(RasanDb store, CancellationToken ct) => store.Revisions.Select(r => r.Number).SingleAsync(ct);

    private async Task<Catalog> ReadAsync(RasanDb store, CancellationToken ct)
    {
        var revision = await RevisionAsync(store, ct);
        var services = await store.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        var tenants = await store.Tenants.AsNoTracking().ToListAsync(ct);
        var tokens = await store.Tokens.AsNoTracking().ToListAsync(ct);
        var accounts = await store.Accounts.AsNoTracking().AsSplitQuery().Include(a => a.Keys).Include(a => a.Lines).ToListAsync(ct);
        var routes = await store.Routes.AsNoTracking().Include(r => r.Steps).ToListAsync(ct);
        var templates = await store.Templates.AsNoTracking().Include(t => t.Texts).ToListAsync(ct);
        var bindings = await store.TemplateBindings.AsNoTracking().ToListAsync(ct);
        var members = await store.Members.AsNoTracking().ToListAsync(ct);
        var users = await store.Users.AsNoTracking().Select(u => new { u.Id, u.UserName, u.DisplayName, u.PhoneNumber, u.IsSystemAdministrator }).ToDictionaryAsync(u => u.Id, ct);
        var levels = await store.AccessLevels.AsNoTracking().ToDictionaryAsync(l => l.Key, l => l.Permissions, StringComparer.Ordinal, ct);
        var settings = await store.Settings.AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Value, StringComparer.Ordinal, ct);
        var entries = templates.ConvertAll(Parse);
        return new Catalog
        {
            Revision = revision,
            Services = services.ToFrozenDictionary(),
            Zones = services.ToFrozenDictionary(s => s.Key, s => TimeZoneInfo.FindSystemTimeZoneById(s.Value.Zone)),
            Tenants = tenants.ToFrozenDictionary(t => (t.ServiceId, t.Key)),
            TenantKeys = tenants.ToFrozenDictionary(t => t.Id, t => t.Key),
            Tokens = tokens.ToFrozenDictionary(t => TokenHash.From(t.Hash), t => Entry(t, services[t.ServiceId], tenants)),
            Accounts = accounts.ToFrozenDictionary(a => a.Id),
            Routes = new RouteTable(routes, accounts.Where(a => a.RemovedAt is null), providers.Capabilities, bindings.Select(BoundTemplate.Of)),
            Intents = new IntentTable(await store.Intents.AsNoTracking().ToListAsync(ct), await store.KindRules.AsNoTracking().ToListAsync(ct)),
            Channels = new ChannelTable(await store.ChannelSettings.AsNoTracking().ToListAsync(ct)),
            Templates = entries.Where(e => e.Template.IsActive).ToFrozenDictionary(e => (e.Template.ServiceId, e.Template.Key)),
            TemplatesById = entries.ToFrozenDictionary(e => e.Template.Id),
            Phones = members.ToFrozenDictionary(m => (m.ServiceId, m.UserId), m => users[m.UserId].PhoneNumber),
            Users = users.ToFrozenDictionary(u => u.Key, u => new UserEntry(u.Key, u.Value.DisplayName ?? u.Value.UserName!, u.Value.IsSystemAdministrator)),
            Members = members.ToFrozenDictionary(m => (m.ServiceId, m.UserId), m => levels.GetValueOrDefault(m.AccessLevel)),
            SendingHeld = settings.GetValueOrDefault(Setting.SendingHeld),
            SearchRequest = settings.GetValueOrDefault(Setting.SearchRequest),
        };
    }

    private static TokenEntry Entry(Token token, Service service, List<Tenant> tenants)
    {
        var tenant = tenants.Find(t => t.Id == token.TenantId);
        var actor = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"token:{token.Id}");
        return new(token, service, tenant, token.Scopes.Split(' ').ToFrozenSet(StringComparer.Ordinal), actor);
    }

    private static TemplateEntry Parse(Template template)
    {
        var texts = template.Texts.GroupBy(t => t.Language, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => TemplateText.Parse(g.MaxBy(t => t.Version)!.Text), StringComparer.Ordinal);
        return new(template, texts.GetValueOrDefault(template.DefaultLanguage) ?? TemplateText.Parse(""), texts);
    }

    [LoggerMessage(1001, LogLevel.Error, "The configuration could not be read")]
    private partial void LogNotRead(Exception exception);
}
