using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Users;

/// <summary>Who is signed in, as a request or an open page sees it.</summary>
public sealed record SignedIn(long SessionId, long UserId, string Name, Preferences Preferences, bool MustChangePassword, DateTimeOffset SeenAt);

/// <summary>A browser that is signed in, as its owner sees it in a list.</summary>
public sealed record OpenSession(long Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string? Address, string? Agent);

/// <summary>Sign-ins, kept in the database: one that is ended here is over everywhere.</summary>
public sealed class Sessions(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <summary>A session nobody has used for so long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>Being seen is written no more often than this.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    private const int KeyBytes = 32, LongestAgent = 200;

    /// <summary>Raised in this process when a session was ended; other processes end them through the database alone.</summary>
    public event EventHandler? Ended;

    /// <param name="byRecoveryCode">The person's device was not at hand: the log tells it apart.</param>
    /// <returns>The key that the cookie carries; only its hash is kept.</returns>
    public async Task<string> OpenAsync(long userId, string stamp, bool byRecoveryCode, IPAddress? address, string? agent, CancellationToken ct)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var now = clock.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync(ct);
        var overdue = now - Idle;
        store.Sessions.RemoveRange(await store.Sessions.Where(s => s.SeenAt < overdue).ToListAsync(ct));
        store.Sessions.Add(new()
        {
            UserId = userId, KeyHash = HashOf(key), Stamp = stamp, CreatedAt = now, SeenAt = now, Address = address?.ToString(),
            Agent = agent is { Length: > LongestAgent } ? agent[..LongestAgent] : agent,
        });
        store.Record(new()
        {
            At = now, Actor = User.InLog(userId), Address = address?.ToString(), Action = byRecoveryCode ? "user.sign_in_by_recovery_code" : "user.sign_in", Subject = User.InLog(userId),
        });
        await store.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>As <see cref="FindAsync"/>, by somebody who uses it.</summary>
    public async Task<SignedIn?> UseAsync(string key, CancellationToken ct)
    {
        var found = await FindAsync(key, ct);
        if (found is not null && clock.GetUtcNow() - found.SeenAt >= SeenEvery) await SeeAsync([found.SessionId], ct);
        return found;
    }

    /// <returns>Null: there is no such session, or it is over.</returns>
    public async Task<SignedIn?> FindAsync(string key, CancellationToken ct)
    {
        var hash = HashOf(key);
        await using var store = await stores.CreateDbContextAsync(ct);
        var found = await Alive(store).Where(s => s.Session.KeyHash == hash)
            .Select(s => new { s.Session.Id, s.Session.SeenAt, s.User }).SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : new(found.Id, found.User.Id, found.User.DisplayName ?? found.User.UserName!, found.User.Preferences, found.User.MustChangePassword, found.SeenAt);
    }

    /// <returns>Those of the given sessions that are not over.</returns>
    public async Task<IReadOnlySet<long>> StillOpenAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await Alive(store).Where(s => ids.Contains(s.Session.Id)).Select(s => s.Session.Id).ToHashSetAsync(ct);
    }

    /// <summary>Somebody uses these: they go on living.</summary>
    public async Task SeeAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = now - SeenEvery;
        await using var store = await stores.CreateDbContextAsync(ct);
        var seen = await store.Sessions.Where(s => ids.Contains(s.Id) && s.SeenAt <= before).ToListAsync(ct);
        if (seen.Count == 0) return;
        foreach (var session in seen) session.SeenAt = now;
        await store.SaveChangesAsync(ct);
    }

    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(long userId, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return await Alive(store).Where(s => s.User.Id == userId).OrderByDescending(s => s.Session.Id)
            .Select(s => new OpenSession(s.Session.Id, s.Session.CreatedAt, s.Session.SeenAt, s.Session.Address, s.Session.Agent)).ToListAsync(ct);
    }

    /// <summary>Ends sessions of one user.</summary>
    /// <param name="which">Null: every one.</param>
    /// <param name="here">The one that this is asked from: ending it is signing out.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAsync(long userId, long? which, long here, IPAddress? from, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var ended = await store.Sessions.Where(s => s.UserId == userId && (which == null || s.Id == which)).ToListAsync(ct);
        if (ended.Count == 0) return 0;
        store.Sessions.RemoveRange(ended);
        store.Record(new()
        {
            At = clock.GetUtcNow(), Actor = User.InLog(userId), Address = from?.ToString(),
            Action = which is null ? "user.sign_out_everywhere" : which == here ? "user.sign_out" : "session.end",
            Subject = which is null || which == here ? User.InLog(userId) : string.Create(CultureInfo.InvariantCulture, $"session:{which}"),
        });
        await store.SaveChangesAsync(ct);
        Ended?.Invoke(this, EventArgs.Empty);
        return ended.Count;
    }

    /// <summary>A new password or second factor: every session of the user but this one is over.</summary>
    public async Task KeepOnlyAsync(long sessionId, string stamp, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn => await store.Sessions.Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Stamp, stamp), turn), ct);
        Ended?.Invoke(this, EventArgs.Empty);
    }

    private IQueryable<OfUser> Alive(RasanDb store)
    {
        var overdue = clock.GetUtcNow() - Idle;
        return store.Sessions.AsNoTracking().Where(s => s.SeenAt >= overdue)
            .Join(store.Users, s => s.UserId, u => u.Id, (s, u) => new OfUser { Session = s, User = u })
            .Where(s => s.Session.Stamp == s.User.SecurityStamp);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Base64Url.IsValid(key) ? Base64Url.DecodeFromChars(key) : []);

    private sealed class OfUser
    {
        public required Session Session { get; init; }
        public required User User { get; init; }
    }
}
