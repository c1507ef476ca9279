using Microsoft.EntityFrameworkCore;
using Rasan.Core.Dispatching;
using Rasan.Core.Logs;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

public sealed class WriteTurnTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_first_has_the_turn_first()
    {
        var turn = new WriteTurn();
        var order = new List<int>();
        var first = await turn.EnterAsync(Ct);
        var waiting = new List<Task>();
        for (var i = 0; i < 20; i++) waiting.Add(TakeAsync(turn, order, i, Ct));
        first.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_keep_the_turn()
    {
        var turn = new WriteTurn();
        var held = await turn.EnterAsync(Ct);
        using var impatient = new CancellationTokenSource();
        var gone = TakeAsync(turn, [], 0, impatient.Token);
        var next = TakeAsync(turn, [], 1, Ct);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        held.Dispose();
        await next;
    }

    [Fact]
    public async Task A_save_that_fails_gives_the_turn_up_and_stores_nothing()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        await using (var store = await rooms.StoreAsync())
        {
            store.Record(Operation("first"));
            store.Services.Add(new() { Key = "shop", Name = "a key that is taken", CreatedAt = default });
            await Assert.ThrowsAsync<DbUpdateException>(() => store.SaveChangesAsync(Ct));
        }

        await using var after = await rooms.StoreAsync();
        after.Record(Operation("second"));
        await after.SaveChangesAsync(Ct);
        Assert.Equal(["second"], await after.Operations.Select(o => o.Subject).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_set_based_write_outside_the_turn_is_refused()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        await using var store = await rooms.StoreAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Operations.ExecuteDeleteAsync(Ct));
        await store.InTurnAsync(ct => store.Operations.ExecuteDeleteAsync(ct), Ct);
    }

    [Fact]
    public async Task Saves_come_through_beside_a_ledger_that_commits_without_pause()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var ledger = rooms.Get<Ledger>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var appended = 0;
        var producers = Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await ledger.AppendAsync(new([rooms.Row(n)]));
                Interlocked.Increment(ref appended);
            }
        }, Ct)).ToArray();

        const int Saves = 400;   // 20 a second for 20 seconds, at the pace of the ticks
        using (var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            var saves = new List<Task>();
            for (var i = 0; i < Saves && await tick.WaitForNextTickAsync(Ct); i++) saves.Add(SaveAsync(rooms, i));
            await Task.WhenAll(saves);   // 'database is locked' would surface here
        }

        await stop.CancelAsync();
        await Task.WhenAll(producers);
        await using var store = await rooms.StoreAsync();
        Assert.Equal(Saves, await store.Operations.CountAsync(Ct));
        Assert.Equal(appended, await store.Messages.CountAsync(Ct));
        Assert.Equal(appended, await store.Counters.SumAsync(c => c.Count, Ct));
    }

    private static async Task SaveAsync(CoreRooms rooms, int number)
    {
        await using var store = await rooms.StoreAsync();
        store.Record(Operation($"save {number}"));
        await store.SaveChangesAsync(Ct);
    }

    private static async Task TakeAsync(WriteTurn turn, List<int> order, int number, CancellationToken ct)
    {
        using var pass = await turn.EnterAsync(ct);
        order.Add(number);
    }

    private static Operation Operation(string subject) => new() { At = TimeProvider.System.GetUtcNow(), Actor = "test", Action = "test.save", Subject = subject };
}
