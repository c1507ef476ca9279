using System.Text.Json.Serialization;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Routing;

/// <summary>Which accounts carry the messages that a rule speaks of, in order.</summary>
public record ChangeRouteRequest
{
    /// <summary>At most 50; the first is tried first.</summary>
    public IReadOnlyList<RouteStepRequest>? Steps { get; set; }

    /// <summary>False: the first account only. True unless said.</summary>
    public bool? Fallback { get; set; }

    /// <summary>False: the rule is kept and passed over. True unless said.</summary>
    public bool? IsActive { get; set; }

    internal RouteOrder? ToOrder(ApiRequest request, long id, Check check)
    {
        var steps = ReadSteps(check);
        return check.Faults is null ? new(request.Caller, steps) { Id = id, Fallback = Fallback ?? true, IsActive = IsActive ?? true } : null;
    }

    private protected IReadOnlyList<RouteStepOrder> ReadSteps(Check check)
    {
        if (Steps is null or []) check.Add("steps", "required");
        var steps = new List<RouteStepOrder>();
        foreach (var (index, step) in (Steps ?? []).Index())
        {
            var field = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"steps[{index}]");
            if (step?.Account is not { } account) check.Add($"{field}.account", "required");
            else steps.Add(new(account, check.Optional($"{field}.line", step.Line, Check.LongestPhone)?.Trim()));
        }

        return steps;
    }
}

/// <summary>A rule: whose messages, of which intent or kind, go through which accounts.</summary>
public sealed record MakeRouteRequest : ChangeRouteRequest
{
    /// <summary><c>service</c> (unless said), or <c>system</c>, which only system administrators make.</summary>
    public string? Owner { get; set; }

    /// <summary>For the messages of one tenant; left out: of the whole service, or of the tenant that the token is bound to.</summary>
    public string? TenantId { get; set; }

    /// <summary>For messages of this intent; or name a kind.</summary>
    public string? Intent { get; set; }

    /// <summary>For messages of this kind: <c>otp</c>, <c>transactional</c> or <c>bulk</c>.</summary>
    public string? Kind { get; set; }

    /// <summary><c>sms</c> (unless said) or <c>voice</c>.</summary>
    public string? Channel { get; set; }

    [JsonIgnore]
    private bool OfSystem => string.Equals(Owner, RouteOwner.System.Word, StringComparison.Ordinal);

    internal RouteOrder? ToOrder(ApiRequest request, Check check)
    {
        if (!string.IsNullOrEmpty(Owner) && !OfSystem && Owner != RouteOwner.Service.Word) check.Add("owner", "unknown_owner", Owner);
        var order = new RouteOrder(request.Caller, ReadSteps(check))
        {
            OfSystem = OfSystem,
            TenantKey = check.Key("tenant_id", TenantId),
            Intent = check.Key("intent", Intent),
            Kind = check.Kind("kind", Kind),
            Channel = check.Channel("channel", Channel) ?? ChannelKeys.Sms,
            Fallback = Fallback ?? true,
            IsActive = IsActive ?? true,
        };
        return check.Faults is null ? order : null;
    }
}

/// <summary>An account of a rule.</summary>
public sealed record RouteStepRequest
{
    /// <summary>Its id.</summary>
    public long? Account { get; set; }

    /// <summary>One of its numbers; left out: whichever of its lines may carry the message.</summary>
    public string? Line { get; set; }
}
