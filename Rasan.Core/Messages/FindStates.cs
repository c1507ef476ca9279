using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>Where one message stands.</summary>
public sealed record Standing(TrackingId Id, MessageState State, DateTimeOffset StateAt, DateTimeOffset? DeliveredAt, string? Fault);

/// <summary>The states of many messages in one question.</summary>
public sealed class FindStates(IDbContextFactory<RasanDb> stores)
{
    public const int Most = 500;

    /// <returns>Those the caller may see; the others are left out.</returns>
    public async Task<IReadOnlyList<Standing>> RunAsync(Caller caller, IReadOnlyCollection<TrackingId> ids, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeMessages);
        var tenant = caller.Tenant?.Id;
        await using var store = await stores.CreateDbContextAsync(ct);
        return await store.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.TrackingId) && m.ServiceId == caller.Service.Id && (tenant == null || m.TenantId == tenant))
            .Select(m => new Standing(m.TrackingId, m.State, m.StateAt, m.DeliveredAt, m.Fault))
            .ToListAsync(ct);
    }
}
