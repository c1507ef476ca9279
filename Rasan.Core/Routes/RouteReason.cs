namespace Rasan.Core.Routes;

/// <summary>Why an account is passed over; stable words of the API.</summary>
public static class RouteReason
{
    /// <summary>Its rule uses the first account only.</summary>
    public const string FallbackOff = "fallback_off";

    /// <summary>It belongs to another service or tenant.</summary>
    public const string NotAllowedForService = "not_allowed_for_service";

    /// <summary>No provider of that key is in this program.</summary>
    public const string ProviderUnknown = "provider_unknown";
    public const string Inactive = "inactive";
    public const string NoKey = "no_key";

    /// <summary>The message tells of this very account.</summary>
    public const string AboutIt = "about_it";

    /// <summary>Its provider takes no text of this length.</summary>
    public const string TextTooLong = "text_too_long";

    /// <summary>It had its turn in this round.</summary>
    public const string AlreadyTried = "already_tried";
    public const string Expired = "expired";

    /// <summary>Its known balance does not pay for the message.</summary>
    public const string NoCredit = "no_credit";

    /// <summary>The line that was asked for or fixed is not an active line of it.</summary>
    public const string LineMissing = "line_missing";

    /// <summary>Its lines may not carry this kind.</summary>
    public const string LineClass = "line_class";

    /// <summary>Its lines are kept for other intents.</summary>
    public const string LineIntent = "line_intent";

    /// <summary>Its lines send at other hours.</summary>
    public const string LineHours = "line_hours";

    /// <summary>Its provider sends from a line only, and it has no active one.</summary>
    public const string NeedsLine = "needs_line";

    /// <summary>The provider's pattern, to which the template is bound there, does not take a value.</summary>
    public const string ValueNotAllowed = "value_not_allowed";

    /// <summary>Its provider does not serve the channel.</summary>
    public const string ChannelUnsupported = "channel_unsupported";
    public const string Paused = "paused";

    /// <summary>Not the planner's word: the kind's window is closed.</summary>
    public const string OutsideWindow = "outside_window";
}

/// <summary>What decided the order of accounts, the most specific first; stable words of the API.</summary>
public static class RouteRule
{
    public const string ServiceTenantIntent = "service_tenant_intent";
    public const string ServiceTenantKind = "service_tenant_kind";
    public const string ServiceIntent = "service_intent";
    public const string ServiceKind = "service_kind";
    public const string SystemIntent = "system_intent";
    public const string SystemKind = "system_kind";

    /// <summary>No rule: the tenant's accounts, then the service's, then the shared ones.</summary>
    public const string None = "no_rule";
}
