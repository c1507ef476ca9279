using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Web.Cli;

internal static class TokenCommands
{
    private const string NoEnd = "-";

    /// <summary>ISO 8601, and what <c>token list</c> prints: 12/31 would be another day on each side of an ocean.</summary>
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ssK"];

    public static readonly IReadOnlyList<Command> All =
    [
        new("token create", [],
            [new("service", "KEY") { IsRequired = true }, new("name", "NAME"), new("tenant", "KEY"), new("scopes", "a,b"), new("expires", "2027-01-31"), new("addresses", "a,b"), new("rate", "N")],
            CreateAsync),
        new("token list", [], [new("service", "KEY")], ListAsync),
        new("token revoke", ["ID"], [], RevokeAsync),
    ];

    private static async Task<int> CreateAsync(Call call, CancellationToken ct)
    {
        if (!TryReadOrder(call, out var order, out var unreadable)) return call.Refuse(ExitCode.Usage, "BadValue", unreadable, call.Option(unreadable)!);
        switch (await call.Room<CreateToken>().RunAsync(order, Call.Actor, ct))
        {
            case CreateTokenResult.Created(var id, var secret):
                call.Note("TokenCreated", id);
                call.Print(secret);
                return ExitCode.Done;
            case CreateTokenResult.UnknownTenant:
                return call.Refuse(ExitCode.NotFound, "UnknownTenant", order.Tenant!);
            case CreateTokenResult.Invalid(var field, var value):
                return call.Refuse(ExitCode.Usage, "BadValue", field, value);
            default:
                return call.Refuse(ExitCode.NotFound, "UnknownService", order.Service);
        }
    }

    private static async Task<int> ListAsync(Call call, CancellationToken ct)
    {
        await using var store = await call.Room<IDbContextFactory<RasanDb>>().CreateDbContextAsync(ct);
        if (call.Option("service") is { } wanted && !await store.Services.AnyAsync(service => service.Key == wanted, ct)) return call.Refuse(ExitCode.NotFound, "UnknownService", wanted);
        var rows = await (from token in store.Tokens
                          join service in store.Services on token.ServiceId equals service.Id
                          where call.Option("service") == null || service.Key == call.Option("service")
                          orderby token.Id
                          select new { token, service.Key }).ToListAsync(ct);
        var now = call.Room<TimeProvider>().GetUtcNow();
        foreach (var row in rows)
        {
            var state = row.token.RevokedAt is not null ? "revoked" : row.token.IsAlive(now) ? "alive" : "expired";
            call.Print(string.Join('\t', Written(row.token.Id), row.Key, row.token.Name, "…" + row.token.Hint, state, Written(row.token.ExpiresAt), row.token.Scopes));
        }

        return ExitCode.Done;
    }

    private static async Task<int> RevokeAsync(Call call, CancellationToken ct)
    {
        if (!long.TryParse(Digits.Fold(call.Argument(0)), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return call.Refuse(ExitCode.Usage, "BadValue", "ID", call.Argument(0));
        switch (await call.Room<RevokeToken>().RunAsync(id, Call.Actor, ct))
        {
            case RevokeTokenResult.NotFound:
                return call.Refuse(ExitCode.NotFound, "UnknownToken", id);
            case RevokeTokenResult.AlreadyRevoked:
                call.Say("TokenRevokedBefore", id);
                return ExitCode.Done;
            default:
                call.Say("TokenRevoked", id);
                return ExitCode.Done;
        }
    }

    private static bool TryReadOrder(Call call, out TokenOrder order, out string unreadable)
    {
        order = new(call.Option("service")!, call.Option("name") ?? "cli", call.Option("scopes") is { } scopes ? List(scopes) : Scopes.All)
        {
            Tenant = call.Option("tenant"),
            AllowedAddresses = List(Digits.Fold(call.Option("addresses") ?? "")),
        };
        unreadable = "expires";
        if (call.Option("expires") is { } end)
        {
            if (!DateTimeOffset.TryParseExact(Digits.Fold(end), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return false;
            order = order with { ExpiresAt = at };
        }

        unreadable = "rate";
        if (call.Option("rate") is not { } rate) return true;
        if (!int.TryParse(Digits.Fold(rate), NumberStyles.None, CultureInfo.InvariantCulture, out var perMinute)) return false;
        order = order with { RatePerMinute = perMinute };
        return true;
    }

    private static string[] List(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Written(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Written(DateTimeOffset? at) => at?.ToString("u", CultureInfo.InvariantCulture) ?? NoEnd;
}
