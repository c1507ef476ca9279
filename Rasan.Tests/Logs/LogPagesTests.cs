using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Logs;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Logs;

/// <summary>A log's pages on a real database: none looks at more than it should, none leaves a row out.</summary>
public sealed class LogPagesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly AskedQueries _asked = new();
    private CoreRooms _rooms = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rooms = await CoreRooms.OpenAsync(services =>
            services.ConfigureDbContext<RasanDb>(options => options.AddInterceptors(_asked)).ConfigureDbContext<LogsDb>(options => options.AddInterceptors(_asked)));
        await using var logs = await _rooms.Get<IDbContextFactory<LogsDb>>().CreateDbContextAsync(Ct);
        await logs.Database.MigrateAsync(Ct);
    }

    public ValueTask DisposeAsync() => _rooms.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rare_row_is_found_behind_twenty_thousand_others_and_the_page_before_says_how_far_it_has_looked(bool oldestFirst)
    {
        var rare = oldestFirst ? 20_040 : 10;
        await FillAsync(Enumerable.Range(0, 20_050).Select(i => Row(Noon.AddSeconds(i), action: i == rare ? "rare" : "usual")));
        var caller = await CallerAsync();
        var filter = new OperationFilter { Action = "rare" };

        var first = await _rooms.Get<ListOperations>().RunAsync(caller, filter, new(null, 50, oldestFirst), Ct);
        Assert.Empty(first.Rows);
        Assert.Equal(Noon.AddSeconds(oldestFirst ? 19_999 : 50), first.SearchedUntil);
        var second = await _rooms.Get<ListOperations>().RunAsync(caller, filter, new(first.Next, 50, oldestFirst), Ct);
        Assert.Equal("rare", Assert.Single(second.Rows).Action);
        Assert.Equal((null, null), (second.Next, second.SearchedUntil));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_of_one_moment_are_walked_once_each_whatever_a_page_holds(bool oldestFirst)
    {
        await FillAsync(Enumerable.Range(0, 23).Select(i => Row(Noon.AddSeconds(Math.Floor(i / 10.0)), subject: $"n:{i}")));
        var caller = await CallerAsync();
        foreach (var filter in new[] { new OperationFilter(), new OperationFilter { Action = "usual" } })
        {
            var walked = await WalkAsync(caller, filter, limit: 4, oldestFirst);
            Assert.Equal(Enumerable.Range(0, 23).Select(i => $"n:{(oldestFirst ? i : 22 - i)}"), walked.Select(row => row.Subject));
        }
    }

    [Fact]
    public async Task The_systems_own_rows_are_merged_in_for_who_sees_the_system_and_hidden_from_everybody_else()
    {
        await FillAsync(Enumerable.Range(0, 30).Select(i => Row(Noon.AddSeconds(i), subject: $"n:{i}", service: (i % 3) switch { 0 => 1, 1 => null, _ => 2 })));
        var administrator = await CallerAsync();
        var member = administrator with { Permissions = Permissions.SeeLogs };
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i % 3 == 0).Reverse().Select(i => $"n:{i}"), (await WalkAsync(member, new(), 4)).Select(row => row.Subject));
        foreach (var oldestFirst in new[] { false, true })
        {
            var expected = Enumerable.Range(0, 30).Where(i => i % 3 != 2).Select(i => $"n:{i}").ToList();
            if (!oldestFirst) expected.Reverse();
            Assert.Equal(expected, (await WalkAsync(administrator, new(), 4, oldestFirst)).Select(row => row.Subject));
            Assert.Equal(expected, (await WalkAsync(administrator, new() { Action = "usual" }, 4, oldestFirst)).Select(row => row.Subject));
        }
    }

    [Fact]
    public async Task No_page_scans_or_sorts_the_log()
    {
        await FillAsync(Enumerable.Range(0, 200).Select(i => Row(Noon.AddSeconds(i), service: i % 2 == 0 ? 1 : null)));
        var administrator = await CallerAsync();
        _asked.Plans.Clear();
        foreach (var caller in new[] { administrator, administrator with { Permissions = Permissions.SeeLogs } })
        {
            foreach (var oldestFirst in new[] { false, true })
            {
                await WalkAsync(caller, new() { From = Noon, Until = Noon.AddHours(1) }, 40, oldestFirst);
                await WalkAsync(caller, new() { Text = "x", Actor = "system" }, 40, oldestFirst);
                await _rooms.Get<ListApiCalls>().RunAsync(caller, new() { Status = new(400, 499), Method = "GET" }, new(new(Noon, 5), 40, oldestFirst), Ct);
            }
        }
        Assert.True(_asked.Plans.Count > 20);
        Assert.All(_asked.Plans, plan =>
        {
            Assert.Contains("_service_id_at", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Only_who_may_see_logs_sees_them()
    {
        var caller = await CallerAsync() with { Permissions = Permissions.All & ~Permissions.SeeLogs };
        await Assert.ThrowsAsync<ForbiddenException>(() => _rooms.Get<ListOperations>().RunAsync(caller, new(), new(null, 1), Ct));
        await Assert.ThrowsAsync<ForbiddenException>(() => _rooms.Get<ListApiCalls>().RunAsync(caller, new(), new(null, 1), Ct));
        await Assert.ThrowsAsync<ForbiddenException>(() => _rooms.Get<ActorNames>().RunAsync(caller, ["user:1"], Ct));
    }

    private async Task<List<Operation>> WalkAsync(Caller caller, OperationFilter filter, int limit, bool oldestFirst = false)
    {
        var all = new List<Operation>();
        LogCursor? next = null;
        do
        {
            var page = await _rooms.Get<ListOperations>().RunAsync(caller, filter, new(next, limit, oldestFirst), Ct);
            all.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    private async Task<Caller> CallerAsync()
    {
        await using var store = await _rooms.StoreAsync();
        return new(await store.Services.SingleAsync(s => s.Id == 1, Ct), null, "user:1", Permissions.All);
    }

    private async Task FillAsync(IEnumerable<Operation> rows)
    {
        await using var store = await _rooms.StoreAsync();
        store.AddRange(rows);
        await store.SaveChangesAsync(Ct);
    }

    private static Operation Row(DateTimeOffset at, string action = "usual", string subject = "n:0", long? service = 1) =>
        new() { At = at, ServiceId = service, Actor = "system", Action = action, Subject = subject };
}
