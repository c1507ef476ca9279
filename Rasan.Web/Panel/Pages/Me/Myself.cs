using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Rasan.Core.Storage;
using Rasan.Core.Users;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Me;

/// <summary>The signed-in person's own row, as it is changed by themselves within one request.</summary>
public sealed class Myself(UserManager<User> users, RasanDb store, Reader reader, TimeProvider clock)
{
    public async Task<User> FindAsync() =>
        await users.FindByIdAsync(reader.UserId.ToString(CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException("Who is signed in is a user.");

    /// <summary>Saved with the change itself.</summary>
    public void Record(string action)
    {
        var who = User.InLog(reader.UserId);
        store.Record(new() { At = clock.GetUtcNow(), Actor = who, Address = reader.Address?.ToString(), Action = action, Subject = who });
    }
}
