using Microsoft.EntityFrameworkCore;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

public sealed class LedgerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_faulty_change_does_not_take_its_neighbours_with_it()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var ledger = rooms.Get<Ledger>();
        var twice = MessageRows.Ready(0);
        await ledger.AppendAsync(new([twice]));
        using var gate = new ManualResetEventSlim();
        var holder = ledger.DoAsync(_ => gate.Wait(TimeSpan.FromSeconds(30), Ct));   // the writer is busy: what follows shares one transaction
        var good = Enumerable.Range(1, 20).Select(n => ledger.AppendAsync(new([MessageRows.Ready(n)]))).ToList();
        var faulty = ledger.AppendAsync(new([twice]));
        good.AddRange(Enumerable.Range(21, 20).Select(n => ledger.AppendAsync(new([MessageRows.Ready(n)]))));
        gate.Set();
        await holder;
        await Assert.ThrowsAnyAsync<Exception>(() => faulty);
        await Task.WhenAll(good);
        await using var store = await rooms.StoreAsync();
        Assert.Equal(41, await store.Messages.CountAsync(Ct));
        Assert.Equal(41, await store.Counters.SumAsync(c => c.Count, Ct));
    }

    [Fact]
    public async Task A_transition_from_a_state_that_is_gone_changes_nothing()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var ledger = rooms.Get<Ledger>();
        await ledger.AppendAsync(new([MessageRows.Ready(1)]));
        var (first, second) = await ledger.DoAsync(session =>
        {
            var row = session.Find(1)!;
            return (session.Save(row, row.To(MessageState.Cancelled, session.Now)), session.Save(row, row.To(MessageState.Expired, session.Now)));
        });
        Assert.True(first);
        Assert.False(second);
        await using var store = await rooms.StoreAsync();
        Assert.Equal(MessageState.Cancelled, (await store.Messages.SingleAsync(Ct)).State);
    }

    [Fact]
    public async Task Single_accepts_pass_between_the_chunks_of_a_bulk()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var ledger = rooms.Get<Ledger>();
        var bulk = Task.Run(async () =>
        {
            for (var chunk = 0; chunk < 20; chunk++) await ledger.AppendBulkAsync([.. Enumerable.Range(0, 2_000).Select(n => MessageRows.Ready(n, MessageState.Scheduled))], Ct);
        }, Ct);
        var passed = 0;
        while (!bulk.IsCompleted)
        {
            await ledger.AppendAsync(new([MessageRows.Ready(passed)]));
            passed++;
        }

        await bulk;
        Assert.True(passed >= 10, $"only {passed} single messages passed beside 20 chunks");
        await using var store = await rooms.StoreAsync();
        Assert.Equal(40_000 + passed, await store.Messages.CountAsync(Ct));
    }

    [Fact]
    public async Task The_nightly_count_finds_counters_that_stand_wrong_and_sets_them_right()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var ledger = rooms.Get<Ledger>();
        for (var i = 0; i < 5; i++) await ledger.AppendAsync(new([MessageRows.Ready(i)]));
        var check = rooms.Get<CheckCounters>();
        Assert.Equal(0, await check.RunAsync(Ct));
        await using (var store = await rooms.StoreAsync())
            await store.InTurnAsync(ct => store.Counters.ExecuteUpdateAsync(set => set.SetProperty(c => c.Count, 99), ct), Ct);
        Assert.Equal(1, await check.RunAsync(Ct));
        await using var after = await rooms.StoreAsync();
        Assert.Equal(5, await after.Counters.SumAsync(c => c.Count, Ct));
        Assert.Equal(0, await check.RunAsync(Ct));
    }

    [Fact]
    public async Task The_nightly_count_leaves_a_day_alone_whose_rows_may_be_gone()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var old = TimeProvider.System.GetUtcNow().AddDays(-4).ToUnixTimeMilliseconds();
        var row = MessageRows.Ready(1);
        await rooms.Get<Ledger>().AppendAsync(new([row with { Body = row.Body with { CreatedAt = old, Day = (int)(old / 86_400_000) }, State = MessageState.Delivered, FinalAt = old }]));
        await using var store = await rooms.StoreAsync();
        await store.InTurnAsync(async ct =>
        {
            await store.Services.ExecuteUpdateAsync(set => set.SetProperty(service => service.RowRetentionDays, 3), ct);
            await store.Messages.ExecuteDeleteAsync(ct);   // as retention does
        }, Ct);

        Assert.Equal(0, await rooms.Get<CheckCounters>().RunAsync(Ct));
        Assert.Equal(1, await store.Counters.SumAsync(counter => counter.Count, Ct));
    }
}
