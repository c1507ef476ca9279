using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>A token to be made.</summary>
/// <param name="Service">Key of its service.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record TokenOrder(string Service, string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>Key of the only tenant it may speak for; null: any.</summary>
    public string? Tenant { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Addresses and networks it may come from; empty: anywhere.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];
    public int? RatePerMinute { get; init; }
}

/// <summary>What came of a wish for a token.</summary>
public abstract record CreateTokenResult
{
    private CreateTokenResult() { }

    /// <param name="Secret">Shown now and never again.</param>
    public sealed record Created(long Id, string Secret) : CreateTokenResult;
    public sealed record UnknownService : CreateTokenResult;
    public sealed record UnknownTenant : CreateTokenResult;

    /// <param name="Field">Which part of the order can't be.</param>
    /// <param name="Value">What stood there.</param>
    public sealed record Invalid(string Field, string Value) : CreateTokenResult;
}

/// <summary>Makes a token of a service.</summary>
public sealed class CreateToken(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    private const int LongestName = 100, MostPerMinute = 1_000_000;

    public async Task<CreateTokenResult> RunAsync(TokenOrder order, string actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (FaultOf(order, now) is { } fault) return fault;
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Services.Include(s => s.Tenants).SingleOrDefaultAsync(s => s.Key == order.Service, ct) is not { } service) return new CreateTokenResult.UnknownService();
        var tenant = service.Tenants.Find(t => t.Key == order.Tenant);
        if (order.Tenant is not null && tenant is null) return new CreateTokenResult.UnknownTenant();

        var secret = Token.NewSecret();
        var token = Make(order, secret, service.Id, tenant?.Id, now);
        store.Tokens.Add(token);
        await store.InTurnAsync(async turn =>
        {
            await store.SaveChangesAsync(turn);   // its id is in the log row's subject
            store.Record(new()
            {
                At = now,
                ServiceId = service.Id,
                Actor = actor,
                Action = "token.create",
                Subject = string.Create(CultureInfo.InvariantCulture, $"token:{token.Id}"),
                After = JsonSerializer.Serialize(new { token.Name, token.Scopes, token.Hint, token.ExpiresAt, token.AllowedAddresses, token.RatePerMinute }),
            });
            await store.SaveChangesAsync(turn);
        }, ct);
        return new CreateTokenResult.Created(token.Id, secret);
    }

    private static Token Make(TokenOrder order, string secret, long serviceId, long? tenantId, DateTimeOffset now) => new()
    {
        ServiceId = serviceId,
        TenantId = tenantId,
        Name = order.Name,
        Hash = Token.HashOf(secret),
        Hint = secret[^4..],
        Scopes = string.Join(' ', order.Scopes),
        AllowedAddresses = order.AllowedAddresses is [] ? null : string.Join(' ', order.AllowedAddresses),
        RatePerMinute = order.RatePerMinute,
        CreatedAt = now,
        ExpiresAt = order.ExpiresAt,
    };

    private static CreateTokenResult.Invalid? FaultOf(TokenOrder order, DateTimeOffset now)
    {
        if (order.Name is not { Length: > 0 and <= LongestName }) return new("name", order.Name);
        if (order.Scopes is []) return new("scopes", "");
        if (!IsFront(order.Scopes) && order.Scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope, StringComparer.Ordinal)) is { } unknown) return new("scopes", unknown);
        if (order.AllowedAddresses.FirstOrDefault(address => !IsAddress(address)) is { } unreadable) return new("addresses", unreadable);
        if (order.ExpiresAt <= now) return new("expires", order.ExpiresAt.Value.ToString("O", CultureInfo.InvariantCulture));
        return order.RatePerMinute is < 1 or > MostPerMinute ? new("rate", order.RatePerMinute.Value.ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>A vendor's program shows its token as that vendor's ways have it, in a path even: it may do nothing else.</summary>
    private static bool IsFront(IReadOnlyList<string> scopes) => scopes is [var only] && Scopes.Fronts.Contains(only, StringComparer.Ordinal);

    /// <summary>An IPv4 address has its four parts in decimal: 10 is read as 0.0.0.10, and 010.0.0.1 as 8.0.0.1.</summary>
    private static bool IsAddress(string text)
    {
        var parts = text.Split('/');
        return IPAddress.TryParse(parts[0], out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == parts[0]) && (parts.Length == 1 || IPNetwork.TryParse(text, out _));
    }
}
