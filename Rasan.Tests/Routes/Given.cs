using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Templates;

namespace Rasan.Tests.Routes;

/// <summary>Rules and accounts as the catalog would have read them: with ids.</summary>
internal static class Given
{
    public const long Shop = 1, Bank = 2;
    public const long ShopMain = 11, ShopEast = 12;

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, ProviderCapabilities> Providers = new(StringComparer.Ordinal)
    {
        ["acme"] = new(),
        ["sandbox"] = new() { NeedsKey = false },
        ["fussy"] = new() { Voice = true, Templates = true, TemplatesTakeNoLine = true, TakesValue = (slot, value) => slot == "free" || !value.Contains(' ', StringComparison.Ordinal) },
        ["terse"] = new() { MaxTextLength = 900, MaxSegments = 10, Templates = true },
        ["lined"] = new() { NeedsLine = true, Templates = true },
    };

    public static RouteTable Table(IEnumerable<Route> routes, params Account[] accounts) => new(routes, accounts, Providers);

    public static RouteTable Table(params Account[] accounts) => Table([], accounts);

    public static RouteTable Bound(IEnumerable<BoundTemplate> bindings, params Account[] accounts) => new([], accounts, Providers, bindings);

    public static BoundTemplate Binding(long template, long account, string slot = "token", string? language = null) => new(template, account, "login", [new("code", slot)], language);

    public static RouteQuestion Question(string intent = "OTP_LOGIN", Kind kind = Kind.Otp, long service = Shop, long tenant = ShopMain) =>
        new(service, tenant, intent, kind, ChannelKeys.Sms);

    public static Account Account(long id, long? service = null, long? tenant = null, string provider = "acme", bool keyed = true, bool active = true)
    {
        var account = WithId(new Account { ServiceId = service, TenantId = tenant, Provider = provider, Name = $"account {id}", IsActive = active, CreatedAt = Now }, id);
        if (keyed) account.Keys.Add(new() { AccountId = id, Label = "key", Sealed = [1], CreatedAt = Now });
        return account;
    }

    public static Account With(this Account account, long lineId, string number, LineClass kind = LineClass.Service, bool active = true)
    {
        account.Lines.Add(WithId(new Line { AccountId = account.Id, Number = number, Class = kind, IsActive = active, CreatedAt = Now }, lineId));
        return account;
    }

    public static Account OpenFrom(this Account account, string opens, string closes, string? zone = "UTC")
    {
        (account.Lines[^1].OpensAt, account.Lines[^1].ClosesAt, account.Lines[^1].Zone) = (opens, closes, zone);
        return account;
    }

    public static Account KeptFor(this Account account, string intents)
    {
        account.Lines[^1].Intents = intents;
        return account;
    }

    public static Account Holding(this Account account, long rials, long? pricePerSegment = null, DateTimeOffset? expiresAt = null)
    {
        account.Stand(new(Money.Rials(rials), expiresAt, pricePerSegment is { } price ? Money.Rials(price) : null), Now);
        return account;
    }

    public static Account PausedFor(this Account account, int seconds)
    {
        account.Pause(Now.AddSeconds(seconds), "test");
        return account;
    }

    public static Route Route(long id, long? service = null, long? tenant = null, string? intent = null, Kind? kind = null, bool active = true, bool fallback = true, string channel = ChannelKeys.Sms, long[]? to = null)
    {
        var route = WithId(new Route { ServiceId = service, TenantId = tenant, Intent = intent, Kind = kind, IsActive = active, Fallback = fallback, Channel = channel, CreatedAt = Now }, id);
        foreach (var account in to ?? []) route.Steps.Add(new() { RouteId = id, Position = route.Steps.Count, AccountId = account });
        return route;
    }

    public static Route Over(this Route route, long account, long line)
    {
        route.Steps.Add(new() { RouteId = route.Id, Position = route.Steps.Count, AccountId = account, LineId = line });
        return route;
    }

    public static string Choices(this RoutePlan plan) => string.Join(' ', plan.Choices.Select(c => c.Line is null ? $"{c.Account.Id}" : $"{c.Account.Id}/{c.Line.Number}"));

    public static string Skips(this RoutePlan plan) => string.Join(' ', plan.Skipped.Select(s => $"{s.Account.Id}:{s.Reason}"));

    // Ids are the database's to give; nothing of ours may set them.
    private static T WithId<T>(T entity, long id) where T : class
    {
        typeof(T).GetProperty("Id")!.SetValue(entity, id);
        return entity;
    }
}
