using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Tests.Support;

namespace Rasan.Tests.Search;

/// <summary>The index may be lost, damaged or another's: what is found stays the same.</summary>
public sealed class SearchIndexTests : IAsyncLifetime
{
    private readonly List<IDisposable> _open = [];
    private CoreRooms _rooms = null!;
    private SearchReading _reading = null!;
    private SearchIndexer _indexer = null!;
    private SearchIndex _index = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DataDirectory Data => _rooms.Get<DataDirectory>();

    public async ValueTask InitializeAsync()
    {
        _rooms = await CoreRooms.OpenAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _rooms.DisposeAsync();
    }

    public static TheoryData<string> Faults => ["missing", "emptied", "overwritten", "cut", "another version", "another database", "ids counted anew"];

    [Theory, MemberData(nameof(Faults))]
    public async Task Whatever_became_of_the_file_everything_is_found(string fault)
    {
        await AppendAsync(0, 700);
        await IndexAsync();
        Close();
        await SpoilAsync(fault);
        await OpenAsync();
        await AppendAsync(700, 10);
        Assert.Equal(fault == "ids counted anew" ? 10 : 710, (await FindAsync("text")).Count);
        await IndexAsync();
        Assert.Equal(fault == "ids counted anew" ? 10 : 710, (await FindAsync("text")).Count);
        Assert.Single(await FindAsync("text 705"));
        var standing = await _index.StandingAsync(Ct);
        Assert.Equal((standing.Newest, null, 0L), (standing.Indexed, standing.Rebuilt, standing.Behind));
    }

    [Fact]
    public async Task Damage_that_a_search_meets_is_made_good_and_the_search_answers_all_the_same()
    {
        await AppendAsync(0, 700);
        await IndexAsync();
        await using (var other = new SqliteConnection($"Data Source={Data.SearchDatabase};Pooling=False"))
        {
            await other.OpenAsync(Ct);
            SqliteStore.Run(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Overwrite(4096);
        Assert.Single(await FindAsync("text 123"));
        await AppendAsync(700, 1);
        await IndexAsync();
        Assert.Single(await FindAsync("text 123"));
        Assert.Equal(701, (await _index.StandingAsync(Ct)).Indexed);
    }

    [Fact]
    public async Task A_copy_taken_in_the_midst_of_its_writing_goes_on_where_it_stood()
    {
        await AppendAsync(0, 300);
        await IndexAsync();
        await AppendAsync(300, 300);
        var writing = Task.Run(IndexAsync, Ct);
        var copies = new[] { "", "-wal" }.Select(name => (name, bytes: ReadOpen(Data.SearchDatabase + name))).ToList();   // what kill -9 leaves
        await writing;
        Close();
        foreach (var (name, bytes) in copies) await File.WriteAllBytesAsync(Data.SearchDatabase + name, bytes, Ct);
        await OpenAsync();
        await IndexAsync();
        Assert.Equal(600, (await FindAsync("text")).Distinct().Count());
        Assert.Equal(600, (await FindAsync("text")).Count);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_page_looks_at_twenty_thousand_rows_and_the_next_one_goes_on(bool isIndexed)
    {
        await AppendAsync(0, 45_000);
        if (isIndexed) await IndexAsync();
        var filter = new MessageFilter { Text = "text", Intent = "NOBODY'S" };
        var first = await PageAsync(filter, null, 50);
        Assert.Equal((0, 25_001L), (first.Messages.Count, first.Next?.Id));
        Assert.NotNull(first.SearchedUntil);
        var second = await PageAsync(filter, first.Next, 50);
        Assert.Equal(5_001, second.Next?.Id);
        Assert.Null((await PageAsync(filter, second.Next, 50)).Next);
        Assert.Single(await FindAsync("text 44"), id => id == 45);
        Assert.Equal(1_111, (await FindAsync("text 44")).Count);   // 44, 440–449, 4400–4499, 44000–44999

        var few = await PageAsync(new() { Text = "t" }, null, 50);
        Assert.Equal(50, few.Messages.Count);
        Assert.Equal(25_001, (await PageAsync(new() { Text = "ژ" }, null, 50)).Next?.Id);
    }

    [Fact]
    public async Task A_new_index_is_built_beside_the_old_one_and_takes_its_place()
    {
        await AppendAsync(0, 3_000);
        await IndexAsync();
        await _rooms.Get<RebuildSearch>().RunAsync(await CallerAsync(), Ct);
        await _rooms.Get<Catalogs>().RefreshAsync(Ct);
        var rebuilding = Task.Run(IndexAsync, Ct);
        while (!rebuilding.IsCompleted) Assert.Equal(50, (await PageAsync(new() { Text = "text" }, null, 50)).Messages.Count);
        await rebuilding;
        Assert.Equal(3_000, (await FindAsync("text")).Count);
        var report = await _rooms.Get<InspectSearch>().RunAsync(Ct);
        Assert.Equal((3_000, 3_000, false), (report!.Texts, report.Numbers, report.IsAskedFor));
        Assert.False(File.Exists(Data.SearchDatabase + ".new"));
        await using var store = await _rooms.StoreAsync();
        Assert.Equal("search.rebuild", (await store.Operations.SingleAsync(Ct)).Action);
    }

    [Fact]
    public async Task Who_may_not_see_texts_or_numbers_does_not_search_by_them()
    {
        await AppendAsync(0, 1);
        var reader = await CallerAsync() with { Permissions = Permissions.SeeMessages };
        Assert.True(NumberPattern.TryParse("09120000111", out var whole));
        Assert.True(NumberPattern.TryParse("0912000", out var beginning));
        var list = new ListMessages(_rooms.Get<IDbContextFactory<RasanDb>>(), new SearchPages(_reading));
        Assert.Equal(Permissions.SeeTexts, (await Assert.ThrowsAsync<ForbiddenException>(() => list.RunAsync(reader, new() { Text = "text" }, null, 50, Ct))).Missing);
        Assert.Equal(Permissions.SeeNumbers, (await Assert.ThrowsAsync<ForbiddenException>(() => list.RunAsync(reader, new() { Number = beginning }, null, 50, Ct))).Missing);
        Assert.Single((await list.RunAsync(reader, new() { Number = whole }, null, 50, Ct)).Messages);
        await Assert.ThrowsAsync<ForbiddenException>(() => _rooms.Get<RebuildSearch>().RunAsync(reader, Ct));
    }

    [Theory]
    [InlineData(SearchReader.One), InlineData(SearchReader.Behind), InlineData(SearchSource.After)]
    [InlineData("SELECT m.id FROM (SELECT * FROM messages WHERE id IN (SELECT value FROM json_each($1))) AS m WHERE m.state IN ($2) AND m.tenant_id = $3 ORDER BY m.id DESC LIMIT 51")]
    public async Task Rows_are_read_by_their_id(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_rooms.DatabasePath}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in new[] { "$1", "$2", "$3" }.Where(name => sql.Contains(name, StringComparison.Ordinal))) command.Parameters.AddWithValue(name, "1");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var plan = new List<string>();
        while (await reader.ReadAsync(Ct)) plan.Add(reader.GetString(3));
        Assert.Contains(plan, step => step.Contains("messages USING INTEGER PRIMARY KEY", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || (step.StartsWith("SCAN", StringComparison.Ordinal) && step.Contains("messages", StringComparison.Ordinal)));
    }

    private async Task OpenAsync()
    {
        var store = _rooms.Get<SqliteStore>();
        _reading = new(store);
        _index = new(store, Data, _reading, NullLogger<SearchIndex>.Instance);
        _indexer = new(_index, _rooms.Get<Catalogs>(), TimeProvider.System, NullLogger<SearchIndexer>.Instance);
        _open.AddRange([_reading, _index]);
        await _indexer.OpenAsync(Ct);
    }

    private void Close()
    {
        _open.ForEach(each => each.Dispose());
        _open.Clear();
    }

    private Task IndexAsync() => _indexer.RunAsync(isGentle: false, Ct);

    private async Task AppendAsync(int first, int many)
    {
        foreach (var chunk in Enumerable.Range(first, many).Select(number => MessageRows.Ready(number, MessageState.Scheduled)).Chunk(Ledger.BulkChunk))
            await _rooms.Get<Ledger>().AppendBulkAsync(chunk, Ct);
    }

    private async Task<Caller> CallerAsync()
    {
        await using var store = await _rooms.StoreAsync();
        return new(await store.Services.SingleAsync(s => s.Key == "shop", Ct), null, "test", Permissions.All);
    }

    private async Task<MessagePage> PageAsync(MessageFilter filter, MessageCursor? after, int limit) =>
        await new ListMessages(_rooms.Get<IDbContextFactory<RasanDb>>(), new SearchPages(_reading)).RunAsync(await CallerAsync(), filter, after, limit, Ct);

    private async Task<List<long>> FindAsync(string text)
    {
        var ids = new List<long>();
        for (MessageCursor? next = null; ;)
        {
            var page = await PageAsync(new() { Text = text }, next, 200);
            ids.AddRange(page.Messages.Select(m => m.Id));
            if ((next = page.Next) is null) return ids;
        }
    }

    private async Task SpoilAsync(string fault)
    {
        switch (fault)
        {
            case "missing": File.Delete(Data.SearchDatabase); break;
            case "emptied": await File.WriteAllBytesAsync(Data.SearchDatabase, [], Ct); break;
            case "overwritten": Overwrite(0); break;
            case "cut": await File.WriteAllBytesAsync(Data.SearchDatabase, (await File.ReadAllBytesAsync(Data.SearchDatabase, Ct))[..6_000], Ct); break;
            case "another version": Change(Data.SearchDatabase, "PRAGMA user_version=999"); break;
            case "another database": Change(Data.SearchDatabase, "UPDATE standing SET tracking_id = x'00'"); break;
            case "ids counted anew": Change(Data.Database, "DELETE FROM messages"); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private static void Change(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        SqliteStore.Run(connection, sql);
    }

    private void Overwrite(int from)
    {
        using var file = File.OpenHandle(Data.SearchDatabase, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var noise = new byte[RandomAccess.GetLength(file) - from];
        Array.Fill(noise, (byte)0xA5);
        RandomAccess.Write(file, noise, from);
    }

    private static byte[] ReadOpen(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
