using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Bench.Machine;
using Rasan.Core.Storage;

namespace Rasan.Bench.Inside;

/// <summary>Somebody works in the panel: twenty small EF saves a second, each waiting for its turn at the one database.</summary>
internal sealed class Saves(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <returns>The slowest but five of a hundred, and the median, in milliseconds.</returns>
    public async Task<string> RunAsync(int seconds)
    {
        var took = new List<double>();
        using var timer = new PeriodicTimer(Between);
        for (var left = seconds * 20; left > 0; left--)
        {
            await timer.WaitForNextTickAsync();
            var since = Stopwatch.GetTimestamp();
            await SaveAsync();
            took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{Quantiles.Of(took, 0.95)} {Quantiles.Of(took, 0.5)}");
    }

    private async Task SaveAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        store.Record(new() { At = clock.GetUtcNow(), Actor = "bench", Action = "bench.save", Subject = "bench" });
        await store.SaveChangesAsync();
    }
}
