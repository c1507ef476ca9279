using System.Net;
using System.Security.Claims;
using Rasan.Core.Services;
using Rasan.Core.Users;
using Rasan.Web.Panel.SignIn;

namespace Rasan.Web.Panel.Reading;

/// <summary>The person before the screen, in one request or one circuit. What they may do is read from the catalog whenever it is asked.</summary>
public sealed class Reader(Catalogs catalogs)
{
    /// <summary>Raised when the session behind an open page is over.</summary>
    public event EventHandler? Left;

    /// <summary>0: nobody is signed in.</summary>
    public long UserId { get; private set; }
    public long SessionId { get; private set; }

    /// <summary>From where the page was asked for.</summary>
    public IPAddress? Address { get; private set; }
    public string Name { get; private set; } = "";
    public Preferences Preferences { get; private set; } = new();
    public TimeZoneInfo Zone { get; private set; } = PanelCultures.Zone;
    public bool IsSignedIn => UserId != 0;

    public bool IsSystemAdministrator => catalogs.Current.Users.TryGetValue(UserId, out var user) && user.IsSystemAdministrator;

    /// <summary>The services they may enter, by name. The program's own is reached from what it has sent, and not chosen.</summary>
    public IReadOnlyList<Service> Services =>
        [.. catalogs.Current.Services.Values.Where(service => service.Key != MakeSystem.Key && PermissionsIn(service) != Permissions.None).OrderBy(service => service.Name, StringComparer.CurrentCulture)];

    public void Enter(ClaimsPrincipal principal)
    {
        UserId = ReaderClaims.UserOf(principal) ?? 0;
        SessionId = ReaderClaims.SessionOf(principal) ?? 0;
        Address = ReaderClaims.AddressOf(principal);
        Name = principal.Identity?.Name ?? "";
        Preferences = ReaderClaims.PreferencesOf(principal).Checked();
        if (Preferences.Zone is { } zone) Zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
    }

    /// <summary>As which the use cases see them in a service; null: there is none of that key, or they are no member, and nobody learns which.</summary>
    public Caller? In(string? serviceKey) =>
        catalogs.Current.Services.Values.FirstOrDefault(service => string.Equals(service.Key, serviceKey, StringComparison.Ordinal)) is { } service
        && PermissionsIn(service) is not Permissions.None and var permissions
            ? new(service, null, User.InLog(UserId), permissions, Address: Address)
            : null;

    /// <summary>From here on they are nobody.</summary>
    public void Leave()
    {
        UserId = 0;
        Left?.Invoke(this, EventArgs.Empty);
    }

    private Permissions PermissionsIn(Service service) => catalogs.Current.PermissionsOf(UserId, service.Id);
}
