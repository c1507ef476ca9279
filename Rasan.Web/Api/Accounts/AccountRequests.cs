using Rasan.Core.Accounts.Changes;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Accounts;

/// <summary>An account as a whole: what is left out takes its usual value.</summary>
public record ChangeAccountRequest
{
    private const int UsualTimeout = 10;

    /// <summary>What people call it, at most 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>Key of the provider: <c>kavenegar</c>, <c>ghasedak</c>, <c>ippanel</c>, <c>raygansms</c>, <c>twilio</c>, <c>sandbox</c>. It never changes.</summary>
    public string? Provider { get; set; }

    /// <summary>The provider's address up to before the vendor's method path; the vendor's hosts, or those that the settings allow. Left out: the vendor's own.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Longest wait for one call in seconds, 1 to 60; 10 unless said.</summary>
    public int? Timeout { get; set; }

    /// <summary>Whether it is used; true unless said.</summary>
    public bool? IsActive { get; set; }

    /// <summary>After so many seconds without a delivery report a message is unconfirmed, 10 to 604800; 48 hours unless said.</summary>
    public int? ReportWindow { get; set; }

    /// <summary>The provider's further settings by name; left out: they stay as they are.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; set; }

    internal AccountForm ToForm() => new()
    {
        Name = Name,
        BaseUrl = BaseUrl,
        TimeoutSeconds = Timeout ?? UsualTimeout,
        IsActive = IsActive ?? true,
        ReportWindowSeconds = ReportWindow,
        Settings = Settings,
    };
}

/// <summary>A new account, with its first key and line where they are given.</summary>
public sealed record CreateAccountRequest : ChangeAccountRequest
{
    /// <summary>Tenant of the service that it is for; the token's own, else the whole service, unless named.</summary>
    public string? TenantId { get; set; }

    /// <summary>Secrets of its first key by field: <c>api_key</c>; <c>username</c>, <c>password</c>; <c>account_sid</c>, <c>auth_token</c>.</summary>
    public IReadOnlyDictionary<string, string>? Credentials { get; set; }

    /// <summary>Its first sender line.</summary>
    public string? Line { get; set; }

    internal NewAccount ToOrder(ApiRequest request, Check check) => new(request.Caller, Provider?.Trim() ?? "", ToForm())
    {
        TenantKey = check.Key("tenant_id", TenantId),
        Credentials = Credentials,
        Line = string.IsNullOrWhiteSpace(Line) ? null : Line,
    };
}

/// <summary>A key of an account.</summary>
public sealed record KeyRequest
{
    /// <summary>What people call it, at most 60 characters.</summary>
    public string? Label { get; set; }

    /// <summary>Its secrets by field, as the provider has them; left out in a change: those that are there stay.</summary>
    public IReadOnlyDictionary<string, string>? Credentials { get; set; }

    /// <summary>Whether it is used; true unless said. One that was refused is tried again once it is saved active.</summary>
    public bool? IsActive { get; set; }

    /// <summary>1 is used first. Left out: a new key comes last, another keeps its place.</summary>
    public int? Order { get; set; }

    internal KeyForm ToForm() => new() { Label = Label, Credentials = Credentials, IsActive = IsActive ?? true, Order = Order };
}

/// <summary>A sender line of an account, as a whole.</summary>
public sealed record LineRequest
{
    /// <summary>As the provider writes it, at most 40 characters; it never changes.</summary>
    public string? Number { get; set; }

    /// <summary><c>service</c> (unless said), <c>advertising</c> or <c>shared</c>. One-time codes never go out on an advertising line.</summary>
    public string? Class { get; set; }

    /// <summary>Whether it is used; true unless said.</summary>
    public bool? IsActive { get; set; }

    /// <summary>Whether messages can come in on it and are asked for; true unless said.</summary>
    public bool? Receives { get; set; }

    /// <summary>From when on a day it may be used, <c>HH:mm</c>; left out with <c>closes_at</c>: always.</summary>
    public string? OpensAt { get; set; }

    /// <summary>Until when; before <c>opens_at</c>: across midnight.</summary>
    public string? ClosesAt { get; set; }

    /// <summary>Zone of these hours, <c>Asia/Tehran</c> unless said.</summary>
    public string? Zone { get; set; }

    /// <summary>The intents it carries, or <c>otp</c>, <c>transactional</c>, <c>bulk</c>; left out: all.</summary>
    public IReadOnlyList<string>? Intents { get; set; }

    internal LineForm ToForm() => new()
    {
        Number = Number, Class = Class, IsActive = IsActive ?? true, Receives = Receives ?? true, OpensAt = OpensAt, ClosesAt = ClosesAt, Zone = Zone, Intents = Intents,
    };
}

/// <summary>For how long an account is paused.</summary>
public sealed record PauseRequest
{
    /// <summary>1 to 43200; left out: until somebody takes it up again.</summary>
    public int? Minutes { get; set; }
}

/// <summary>A message that tries one account.</summary>
public sealed record AccountTestRequest
{
    /// <summary>The number it goes to.</summary>
    public string? To { get; set; }

    /// <summary>The text; one of Rasan's own unless said.</summary>
    public string? Text { get; set; }

    /// <summary>One of the account's lines, switched off ones too; its first active one unless said.</summary>
    public string? Line { get; set; }

    internal AccountTest? ToTest(ApiRequest request, long accountId, Check check)
    {
        var to = check.Phone("to", To);
        var text = check.Optional("text", Text, Check.LongestText) ?? ApiTexts.TestMessage(request.Language);
        return check.Faults is null ? new(request.Caller, accountId, to, text, check.Optional("line", Line, LineForm.LongestNumber)) : null;
    }
}
