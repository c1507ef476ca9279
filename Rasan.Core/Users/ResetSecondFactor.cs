using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Users;

/// <summary>Turns the second factor off for whoever has lost it, and ends every session.</summary>
public sealed class ResetSecondFactor(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <returns>False: there is no such user.</returns>
    public async Task<bool> RunAsync(string name, string actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var normalized = User.Compared(name);
        if (await store.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == normalized, ct) is not { } user) return false;
        await ForgetAsync(store, user, ct);
        store.Record(new() { At = clock.GetUtcNow(), Actor = actor, Action = "user.reset_second_factor", Subject = User.InLog(user.Id) });
        await store.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Off, and neither the device's key nor a recovery code is good for anything any more. The caller saves.</summary>
    public static async Task ForgetAsync(RasanDb store, User user, CancellationToken ct)
    {
        user.TurnSecondFactorOff();
        store.UserTokens.RemoveRange(await store.UserTokens.Where(token => token.UserId == user.Id).ToListAsync(ct));
    }
}
