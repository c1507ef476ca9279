using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

public enum RevokeTokenResult
{
    Revoked,
    AlreadyRevoked,
    NotFound,
}

/// <summary>Ends a token; every server refuses it within a second.</summary>
public sealed class RevokeToken(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    public async Task<RevokeTokenResult> RunAsync(long id, string actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Tokens.FindAsync([id], ct) is not { } token) return RevokeTokenResult.NotFound;
        var now = clock.GetUtcNow();
        if (!token.Revoke(now)) return RevokeTokenResult.AlreadyRevoked;
        store.Record(new() { At = now, ServiceId = token.ServiceId, Actor = actor, Action = "token.revoke", Subject = string.Create(CultureInfo.InvariantCulture, $"token:{id}") });
        await store.SaveChangesAsync(ct);
        return RevokeTokenResult.Revoked;
    }
}
