using System.Net;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Writes refused sign-ins into the operation log: of known users only, for a typed name may be a password in the wrong field.</summary>
public sealed class FailedSignIns(IDbContextFactory<RasanDb> stores, TimeProvider clock) : IDisposable
{
    /// <summary>Failures that one address may have in a minute, whoever it tries to be: a lock-out protects one user, this protects them all, and the processor.</summary>
    private const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Whether this address has failed too often of late: its password is not even looked at.</summary>
    public bool AreTooMany(IPAddress? from) => _addresses.GetStatistics(KeyOf(from)) is { CurrentAvailablePermits: 0 };

    public async Task RecordAsync(string name, bool lockedOut, IPAddress? from)
    {
        _addresses.AttemptAcquire(KeyOf(from)).Dispose();   // counted: only the window's end gives it back
        await using var store = await stores.CreateDbContextAsync();
        var normalized = User.Compared(name);
        if (await store.Users.Where(user => user.NormalizedUserName == normalized).Select(user => (long?)user.Id).SingleOrDefaultAsync() is not { } id) return;
        store.Record(new()
        {
            At = clock.GetUtcNow(), Actor = User.InLog(id), Address = from?.ToString(), Action = lockedOut ? "user.locked_out" : "user.sign_in_failed", Subject = User.InLog(id),
        });
        await store.SaveChangesAsync();
    }

    public void Dispose() => _addresses.Dispose();

    private static string KeyOf(IPAddress? from) => from?.ToString() ?? "";
}
