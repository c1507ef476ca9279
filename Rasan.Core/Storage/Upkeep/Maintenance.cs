using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>Keeps SQLite's knowledge of the tables fresh. Checkpoints are the ledger's alone.</summary>
public sealed class Maintenance(IDbContextFactory<RasanDb> stores, IDbContextFactory<LogsDb> logs)
{
    /// <summary>Looks at so many rows of an index at most: the write turn is held for milliseconds whatever the size.</summary>
    private const string Optimize = "PRAGMA analysis_limit=400; PRAGMA optimize;";

    public async Task RunAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(turn => store.Database.ExecuteSqlRawAsync(Optimize, turn), ct);
        await using var log = await logs.CreateDbContextAsync(ct);
        await log.Database.ExecuteSqlRawAsync(Optimize, ct);
    }
}
