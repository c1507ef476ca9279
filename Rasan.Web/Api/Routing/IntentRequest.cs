using System.Globalization;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Routing;

/// <summary>What an intent means.</summary>
public record ChangeIntentRequest
{
    private const int MostChannels = 10;

    /// <summary><c>otp</c>, <c>transactional</c> or <c>bulk</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>Seconds a message lives, 10 to 604800; null: as its kind says.</summary>
    public int? Lifetime { get; set; }

    /// <summary>Sending methods in the order they are tried; null: the service's order.</summary>
    public IReadOnlyList<string?>? Channels { get; set; }

    internal IntentOrder? ToOrder(ApiRequest request, long id, Check check) => Read(request, check) is { } order ? order with { Id = id } : null;

    private protected IntentOrder? Read(ApiRequest request, Check check)
    {
        check.Required("kind", Kind, Check.LongestKey);
        var kind = check.Kind("kind", Kind);
        if (Channels?.Count > MostChannels) check.Add("channels", "too_many", MostChannels.ToString(CultureInfo.InvariantCulture));
        var order = new IntentOrder(request.Caller, kind ?? default) { LifetimeSeconds = Lifetime, Channels = Channels is null or [] ? null : [.. Channels.Select(channel => channel ?? "")] };
        return check.Faults is null ? order : null;
    }
}

/// <summary>An intent and what it means.</summary>
public sealed record DefineIntentRequest : ChangeIntentRequest
{
    /// <summary>As messages carry it; at most 120 characters.</summary>
    public string? Key { get; set; }

    /// <summary><c>service</c> (unless said), or <c>system</c>, which only system administrators define.</summary>
    public string? Owner { get; set; }

    internal IntentOrder? ToOrder(ApiRequest request, Check check)
    {
        var ofSystem = Owner == RouteOwner.System.Word;
        if (!string.IsNullOrEmpty(Owner) && !ofSystem && Owner != RouteOwner.Service.Word) check.Add("owner", "unknown_owner", Owner);
        var key = check.Required("key", Key, Check.LongestKey).Trim();
        return Read(request, check) is { } order ? order with { Key = key, OfSystem = ofSystem } : null;
    }
}
