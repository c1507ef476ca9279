using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Writes refused sign-ins into the operation log: of known users only, for a typed name may be a password in the wrong field.</summary>
public sealed class FailedSignIns(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    public async Task RecordAsync(string name, bool lockedOut, IPAddress? from)
    {
        await using var store = await stores.CreateDbContextAsync();
        var normalized = name.Normalize().ToUpperInvariant();
        if (await store.Users.Where(user => user.NormalizedUserName == normalized).Select(user => (long?)user.Id).SingleOrDefaultAsync() is not { } id) return;
        store.Record(new()
        {
            At = clock.GetUtcNow(), Actor = Sessions.ActorOf(id), Address = from?.ToString(), Action = lockedOut ? "user.locked_out" : "user.sign_in_failed", Subject = Sessions.ActorOf(id),
        });
        await store.SaveChangesAsync();
    }
}
