using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>A service's API key. Only its SHA-256 is kept; the secret is shown once.</summary>
public sealed class Token : ICataloged
{
    public const string Prefix = "rsn_";

    public long Id { get; private set; }
    public required long ServiceId { get; init; }

    /// <summary>Binds the token to one tenant; null: every tenant of the service.</summary>
    public long? TenantId { get; init; }
    public required string Name { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>The last four characters, to tell tokens apart in a list.</summary>
    public required string Hint { get; init; }

    /// <summary>Scope names, separated by one space.</summary>
    public required string Scopes { get; init; }

    /// <summary>Addresses and CIDR networks it may come from, separated by one space; null: from anywhere.</summary>
    public string? AllowedAddresses { get; init; }

    /// <summary>Requests per minute; null: no limit.</summary>
    public int? RatePerMinute { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsAlive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public bool Allows(IPAddress? from) => AllowedAddresses is null || (from is not null && AllowedAddresses.Split(' ').Any(allowed => Contains(allowed, from)));

    public bool HasScope(string scope) => Scopes.Split(' ').Contains(scope, StringComparer.Ordinal);

    public bool Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null) return false;
        RevokedAt = now;
        return true;
    }

    /// <summary>A new secret: <c>rsn_</c> and 256 random bits.</summary>
    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static bool Contains(string allowed, IPAddress from)
    {
        var plain = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return IPNetwork.TryParse(allowed, out var network) ? network.Contains(plain) : IPAddress.TryParse(allowed, out var one) && one.Equals(plain);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Token>
    {
        public void Configure(EntityTypeBuilder<Token> token)
        {
            token.HasOne<Service>().WithMany().HasForeignKey(t => t.ServiceId);
            token.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId);
            token.HasIndex(t => t.Hash).IsUnique();
        }
    }
}

/// <summary>What a token may do. The names are the API's.</summary>
public static class Scopes
{
    public const string Send = "send";
    public const string Read = "read";
    public const string Otp = "otp";
    public const string ProvidersManage = "providers:manage";
    public const string RoutingManage = "routing:manage";
    public const string Templates = "templates";
    public const string Contacts = "contacts";
    public const string Directory = "directory";
    public const string FollowUps = "follow-ups";
    public const string Webhooks = "webhooks";
    public const string Logs = "logs";
    public const string Admin = "admin";

    /// <summary>Every scope but the fronts'.</summary>
    public static readonly IReadOnlyList<string> All =
        [Send, Read, Otp, ProvidersManage, RoutingManage, Templates, Contacts, Directory, FollowUps, Webhooks, Logs, Admin];

    /// <summary>What a token with these scopes may do in the use cases that people use too.</summary>
    public static Permissions PermissionsOf(IEnumerable<string> scopes) => scopes.Aggregate(Permissions.None, (all, scope) => all | PermissionsOf(scope));

    /// <summary>The scope that brings what is missing.</summary>
    public static string Of(Permissions missing) => All.First(scope => (PermissionsOf(scope) & missing) != Permissions.None);

    private static Permissions PermissionsOf(string scope) => scope switch
    {
        Send or Otp => Permissions.Send,
        Read => Permissions.SeeMessages | Permissions.SeeTexts | Permissions.SeeNumbers | Permissions.SeeStatistics,
        Logs => Permissions.SeeLogs,
        ProvidersManage => Permissions.SeeAccounts | Permissions.ManageAccounts,
        Templates => Permissions.ManageTemplates,
        RoutingManage => Permissions.SeeAccounts | Permissions.ManageRoutes,
        Admin => Permissions.Maintain,
        _ => Permissions.None,
    };

    /// <summary>Those of a vendor's own programs.</summary>
    public static readonly IReadOnlyList<string> Fronts = ["front:kavenegar", "front:ghasedak", "front:ippanel", "front:raygansms", "front:twilio"];
}
