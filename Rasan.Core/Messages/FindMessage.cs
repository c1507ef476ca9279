using Microsoft.EntityFrameworkCore;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>A message with everything that happened to it, oldest first.</summary>
public sealed record MessageHistory(Message Message, IReadOnlyList<Attempt> Attempts, IReadOnlyList<DeliveryReport> Reports);

/// <summary>One message by its tracking id.</summary>
public sealed class FindMessage(IDbContextFactory<RasanDb> stores, ReferenceIndex references)
{
    /// <returns>Null when there is none, and when it is another service's or another tenant's: nobody learns that it exists.</returns>
    public async Task<MessageHistory?> RunAsync(Caller caller, TrackingId id, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeMessages);
        await using var store = await stores.CreateDbContextAsync(ct);
        var message = await store.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.TrackingId == id, ct);
        if (message is null || !caller.MaySee(message)) return null;
        return new(
            message,
            await store.Attempts.AsNoTracking().Where(a => a.MessageId == message.Id).OrderBy(a => a.Id).ToListAsync(ct),
            await store.DeliveryReports.AsNoTracking().Where(r => r.MessageId == message.Id).OrderBy(r => r.Id).ToListAsync(ct));
    }

    /// <summary>By the id a provider gave to an attempt of it; the newest where several providers count alike.</summary>
    public async Task<TrackingId?> ByReferenceAsync(Caller caller, string reference, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeMessages);
        if (reference.Length == 0) return null;
        await using var store = await stores.CreateDbContextAsync(ct);
        var accounts = await store.Accounts.Where(a => a.ServiceId == null || a.ServiceId == caller.Service.Id).Select(a => (long?)a.Id).ToListAsync(ct);
        var awaiting = store.Attempts.Where(a => a.AwaitsReport && accounts.Contains(a.AccountId) && a.Reference == reference).Select(a => a.MessageId);
        return await NewestAsync(store, caller, await awaiting.ToListAsync(ct), ct) ?? await NewestAsync(store, caller, await references.FindAsync(reference, ct), ct);
    }

    private static async Task<TrackingId?> NewestAsync(RasanDb store, Caller caller, IReadOnlyList<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return null;
        var tenant = caller.Tenant?.Id;
        var found = await store.Messages.WithIds(ids)
            .Where(m => m.ServiceId == caller.Service.Id && (tenant == null || m.TenantId == tenant))
            .OrderByDescending(m => m.Id).Select(m => new { m.TrackingId }).FirstOrDefaultAsync(ct);
        return found?.TrackingId;
    }
}

internal static class CallerSight
{
    extension(Caller caller)
    {
        public bool MaySee(Message message) =>
            message.ServiceId == caller.Service.Id && (caller.Tenant is null || message.TenantId == caller.Tenant.Id);
    }
}
