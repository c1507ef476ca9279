using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Search;

/// <summary>
/// Asks for a new search index. The server builds it, whoever asks: it alone writes the file; where none runs, the next one does.
/// Searches go on with the old one meanwhile.
/// </summary>
public sealed class RebuildSearch(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    public async Task RunAsync(Caller caller, CancellationToken ct)
    {
        caller.Demand(Permissions.Maintain);
        await RunAsync(caller.Actor, caller.Address?.ToString(), ct);
    }

    /// <summary>For the command line, which asks nobody.</summary>
    public Task RunAsync(string actor, CancellationToken ct) => RunAsync(actor, null, ct);

    private async Task RunAsync(string actor, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var request = now.ToString("O", CultureInfo.InvariantCulture);
        await using var store = await stores.CreateDbContextAsync(ct);
        if (await store.Settings.FindAsync([Setting.SearchRequest], ct) is { } asked) asked.Value = request;
        else store.Settings.Add(new() { Name = Setting.SearchRequest, Value = request });
        store.Record(new() { At = now, Actor = actor, Address = address, Action = "search.rebuild", Subject = "search" });
        await store.SaveChangesAsync(ct);
    }
}
