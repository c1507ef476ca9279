using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Routes;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Settings;

/// <summary>In which order one-time codes try the providers.</summary>
public sealed record OtpRoutingRequest
{
    private const int Most = 50;

    /// <summary>Keys of providers, the first to be tried first; each stands for all the tenant's accounts there.</summary>
    public IReadOnlyList<string?>? Providers { get; set; }

    /// <summary>False: the first account only. True unless said.</summary>
    public bool? Fallback { get; set; }

    /// <summary>False: the rule is kept and passed over. True unless said.</summary>
    public bool? IsActive { get; set; }

    /// <summary>One rule for each of these; left out: one rule for all codes.</summary>
    public IReadOnlyList<string?>? Intents { get; set; }

    /// <summary>Tenant of the service; the default one unless named. At most 120 characters.</summary>
    public string? TenantId { get; set; }

    internal OtpRoutingOrder? ToOrder(ApiRequest request, Check check)
    {
        if (Providers is null or []) check.Add("providers", "required");
        var order = new OtpRoutingOrder(request.Caller, Words("providers", Providers, check) ?? [])
        {
            TenantKey = check.Key("tenant_id", TenantId),
            Fallback = Fallback ?? true,
            IsActive = IsActive ?? true,
            Intents = Intents is null or [] ? null : Words("intents", Intents, check),
        };
        return check.Faults is null ? order : null;
    }

    private static List<string>? Words(string field, IReadOnlyList<string?>? words, Check check)
    {
        if (words?.Count > Most) check.Add(field, "too_many", Most.ToString(CultureInfo.InvariantCulture));
        return words?.Index().Select(word => check.Required(string.Create(CultureInfo.InvariantCulture, $"{field}[{word.Index}]"), word.Item, Check.LongestKey).Trim()).ToList();
    }
}

/// <summary>The rule stands.</summary>
/// <param name="Status">Always <c>updated</c>.</param>
/// <param name="TenantId">Key of the tenant.</param>
/// <param name="Intents">Those that it decides today.</param>
/// <param name="Routing">What it says.</param>
public sealed record OtpRoutingView(string Status, string TenantId, IReadOnlyList<string> Intents, RoutingView Routing);

/// <summary>What a rule says.</summary>
/// <param name="Channels">By sending method.</param>
public sealed record RoutingView(IReadOnlyList<ChannelRoutingView> Channels)
{
    internal static RoutingView Of(IReadOnlyList<string> providers, bool fallback) => new([new(ChannelKeys.Sms, providers, fallback)]);
}

/// <summary>What a rule says of one sending method.</summary>
/// <param name="Channel">The sending method.</param>
/// <param name="Providers">Keys, in order.</param>
/// <param name="Fallback">Whether the next account takes over.</param>
public sealed record ChannelRoutingView(string Channel, IReadOnlyList<string> Providers, bool Fallback);

/// <summary>What a tenant's rules say of its codes.</summary>
/// <param name="TenantId">Key of the tenant.</param>
/// <param name="Items">One for each intent that a rule of the tenant speaks of.</param>
public sealed record OtpRoutingListView(string TenantId, IReadOnlyList<OtpRoutingItemView> Items);

/// <summary>What decides one intent.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Rule">What the rule says.</param>
/// <param name="IsActive">Whether it is used.</param>
public sealed record OtpRoutingItemView(string Intent, RoutingView Rule, bool IsActive)
{
    internal static OtpRoutingItemView Of(OtpRule rule) => new(rule.Intent, RoutingView.Of(rule.Providers, rule.Fallback), rule.IsActive);
}
