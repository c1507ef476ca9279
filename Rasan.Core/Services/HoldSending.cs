using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Services;

/// <summary>Holds sending back, or lets it go on: an operator's word. Accepting works either way.</summary>
public sealed class HoldSending(IDbContextFactory<RasanDb> stores, TimeProvider clock)
{
    /// <param name="reason">Why it is held; null: it goes on.</param>
    /// <returns>False: it was so already.</returns>
    public async Task<bool> RunAsync(string? reason, string actor, CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var held = await store.Settings.FindAsync([Setting.SendingHeld], ct);
        if (held?.Value == reason) return false;
        store.Record(new() { At = clock.GetUtcNow(), Actor = actor, Action = reason is null ? "sending.release" : "sending.hold", Subject = "sending", Before = held?.Value, After = reason });
        if (reason is null) store.Settings.Remove(held!);
        else if (held is null) store.Settings.Add(new() { Name = Setting.SendingHeld, Value = reason });
        else held.Value = reason;
        await store.SaveChangesAsync(ct);
        return true;
    }

    /// <returns>Why sending is held; null: it is not.</returns>
    public async Task<string?> ReasonAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        return (await store.Settings.FindAsync([Setting.SendingHeld], ct))?.Value;
    }
}
