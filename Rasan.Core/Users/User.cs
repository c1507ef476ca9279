using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rasan.Core.Users;

/// <summary>A person: may sign in to the panel, may be addressed by integer id.</summary>
public sealed class User : IdentityUser<long>
{
    public const int LongestDisplayName = 100;

    public string? DisplayName { get; set; }

    /// <summary>May do everything everywhere; set by the first start and the command line only.</summary>
    public bool IsSystemAdministrator { get; set; }

    /// <summary>The password was made by somebody else and must be changed at the first sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The time step of the last code that was accepted as second factor: neither it nor an earlier one is accepted again (RFC 6238, 5.2).</summary>
    public long? LastCodeStep { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public string? Language { get; private set; }
    public string? Calendar { get; private set; }
    public string? Digits { get; private set; }
    public string? Zone { get; private set; }
    public string? Theme { get; private set; }

    public Preferences Preferences => new(Language, Calendar, Digits, Zone, Theme);

    public void Prefer(Preferences wanted) => (Language, Calendar, Digits, Zone, Theme) = wanted.Checked();

    /// <summary>A name as it is compared: Identity's own way, which its stores look by.</summary>
    public static string Compared(string name) => name.Normalize().ToUpperInvariant();

    /// <summary>A user as the logs name it, as actor and as subject: <c>user:1</c>.</summary>
    public static string InLog(long id) => string.Create(CultureInfo.InvariantCulture, $"user:{id}");

    public static User Named(string name, bool isSystemAdministrator, DateTimeOffset now) => new()
    {
        UserName = name,
        NormalizedUserName = Compared(name),
        IsSystemAdministrator = isSystemAdministrator,
        LockoutEnabled = true,
        CreatedAt = now,
    };

    /// <summary>The new stamp ends every session; a lock-out ends with the password it was about.</summary>
    public void SetPassword(IPasswordHasher<User> hasher, string password, bool mustChange)
    {
        (PasswordHash, MustChangePassword) = (hasher.HashPassword(this, password), mustChange);
        (AccessFailedCount, LockoutEnd) = (0, null);
        RenewStamps();
    }

    /// <param name="step">Of the code that proved the device.</param>
    public void TurnSecondFactorOn(long step)
    {
        (TwoFactorEnabled, LastCodeStep) = (true, step);
        RenewStamps();
    }

    public void TurnSecondFactorOff()
    {
        (TwoFactorEnabled, LastCodeStep) = (false, null);
        RenewStamps();
    }

    /// <summary>What somebody may change about themselves, by the log's words for it.</summary>
    public IReadOnlyList<(string Field, string? Value)> TellProfile() =>
        [("display_name", DisplayName), ("phone", PhoneNumber), ("language", Language), ("calendar", Calendar), ("digits", Digits), ("zone", Zone), ("theme", Theme)];

    private void RenewStamps() => (SecurityStamp, ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));

    internal sealed class Mapping : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> user) => user.Ignore(u => u.Preferences);
    }
}
