using System.Collections.Frozen;

namespace Rasan.Core.Channels;

/// <summary>A sending method in its place.</summary>
/// <param name="Channel">One of <see cref="ChannelKeys.Served"/>.</param>
/// <param name="IsOn">Whether the service sends by it.</param>
public readonly record struct ChannelPlace(string Channel, bool IsOn);

/// <summary>On which method a message goes out.</summary>
/// <param name="Channel">One of <see cref="ChannelKeys.Served"/>.</param>
/// <param name="Skipped">The others of the order, separated by a comma; null: there are none.</param>
public sealed record ChannelChoice(string Channel, string? Skipped);

/// <summary>Every service's sending methods as of one revision of the configuration.</summary>
public sealed class ChannelTable(IEnumerable<ChannelSetting> settings)
{
    public static readonly ChannelTable Empty = new([]);

    private static readonly ServiceChannels Usual = new([.. ChannelKeys.Served.Select(channel => new ChannelPlace(channel, channel == ChannelKeys.Sms))]);

    private readonly FrozenDictionary<long, ServiceChannels> _own = settings.GroupBy(s => s.ServiceId).ToFrozenDictionary(g => g.Key, g => new ServiceChannels(PlacesOf(g)));

    /// <summary>Every method there is, on or off, in the service's order.</summary>
    public IReadOnlyList<ChannelPlace> Of(long serviceId) => Find(serviceId).Places;

    /// <summary>Those that are on, in order.</summary>
    public IReadOnlyList<string> On(long serviceId) => Find(serviceId).On;

    /// <summary>The first method that is on. A number serves all of them.</summary>
    /// <param name="asked">The one that was asked for: it, or none.</param>
    /// <param name="ofIntent">The intent's own order; null: the service's.</param>
    /// <returns>Null: the service may use none of them.</returns>
    public ChannelChoice? Choose(long serviceId, string? asked, IReadOnlyList<string>? ofIntent)
    {
        var own = Find(serviceId);
        if (asked is not null) return own.On.Contains(asked, StringComparer.Ordinal) ? new(asked, null) : null;
        return ofIntent is null ? own.Choice : ServiceChannels.First(ofIntent, own.On);
    }

    private ServiceChannels Find(long serviceId) => _own.GetValueOrDefault(serviceId) ?? Usual;

    // a method that came with a newer program has no row yet
    private static ChannelPlace[] PlacesOf(IEnumerable<ChannelSetting> own)
    {
        var places = own.OrderBy(s => s.Position).ThenBy(s => s.Id).Select(s => new ChannelPlace(s.Channel, s.IsOn)).ToList();
        return [.. places, .. Usual.Places.Where(usual => !places.Exists(place => place.Channel == usual.Channel))];
    }

    private sealed class ServiceChannels
    {
        public ServiceChannels(IReadOnlyList<ChannelPlace> places)
        {
            Places = places;
            On = [.. places.Where(place => place.IsOn).Select(place => place.Channel)];
            Choice = First(On, On);
        }

        public IReadOnlyList<ChannelPlace> Places { get; }
        public IReadOnlyList<string> On { get; }

        /// <summary>What nearly every message gets: worked out once.</summary>
        public ChannelChoice? Choice { get; }

        public static ChannelChoice? First(IReadOnlyList<string> order, IReadOnlyList<string> on)
        {
            if (order.FirstOrDefault(channel => on.Contains(channel, StringComparer.Ordinal)) is not { } first) return null;
            var others = string.Join(',', order.Where(channel => channel != first));
            return new(first, others.Length > 0 ? others : null);
        }
    }
}
