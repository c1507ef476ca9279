using Microsoft.AspNetCore.Identity;

namespace Rasan.Core.Users;

/// <summary>A person: may sign in to the panel, may be addressed by integer id.</summary>
public sealed class User : IdentityUser<long>
{
    public string? DisplayName { get; set; }

    /// <summary>May do everything everywhere; set by the first start and the command line only.</summary>
    public bool IsSystemAdministrator { get; set; }

    /// <summary>The password was made by somebody else and must be changed at the first sign-in.</summary>
    public bool MustChangePassword { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public static User Named(string name, bool isSystemAdministrator, DateTimeOffset now) => new()
    {
        UserName = name,
        NormalizedUserName = name.Normalize().ToUpperInvariant(),
        IsSystemAdministrator = isSystemAdministrator,
        LockoutEnabled = true,
        CreatedAt = now,
    };

    /// <summary>The new stamp ends every session; a lock-out ends with the password it was about.</summary>
    public void SetPassword(IPasswordHasher<User> hasher, string password, bool mustChange)
    {
        (PasswordHash, MustChangePassword) = (hasher.HashPassword(this, password), mustChange);
        (SecurityStamp, ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        (AccessFailedCount, LockoutEnd) = (0, null);
    }
}
