using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Core.Intents;

/// <summary>
/// Notes which undefined intents messages carry. Accepting only writes into memory; what was noted goes to the disk every few seconds, in one save.
/// Callers make up intents freely, so a service has a limited number of them, here and in the table: the newest stay.
/// </summary>
public sealed class SeenIntents(IDbContextFactory<RasanDb> stores)
{
    /// <summary>Keys of one service that are remembered.</summary>
    public const int Most = 200;

    /// <summary>What nobody has sent for so long is forgotten.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private Dictionary<long, Dictionary<string, Note>> _notes = [];

    /// <summary>Some messages of a service carried a key that nobody has defined.</summary>
    public void Saw(long serviceId, string key, Kind kind, int messages, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (!_notes.TryGetValue(serviceId, out var own)) _notes[serviceId] = own = new(StringComparer.Ordinal);
            if (own.TryGetValue(key, out var note)) own[key] = new(kind, note.Count + messages, at);
            else if (own.Count < Most) own[key] = new(kind, messages, at);
        }
    }

    /// <summary>Writes what was noted. What could not be written is gone: it is a hint for people, and nothing depends on it.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var notes = Take();
        if (notes.Count == 0) return;
        await using var store = await stores.CreateDbContextAsync(ct);
        await store.InTurnAsync(async turn =>   // two that flush at once must not both make a key's row
        {
            foreach (var (service, keys) in notes) await MergeAsync(store, service, keys, turn);
            await store.SaveChangesAsync(turn);
        }, ct);
    }

    private Dictionary<long, Dictionary<string, Note>> Take()
    {
        lock (_lock)
        {
            var taken = _notes;
            if (taken.Count > 0) _notes = [];
            return taken;
        }
    }

    private static async Task MergeAsync(RasanDb store, long serviceId, Dictionary<string, Note> notes, CancellationToken ct)
    {
        var rows = await store.SeenIntents.Where(row => row.ServiceId == serviceId).ToListAsync(ct);
        foreach (var (key, note) in notes)
        {
            if (rows.Find(row => row.Key == key) is { } row)
            {
                (row.Kind, row.Count, row.LastSeenAt) = (note.Kind, row.Count + note.Count, note.At);
                continue;
            }

            row = new() { ServiceId = serviceId, Key = key, Kind = note.Kind, Count = note.Count, LastSeenAt = note.At };
            store.SeenIntents.Add(row);
            rows.Add(row);
        }

        var newest = rows.OrderByDescending(row => row.LastSeenAt).ToList();
        foreach (var old in newest.Where((row, place) => place >= Most || row.LastSeenAt < newest[0].LastSeenAt - Lately)) store.SeenIntents.Remove(old);
    }

    private readonly record struct Note(Kind Kind, int Count, DateTimeOffset At);
}
