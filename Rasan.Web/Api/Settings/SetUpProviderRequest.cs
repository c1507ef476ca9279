using System.Globalization;
using System.Text.Json.Serialization;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Settings;

/// <summary>An account of the service's tenant at a provider: made, or changed with its key replaced.</summary>
public sealed record SetUpProviderRequest
{
    private const int LongestSecret = 500, LongestLine = 40, LongestUrl = 500, LongestTimeout = 60, UsualTimeout = 10;

    /// <summary>Key of the provider: <c>kavenegar</c>, <c>ghasedak</c>, <c>ippanel</c>, <c>raygansms</c>, <c>twilio</c>.</summary>
    public string? Provider { get; set; }

    /// <summary>Tenant of the service; the default one unless named. One that does not exist is made. At most 120 characters.</summary>
    public string? TenantId { get; set; }

    /// <summary>Key of Kavenegar, Ghasedak or IPPanel, at least 8 characters.</summary>
    public string? ApiKey { get; set; }

    /// <summary>User name of RayganSMS.</summary>
    public string? Username { get; set; }

    /// <summary>Password of RayganSMS.</summary>
    public string? Password { get; set; }

    /// <summary>Account SID of Twilio.</summary>
    public string? AccountSid { get; set; }

    /// <summary>Auth token of Twilio.</summary>
    public string? AuthToken { get; set; }

    /// <summary>The sender line; required for Twilio, IPPanel and RayganSMS.</summary>
    public string? From { get; set; }

    /// <summary>The provider's address up to before the vendor's method path; the vendor's hosts, or those that the settings allow.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>How the account is reached; <c>api</c> is the only way.</summary>
    public string? Type { get; set; }

    /// <summary>Longest wait for one call in seconds, 1 to 60; 10 unless said.</summary>
    public int? Timeout { get; set; }

    /// <summary>Whether it is used; true unless said.</summary>
    public bool? IsActive { get; set; }

    /// <summary>How it is set up; may be left out.</summary>
    public SetUpOptions? Options { get; set; }

    /// <param name="provider">Named by the address; null: by the body.</param>
    internal AccountOrder? ToOrder(ApiRequest request, string? provider, Check check)
    {
        if (provider is not null && !string.IsNullOrEmpty(Provider) && Provider != provider) check.Add("provider", "unknown_provider", Provider);
        check.OneOf("type", Type, "api", "unknown_type");
        if (Timeout is < 1 or > LongestTimeout) check.Add("timeout", "bad_timeout", LongestTimeout.ToString(CultureInfo.InvariantCulture));
        var order = new AccountOrder(request.Caller, provider ?? check.Required("provider", Provider, Check.LongestKey), Credentials(check))
        {
            TenantKey = check.Key("tenant_id", TenantId),
            Line = check.Optional("from", From, LongestLine)?.Trim(),
            BaseUrl = Address(check),
            TimeoutSeconds = Timeout ?? UsualTimeout,
            IsActive = IsActive ?? true,
            Verify = Options?.Verify is true,
        };
        return check.Faults is null ? order : null;
    }

    private Dictionary<string, string> Credentials(Check check)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("api_key", ApiKey), ("username", Username), ("password", Password), ("account_sid", AccountSid), ("auth_token", AuthToken) })
            if (check.Optional(name, value, LongestSecret) is { } secret) given[name] = secret.Trim();
        return given;
    }

    private Uri? Address(Check check)
    {
        if (check.Optional("base_url", BaseUrl, LongestUrl) is not { } text) return null;
        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", Query: "", Fragment: "" }) return address;
        check.Add("base_url", "bad_url", text);
        return null;
    }
}

/// <summary>How an account is set up.</summary>
public sealed record SetUpOptions
{
    /// <summary>True: the credentials are tried at the provider first, and nothing is stored when it refuses them.</summary>
    public bool? Verify { get; set; }
}

/// <summary>The account stands.</summary>
/// <param name="Status">Always <c>configured</c>.</param>
/// <param name="TenantId">Key of its tenant.</param>
/// <param name="ClientId">Key of the service.</param>
/// <param name="Channel">The sending method.</param>
/// <param name="Provider">Key of its provider.</param>
public sealed record ProviderSetUpView(string Status, string TenantId, string ClientId, string Channel, string Provider)
{
    internal static ProviderSetUpView Of(AccountOrder order, string tenantKey) => new("configured", tenantKey, order.Caller.Service.Key, ChannelKeys.Sms, order.Provider);
}
