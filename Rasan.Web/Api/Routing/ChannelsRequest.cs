using Rasan.Core.Channels;

namespace Rasan.Web.Api.Routing;

/// <summary>By which methods a service sends, and which is tried first.</summary>
public sealed record ChannelsRequest
{
    /// <summary>In order; those that are not named come after, as they stand.</summary>
    public IReadOnlyList<ChannelRequest>? Channels { get; set; }

    internal IReadOnlyList<ChannelPlace> Read(Check check)
    {
        foreach (var (index, channel) in (Channels ?? []).Index())
            if (channel?.IsOn is null) check.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"channels[{index}].is_on"), "required");
        return [.. (Channels ?? []).Select(channel => new ChannelPlace(channel?.Channel ?? "", channel?.IsOn ?? false))];
    }
}

/// <summary>A sending method.</summary>
public sealed record ChannelRequest
{
    /// <summary><c>sms</c> or <c>voice</c>.</summary>
    public string? Channel { get; set; }

    /// <summary>Whether the service sends by it.</summary>
    public bool? IsOn { get; set; }
}

/// <summary>By which methods a service sends.</summary>
/// <param name="Channels">In the order they are tried.</param>
public sealed record ChannelsView(IReadOnlyList<ChannelView> Channels)
{
    internal static ChannelsView Of(IReadOnlyList<ChannelPlace> places) => new([.. places.Select(place => new ChannelView(place.Channel, place.IsOn))]);
}

/// <summary>A sending method.</summary>
/// <param name="Channel"><c>sms</c> or <c>voice</c>.</param>
/// <param name="IsOn">Whether the service sends by it.</param>
public sealed record ChannelView(string Channel, bool IsOn);
