using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Users;

/// <summary>A user to be made.</summary>
/// <param name="Name">What the user signs in with.</param>
/// <param name="Password">Null: one is made, and must be changed at the first sign-in.</param>
/// <param name="IsSystemAdministrator">May do everything everywhere.</param>
public sealed record UserOrder(string Name, string? Password, bool IsSystemAdministrator = false);

public abstract record CreateUserResult
{
    private CreateUserResult() { }

    /// <param name="MadePassword">Shown now and never again; null: it was given.</param>
    public sealed record Created(long Id, string? MadePassword) : CreateUserResult;
    public sealed record NameTaken : CreateUserResult;
    public sealed record BadName : CreateUserResult;
    public sealed record BadPassword : CreateUserResult;
}

/// <summary>Makes a user who may sign in.</summary>
public sealed class CreateUser(IDbContextFactory<RasanDb> stores, IPasswordHasher<User> hasher, TimeProvider clock)
{
    public const int LongestName = 64;

    public async Task<CreateUserResult> RunAsync(UserOrder order, string actor, CancellationToken ct)
    {
        if (order.Name is not { Length: > 0 and <= LongestName } || !order.Name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@' or '+')) return new CreateUserResult.BadName();
        if (order.Password is not null && !Password.IsGood(order.Password)) return new CreateUserResult.BadPassword();
        await using var store = await stores.CreateDbContextAsync(ct);
        var normalized = User.Compared(order.Name);
        if (await store.Users.AnyAsync(user => user.NormalizedUserName == normalized, ct)) return new CreateUserResult.NameTaken();

        var now = clock.GetUtcNow();
        var made = order.Password is null ? Password.Generate() : null;
        var user = User.Named(order.Name, order.IsSystemAdministrator, now);
        user.SetPassword(hasher, order.Password ?? made!, mustChange: made is not null);
        store.Users.Add(user);
        await store.InTurnAsync(async turn =>
        {
            await store.SaveChangesAsync(turn);   // its id is in the log row's subject
            store.Record(new()
            {
                At = now,
                Actor = actor,
                Action = "user.create",
                Subject = User.InLog(user.Id),
                After = JsonSerializer.Serialize(new { user.UserName, user.IsSystemAdministrator, user.MustChangePassword }),
            });
            await store.SaveChangesAsync(turn);
        }, ct);
        return new CreateUserResult.Created(user.Id, made);
    }
}
