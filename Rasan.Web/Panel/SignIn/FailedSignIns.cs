using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Counts wrong passwords and codes, and writes them into the operation log: of known users only, for a typed name may be a password in the wrong field.</summary>
public sealed class FailedSignIns(IDbContextFactory<RasanDb> stores, TimeProvider clock) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _turns = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetConcurrencyLimiter(
        name, _ => new() { PermitLimit = 1, QueueLimit = int.MaxValue }));

    public AddressAllowance Addresses { get; } = new(clock);

    public UnknownNames Unknown { get; } = new(clock);

    /// <summary>One try at a time for one name: a wrong one is counted before the next is looked at. Whoever enters reads the user in here.</summary>
    public async Task<IDisposable> EnterAsync(string name) => await _turns.AcquireAsync(User.Compared(name));

    /// <returns>Failed, or locked out if this was one too many.</returns>
    public static async Task<SignInResult> CountAsync(UserManager<User> users, User user)
    {
        if (!(await users.AccessFailedAsync(user)).Succeeded) throw new InvalidOperationException("A failure that can't be counted is not answered: guessing would be free.");
        return await users.IsLockedOutAsync(user) ? SignInResult.LockedOut : SignInResult.Failed;
    }

    /// <param name="signedIn">The password was asked for once more.</param>
    public async Task RecordAsync(string name, bool lockedOut, IPAddress? from, bool signedIn = false)
    {
        await using var store = await stores.CreateDbContextAsync();
        var normalized = User.Compared(name);
        if (await store.Users.Where(user => user.NormalizedUserName == normalized).Select(user => (long?)user.Id).SingleOrDefaultAsync() is not { } id) return;
        store.Record(new()
        {
            At = clock.GetUtcNow(), Actor = User.InLog(id), Address = from?.ToString(), Subject = User.InLog(id),
            Action = lockedOut ? "user.locked_out" : signedIn ? "user.password_refused" : "user.sign_in_failed",
        });
        await store.SaveChangesAsync();
    }

    public void Dispose() => _turns.Dispose();
}
