using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Channels;

/// <summary>What became of setting the sending methods.</summary>
public abstract record SetChannelsResult
{
    private SetChannelsResult() { }

    /// <summary>They count from now on.</summary>
    /// <param name="Channels">As they stand, in order.</param>
    public sealed record Done(IReadOnlyList<ChannelPlace> Channels) : SetChannelsResult;

    /// <summary>Nothing was stored.</summary>
    /// <param name="Faults">What is wrong.</param>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : SetChannelsResult;

    /// <summary>The caller speaks for one tenant, and the methods are the whole service's.</summary>
    public sealed record ForeignTenant : SetChannelsResult;
}

/// <summary>Says by which methods a service sends, and which is tried first.</summary>
public sealed class SetChannels(IDbContextFactory<RasanDb> stores, Catalogs catalogs, TimeProvider clock)
{
    /// <param name="channels">In order; those that are not named come after, as they stand.</param>
    public async Task<SetChannelsResult> RunAsync(Caller caller, IReadOnlyList<ChannelPlace> channels, CancellationToken ct)
    {
        caller.Demand(Permissions.ManageRoutes);
        if (caller.Tenant is not null) return new SetChannelsResult.ForeignTenant();
        if (FaultsOf(channels) is { Count: > 0 } faults) return new SetChannelsResult.Refused(faults);
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(turn => SaveAsync(store, caller, channels, turn), ct);
        await catalogs.RefreshAsync(ct);
        return new SetChannelsResult.Done(catalogs.Current.Channels.Of(caller.Service.Id));
    }

    private static List<Fault> FaultsOf(IReadOnlyList<ChannelPlace> channels)
    {
        var faults = new List<Fault>();
        if (channels.Count == 0) faults.Add(new("channels", "required"));
        foreach (var (index, place) in channels.Index())
        {
            var field = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"channels[{index}].channel");
            if (!ChannelKeys.Served.Contains(place.Channel, StringComparer.Ordinal)) faults.Add(new(field, "unknown_channel", place.Channel));
            else if (channels.Take(index).Any(other => other.Channel == place.Channel)) faults.Add(new(field, "repeated", place.Channel));
        }

        return faults;
    }

    private async Task SaveAsync(RasanDb store, Caller caller, IReadOnlyList<ChannelPlace> channels, CancellationToken ct)
    {
        var rows = await store.ChannelSettings.Where(s => s.ServiceId == caller.Service.Id).ToListAsync(ct);
        var before = new ChannelTable(rows).Of(caller.Service.Id);
        IReadOnlyList<ChannelPlace> after = [.. channels, .. before.Where(place => !channels.Any(named => named.Channel == place.Channel))];
        foreach (var (position, place) in after.Index())
        {
            if (rows.Find(row => row.Channel == place.Channel) is { } row) (row.IsOn, row.Position) = (place.IsOn, position);
            else store.ChannelSettings.Add(new() { ServiceId = caller.Service.Id, Channel = place.Channel, IsOn = place.IsOn, Position = position });
        }

        store.Record(Operation.Of(caller, clock.GetUtcNow(), "channels.set", $"service:{caller.Service.Key}", Describe(after), Describe(before)));
        await store.SaveChangesAsync(ct);
    }

    private static string Describe(IReadOnlyList<ChannelPlace> channels) => JsonSerializer.Serialize(channels.Select(place => new { channel = place.Channel, is_on = place.IsOn }));
}
