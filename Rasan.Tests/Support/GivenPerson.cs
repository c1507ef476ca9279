using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Services;
using Rasan.Core.Users;

namespace Rasan.Tests.Support;

/// <summary>Somebody who signs in to the panel.</summary>
public sealed record GivenPerson(long Id, string Name, string Password);

public static class GivenPeople
{
    public const string Password = "a-long-enough-word";
    private static int _people;

    extension(RasanApp app)
    {
        /// <summary>A person of no service.</summary>
        public async Task<GivenPerson> APersonAsync(bool mustChange = false)
        {
            var given = new Given(app.Services);
            var user = User.Named($"person-{Interlocked.Increment(ref _people)}", isSystemAdministrator: false, given.Now);
            user.SetPassword(app.Services.GetRequiredService<IPasswordHasher<User>>(), Password, mustChange);
            await given.SaveAsync(user);
            return new(user.Id, user.UserName!, Password);
        }

        /// <summary>A person with an access level in a service.</summary>
        public async Task<GivenPerson> AMemberAsync(long serviceId, string accessLevel)
        {
            var given = new Given(app.Services);
            var person = await app.APersonAsync();
            await given.SaveAsync(new Member { ServiceId = serviceId, UserId = person.Id, AccessLevel = accessLevel, CreatedAt = given.Now });
            return person;
        }

        /// <param name="level">Null: no member any more.</param>
        public async Task SetLevelAsync(GivenPerson person, string? level)
        {
            await using var store = await app.StoreAsync();
            var member = await store.Members.SingleAsync(m => m.UserId == person.Id);
            if (level is null) store.Members.Remove(member);
            else member.AccessLevel = level;
            await store.SaveChangesAsync();
        }

        /// <summary>The service that the first start has made.</summary>
        public Service Sandbox => app.Services.GetRequiredService<Catalogs>().Current.Services.Values.Single(service => service.Key == FirstStart.ServiceKey);
    }
}
