using System.Diagnostics;
using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Bench.Inside;

/// <summary>A batch as a campaign brings it: one text, random numbers; through the ledger's bulk door, or by a bare loop into the same table.</summary>
internal sealed class Batch(Ledger ledger, Catalogs catalogs, SqliteStore store, TimeProvider clock)
{
    private const int Chunk = Ledger.BulkChunk;
    private const string Text = "Autumn sale: 20 percent off until Friday, in every branch.";

    /// <returns>Rows a second and how many megabytes the process grew meanwhile.</returns>
    public async Task<string> AppendAsync(Lane lane, int count)
    {
        await using var memory = MemoryWatch.Start();
        var since = Stopwatch.GetTimestamp();
        var underWay = new Queue<Task>();
        for (var left = count; left > 0; left -= Chunk)
        {
            underWay.Enqueue(ledger.AppendBulkAsync(Rows(lane, Math.Min(Chunk, left)), CancellationToken.None));
            if (underWay.Count == 2) await underWay.Dequeue();   // one is written while the next is made
        }
        await Task.WhenAll(underWay);
        var rate = count / Stopwatch.GetElapsedTime(since).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{rate} {memory.Grown()}");
    }

    /// <summary>The same rows, the same table, pragmas and commit size, and nothing else.</summary>
    /// <returns>Rows a second.</returns>
    public Task<string> InsertBareAsync(int count) => Task.Factory.StartNew(
        () =>
        {
            using var insert = new BareInsert(store.Open());
            var since = Stopwatch.GetTimestamp();
            for (var left = count; left > 0; left -= Chunk) insert.Write(Rows(Lane.Bulk, Math.Min(Chunk, left)));
            return (count / Stopwatch.GetElapsedTime(since).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private MessageRow[] Rows(Lane lane, int count)
    {
        var catalog = catalogs.Current;
        var tenant = catalog.Tenants.Values.First();
        var now = clock.GetUtcNow();
        var rows = new MessageRow[count];
        for (var i = 0; i < count; i++) rows[i] = Row(tenant, lane, now, catalog.DayOf(tenant.ServiceId, now));
        return rows;
    }

    // kind transactional in any lane: the kind bulk would wait for the morning
    private static MessageRow Row(Tenant tenant, Lane lane, DateTimeOffset now, int day) => new()
    {
        Body = new()
        {
            TrackingId = TrackingId.New(now),
            ServiceId = tenant.ServiceId,
            TenantId = tenant.Id,
            Channel = ChannelKeys.Sms,
            Kind = Kind.Transactional,
            Lane = lane,
            Intent = "CAMPAIGN",
            Recipient = string.Create(CultureInfo.InvariantCulture, $"+98912{Random.Shared.Next(10_000_000):D7}"),
            Text = Text,
            Segments = 1,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            Day = day,
        },
        State = MessageState.Queued,
        StateAt = now.ToUnixTimeMilliseconds(),
        DueAt = now.ToUnixTimeMilliseconds(),
        ExpiresAt = (now + TimeSpan.FromHours(24)).ToUnixTimeMilliseconds(),
    };
}
