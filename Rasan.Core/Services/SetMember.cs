using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;
using Rasan.Core.Users;

namespace Rasan.Core.Services;

public enum SetMemberResult
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,
    UnknownService,
    UnknownUser,
    UnknownLevel,
}

/// <summary>Gives a user an access level in a service, another one, or none any more.</summary>
public sealed class SetMember(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <param name="level">Key of an access level; null: no member any more.</param>
    public async Task<SetMemberResult> RunAsync(string serviceKey, string userName, string? level, string actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Services.SingleOrDefaultAsync(s => s.Key == serviceKey, ct) is not { Key: not MakeSystem.Key } service) return SetMemberResult.UnknownService;   // its own service has no members but the system administrators
        var normalized = User.Compared(userName);
        if (await store.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, ct) is not { } user) return SetMemberResult.UnknownUser;
        if (level is not null && !await store.AccessLevels.AnyAsync(l => l.Key == level, ct)) return SetMemberResult.UnknownLevel;
        var member = await store.Members.SingleOrDefaultAsync(m => m.ServiceId == service.Id && m.UserId == user.Id, ct);
        if (member?.AccessLevel == level) return SetMemberResult.Unchanged;

        var now = clock.GetUtcNow();
        store.Record(new()
        {
            At = now, ServiceId = service.Id, Actor = actor, Action = level is null ? "member.remove" : "member.set",
            Subject = User.InLog(user.Id), Before = Level(member?.AccessLevel), After = Level(level),
        });
        if (level is null) store.Members.Remove(member!);
        else if (member is null) store.Members.Add(new() { ServiceId = service.Id, UserId = user.Id, AccessLevel = level, CreatedAt = now });
        else member.AccessLevel = level;
        await store.SaveChangesAsync(ct);
        return SetMemberResult.Done;
    }

    private static string? Level(string? level) => level is null ? null : JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["access_level"] = level });
}
