using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <param name="Defined">The service's own first, then the system's, by key.</param>
/// <param name="Seen">Those that messages carried lately and nobody has defined, the newest first.</param>
public sealed record IntentList(IReadOnlyList<Intent> Defined, IReadOnlyList<SeenIntent> Seen);

/// <summary>The intents of a service: those that somebody has defined, and those that only its messages know.</summary>
public sealed class ListIntents(IDbContextFactory<RasanDb> stores, Catalogs catalogs, SeenIntents seen, TimeProvider clock)
{
    public async Task<IntentList> RunAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeAccounts);
        var (intents, service) = (catalogs.Current.Intents, caller.Service.Id);
        await WriteNotedAsync(ct);
        var since = clock.GetUtcNow() - SeenIntents.Lately;
        await using var store = await stores.CreateDbContextAsync(ct);
        var rows = await store.SeenIntents.AsNoTracking().Where(row => row.ServiceId == service && row.LastSeenAt >= since).OrderByDescending(row => row.LastSeenAt).ToListAsync(ct);
        return new(
            [.. intents.Of(service).OrderBy(intent => intent.ServiceId is null).ThenBy(intent => intent.Key, StringComparer.Ordinal)],
            rows.FindAll(row => !intents.IsDefined(service, row.Key)));
    }

    // who sends and looks finds what was sent; while nothing can be written they see what was written before
    private async Task WriteNotedAsync(CancellationToken ct)
    {
        try
        {
            await seen.FlushAsync(ct);
        }
        catch (StorageUnavailableException)
        {
            // what was noted since the last time is gone: a hint for people, and nothing depends on it
        }
    }
}
