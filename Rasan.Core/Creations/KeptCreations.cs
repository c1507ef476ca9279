using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Creations;

/// <summary>First answers to requests that made a part of the configuration under an Idempotency-Key: looked for and kept inside the turn that makes it.</summary>
public sealed class KeptCreations(ISecretBox box, TimeProvider clock)
{
    /// <returns>Null: nothing was made under this key within a day, or the request shows none.</returns>
    internal async Task<FirstAnswer?> FindAsync<TMade>(RasanDb store, Caller caller, IdempotencyGuard<TMade>? guard, CancellationToken ct)
    {
        if (guard is null) return null;
        var since = clock.GetUtcNow() - RetentionOptions.IdempotentAnswers;
        if (await Under(store, caller, guard).AsNoTracking().SingleOrDefaultAsync(one => one.CreatedAt > since, ct) is not { } kept) return null;
        // who speaks for one tenant asks for something else in the same words, and may not read what the whole service was told
        var isTheSame = kept.TenantId == caller.Tenant?.Id && kept.RequestHash.AsSpan().SequenceEqual(guard.RequestHash);
        return isTheSame ? new FirstAnswer.Again(kept.Status, box.Open(kept.Body)) : new FirstAnswer.ToAnother();
    }

    /// <param name="made">Saved: its answer names its id.</param>
    internal async Task KeepAsync<TMade>(RasanDb store, Caller caller, IdempotencyGuard<TMade>? guard, TMade made, CancellationToken ct)
    {
        if (guard is null) return;
        await Under(store, caller, guard).ExecuteDeleteAsync(ct);   // one of more than a day ago
        store.KeptCreations.Add(new()
        {
            ServiceId = caller.Service.Id,
            TenantId = caller.Tenant?.Id,
            Route = guard.Route,
            Key = guard.Key,
            RequestHash = guard.RequestHash,
            Status = guard.Status,
            Body = box.Seal(guard.Answer(made)),
            CreatedAt = clock.GetUtcNow(),
        });
        await store.SaveChangesAsync(ct);
    }

    private static IQueryable<KeptCreation> Under<TMade>(RasanDb store, Caller caller, IdempotencyGuard<TMade> guard) =>
        store.KeptCreations.Where(one => one.ServiceId == caller.Service.Id && one.Route == guard.Route && one.Key == guard.Key);
}
