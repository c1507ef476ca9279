using Microsoft.EntityFrameworkCore;
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

    private static async Task TakeAsync(WriteTurn turn, List<int> order, int number, CancellationToken ct)
    {
        using var pass = await turn.EnterAsync(ct);
        order.Add(number);
    }

    private static Operation Operation(string subject) => new() { At = TimeProvider.System.GetUtcNow(), Actor = "test", Action = "test.save", Subject = subject };
}
