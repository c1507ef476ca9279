using Rasan.Core.Messages;
using Rasan.Core.Search;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Messages;

/// <summary>From a message to the next newer one of the same search, by row and by index.</summary>
public sealed class NeighboursTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]        // by row
    [InlineData("walked")]    // by the index, and the rows behind it
    [InlineData("wa")]        // too short for the index
    public async Task The_way_back_passes_the_same_messages_in_the_other_order(string? text)
    {
        var intent = $"WALK_{text ?? "ROWS"}";
        for (var i = 0; i < 6; i++) await app.SendTextAsync("09125550000", i % 2 == 0 ? "walked over" : "passed by", intent: intent);
        var (list, caller) = (app.Get<ListMessages>(), Caller());
        var filter = new MessageFilter { Intent = intent, Text = text };
        var down = (await list.RunAsync(caller, filter, null, 50, Ct)).Messages;
        Assert.Equal(text is null ? 6 : 3, down.Count);

        List<long> up = [down[^1].Id];
        for (var at = down[^1]; (await list.NewerAsync(caller, filter, CursorOf(at), 1, Ct)).Messages is [var newer]; at = newer) up.Add(newer.Id);
        Assert.Equal(down.Select(m => m.Id).Reverse(), up);

        var all = await list.NewerAsync(caller, filter, CursorOf(down[^1]), 2, Ct);
        Assert.Equal(up.Skip(1).Take(2), all.Messages.Select(m => m.Id));
        Assert.Equal(down.Count > 3, all.Next is not null);
    }

    [Fact]
    public async Task The_same_is_found_once_everything_is_in_the_index()
    {
        for (var i = 0; i < 3; i++) await app.SendTextAsync("09125551111", "indexed by now");
        await app.Get<SearchIndexer>().RunAsync(isGentle: false, Ct);
        var (list, caller) = (app.Get<ListMessages>(), Caller());
        var filter = new MessageFilter { Text = "indexed by" };
        var down = (await list.RunAsync(caller, filter, null, 50, Ct)).Messages;
        var up = await list.NewerAsync(caller, filter, CursorOf(down[^1]), 50, Ct);
        Assert.Equal(down.Take(2).Select(m => m.Id).Reverse(), up.Messages.Select(m => m.Id));
        Assert.Null(up.Next);
    }

    [Fact]
    public async Task Who_may_not_read_texts_may_not_walk_by_them_either()
    {
        var blind = Caller() with { Permissions = Permissions.SeeMessages };
        await Assert.ThrowsAsync<ForbiddenException>(() => app.Get<ListMessages>().NewerAsync(blind, new() { Text = "walked" }, default, 1, Ct));
    }

    private static MessageCursor CursorOf(Message message) => new(message.CreatedAt, message.Id);

    private Caller Caller() => new(app.Get<Catalogs>().Current.Services.Values.Single(service => service.Key == "sandbox"), null, "test", Permissions.All);
}
