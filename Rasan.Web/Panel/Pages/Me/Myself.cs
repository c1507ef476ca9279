using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>The signed-in person's own row, as it is changed by themselves within one request.</summary>
public sealed class Myself(UserManager<User> users, RasanDb store, Sessions sessions, FailedSignIns failures, Reader reader, TimeProvider clock)
{
    /// <summary>The row as it is now, whatever was read or left unsaved before.</summary>
    public async Task<User> FindAsync()
    {
        store.ChangeTracker.Clear();
        return await users.FindByIdAsync(reader.UserId.ToString(CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException("Who is signed in is a user.");
    }

    /// <summary>Nothing else is tried or changed in this person's name meanwhile. The row is to be found in here.</summary>
    public async Task<IDisposable> EnterAsync() => await failures.EnterAsync((await FindAsync()).UserName!);

    /// <summary>The password once more: a stolen session must not be a way to guess it.</summary>
    public async Task<SignInResult> ConfirmAsync(User user, string? password)
    {
        if (await users.IsLockedOutAsync(user)) return SignInResult.LockedOut;
        if (await users.CheckPasswordAsync(user, password ?? "")) return SignInResult.Success;
        var result = await FailedSignIns.CountAsync(users, user);
        await failures.RecordAsync(user.UserName!, result.IsLockedOut, reader.Address, signedIn: true);
        return result;
    }

    /// <summary>Writes what has changed, if anything has, and how it was before.</summary>
    /// <returns>False: something else has changed the row at the same moment; nothing was saved.</returns>
    public async Task<bool> ChangeProfileAsync(Action<User> change)
    {
        using var turn = await EnterAsync();
        var user = await FindAsync();
        var before = user.TellProfile();
        change(user);
        var changed = before.Zip(user.TellProfile()).Where(field => field.First != field.Second).ToList();
        if (changed.Count == 0) return true;
        Record("user.change_profile", Written(changed.Select(field => field.First)), Written(changed.Select(field => field.Second)));
        return (await users.UpdateAsync(user)).Succeeded;
    }

    public Task ForgetSecondFactorAsync(User user) => ResetSecondFactor.ForgetAsync(store, user, CancellationToken.None);

    /// <summary>The new stamp has ended every session of the person; this one goes on.</summary>
    public Task StayAsync(User user) => sessions.KeepOnlyAsync(reader.SessionId, user.SecurityStamp!, CancellationToken.None);

    /// <summary>Saved with the change itself.</summary>
    public void Record(string action, string? before = null, string? after = null)
    {
        var who = User.InLog(reader.UserId);
        store.Record(new() { At = clock.GetUtcNow(), Actor = who, Address = reader.Address?.ToString(), Action = action, Subject = who, Before = before, After = after });
    }

    private static string Written(IEnumerable<(string Field, string? Value)> fields) =>
        JsonSerializer.Serialize(fields.ToDictionary(field => field.Field, field => Recipient.TryParse(field.Value, out var number) ? number.ToString() : field.Value, StringComparer.Ordinal));
}
