using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage.Upkeep;
using Rasan.Tests.Support;

namespace Rasan.Tests.Search;

/// <summary>A message by the id its provider gave, whatever has become of the attempt since.</summary>
public sealed class ReferencesTests : IAsyncDisposable
{
    private readonly RasanApp _app = new() { Clock = new ManualClock() };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attempt_whose_outcome_comes_late_is_found_once_it_has_come()
    {
        var id = await AMessageAsync();
        await RunAsync($"INSERT INTO attempts (id, message_id, number, round, account_id, own_id, started_at, outcome, may_arrive_twice, awaits_report, asked) SELECT 7001, id, 1, 0, 1, 42, 0, 3, 0, 0, 0 FROM messages WHERE tracking_id = x'{Hex(id)}'");
        await IndexAsync();
        Assert.Null(await FindAsync("late/id 1"));

        await RunAsync("UPDATE attempts SET outcome = 1, reference = 'late/id 1' WHERE id = 7001");
        await IndexAsync();
        Assert.Equal(id, await FindAsync("late/id 1"));
        Assert.Null(await FindAsync("late"));
        Assert.Null(await FindAsync("late/id 1", Permissions.SeeMessages, otherService: true));
    }

    [Fact]
    public async Task What_is_removed_is_forgotten()
    {
        var id = await AMessageAsync();
        await RunAsync($"INSERT INTO attempts (id, message_id, number, round, account_id, own_id, started_at, outcome, reference, may_arrive_twice, awaits_report, asked) SELECT 7002, id, 1, 0, 1, 42, 0, 1, 'gone-1', 0, 0, 0 FROM messages WHERE tracking_id = x'{Hex(id)}'");
        await RunAsync($"UPDATE messages SET state = 5, final_at = 1, created_at = 1 WHERE tracking_id = x'{Hex(id)}'");
        await IndexAsync();
        Assert.Equal(id, await FindAsync("gone-1"));
        Assert.Equal(1, Indexed());

        await _app.Get<OldMessages>().RemoveAsync(_app.Sandbox.Id, DateTimeOffset.UnixEpoch.AddDays(1), Ct);
        Assert.Equal(0, Indexed());
        Assert.Null(await FindAsync("gone-1"));
    }

    [Fact]
    public async Task A_request_for_a_new_search_index_makes_this_one_anew_too()
    {
        var id = await AMessageAsync();
        await RunAsync($"INSERT INTO attempts (id, message_id, number, round, account_id, own_id, started_at, outcome, reference, may_arrive_twice, awaits_report, asked) SELECT 7003, id, 1, 0, 1, 42, 0, 1, 'again-1', 0, 0, 0 FROM messages WHERE tracking_id = x'{Hex(id)}'");
        await IndexAsync();
        await _app.Get<RebuildSearch>().RunAsync("test", Ct);
        await _app.Get<Catalogs>().RefreshAsync(Ct);
        await IndexAsync();
        Assert.Equal(id, await FindAsync("again-1"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<TrackingId> AMessageAsync() => new(Guid.Parse(await _app.SendTextAsync("09128880000", "by its provider's id", scheduledAt: "2027-01-01T00:00:00Z")));

    private Task IndexAsync() => _app.Get<ReferenceIndexer>().RunAsync(isGentle: false, Ct);

    private Task<TrackingId?> FindAsync(string reference, Permissions permissions = Permissions.All, bool otherService = false)
    {
        var service = otherService ? new Service { Key = "other", Name = "other", CreatedAt = DateTimeOffset.UnixEpoch } : _app.Sandbox;
        return _app.Get<FindMessage>().ByReferenceAsync(new(service, null, "test", permissions), reference, Ct);
    }

    private async Task RunAsync(string sql)
    {
        await using var store = await _app.StoreAsync();
        await store.InTurnAsync(ct => store.Database.ExecuteSqlRawAsync(sql, ct), Ct);
    }

    private long Indexed()
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(_app.DataDirectory, "references.db")};Mode=ReadOnly;Pooling=False");
        file.Open();
        using var count = file.CreateCommand();
        count.CommandText = "SELECT count(*) FROM ids_docsize";
        return (long)count.ExecuteScalar()!;
    }

    private static string Hex(TrackingId id) => Convert.ToHexString(id.Value.ToByteArray(bigEndian: true));
}
