using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Users;

public abstract record ResetPasswordResult
{
    private ResetPasswordResult() { }

    /// <param name="MadePassword">Shown now and never again; null: it was given.</param>
    public sealed record Done(string? MadePassword) : ResetPasswordResult;
    public sealed record NotFound : ResetPasswordResult;
    public sealed record BadPassword : ResetPasswordResult;
}

/// <summary>Gives a user a new password, ends every session and every lock-out.</summary>
public sealed class ResetPassword(IDbContextFactory<RasanDb> stores, IPasswordHasher<User> hasher, TimeProvider clock)
{
    public async Task<ResetPasswordResult> RunAsync(string name, string? password, string actor, CancellationToken ct)
    {
        if (password is not null && !Password.IsGood(password)) return new ResetPasswordResult.BadPassword();
        await using var store = await stores.CreateDbContextAsync(ct);
        var normalized = User.Compared(name);
        if (await store.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == normalized, ct) is not { } user) return new ResetPasswordResult.NotFound();

        var made = password is null ? Password.Generate() : null;
        user.SetPassword(hasher, password ?? made!, mustChange: made is not null);
        store.Record(new() { At = clock.GetUtcNow(), Actor = actor, Action = "user.reset_password", Subject = User.InLog(user.Id) });
        await store.SaveChangesAsync(ct);
        return new ResetPasswordResult.Done(made);
    }
}
