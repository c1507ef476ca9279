using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Users;

namespace Rasan.Web.Panel.SignIn;

/// <summary>Locks names that nobody has as Identity locks users: "locked" tells nobody which names exist.</summary>
public sealed class UnknownNames(TimeProvider clock)
{
    /// <summary>At sixty failures a minute, one address fills this in a day.</summary>
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<string, Tally> _names = new(StringComparer.Ordinal);

    public bool IsLockedOut(string name) => _names.TryGetValue(User.Compared(name), out var tally) && tally.LockedUntil > clock.GetUtcNow();

    /// <returns>Failed, or locked out if this was one too many.</returns>
    public SignInResult Count(string name)
    {
        if (name.Length > CreateUser.LongestName) return SignInResult.Failed;   // nobody can have it, as everybody knows
        if (_names.Count >= Most) _names.Clear();
        var failures = _names.GetValueOrDefault(User.Compared(name)).Failures + 1;
        var locks = failures >= SignInSetup.FailuresBeforeLockOut;
        _names[User.Compared(name)] = locks ? new(0, clock.GetUtcNow() + SignInSetup.LockOut) : new(failures, default);
        return locks ? SignInResult.LockedOut : SignInResult.Failed;
    }

    private readonly record struct Tally(int Failures, DateTimeOffset LockedUntil);
}
