using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Accounts;

/// <summary>What is known of an account's credit and end: asked for in its own time, by hand where nobody tells, kept over time.</summary>
public sealed class StandingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_that_does_not_answer_is_named_on_the_account_and_asked_again_soon_and_its_history_shows_what_it_told()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();
        await rig.Simulators.SettingsAsync("kavenegar", new { maintenance = true });
        var failed = await rig.Client.PostAsync($"accounts/{account}/refresh", "");
        Assert.Equal((HttpStatusCode.OK, "http_503", 10_000), (failed.Status, failed["fault"].GetString(), failed["balance"].GetProperty("amount").GetInt32()));
        Assert.False(string.IsNullOrWhiteSpace(failed["fault_text"].GetString()));

        await rig.Simulators.SettingsAsync("kavenegar", new { maintenance = false, credit = 7_000 });
        await rig.LookAsync();
        Assert.Equal("http_503", (await StandingAsync(rig, account)).GetProperty("fault").GetString());   // not yet
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        await rig.LookAsync();
        var answered = await rig.Client.GetAsync($"accounts/{account}/balance");
        Assert.Equal(JsonValueKind.Null, answered["now"].GetProperty("fault").ValueKind);
        Assert.Equal([10_000, 7_000], answered["points"].EnumerateArray().Select(point => point.GetProperty("balance").GetProperty("amount").GetInt32()));
    }

    [Fact]
    public async Task An_account_is_asked_at_its_own_pace()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ghasedak");
        var (slow, usual) = (await rig.AccountAsync("kavenegar"), await rig.AccountAsync("ghasedak"));
        Assert.Equal((HttpStatusCode)422, (await rig.Client.PutAsync($"accounts/{slow}/refresh", """{"minutes":1441}""")).Status);
        Assert.Equal(60, (await rig.Client.PutAsync($"accounts/{slow}/refresh", """{"minutes":60}"""))["refresh_minutes"].GetInt32());
        await rig.LookAsync();
        var first = rig.Clock.GetUtcNow();
        rig.Clock.Advance(TimeSpan.FromMinutes(6));
        await rig.LookAsync();
        Assert.Equal(first.UtcDateTime, (await StandingAsync(rig, slow)).GetProperty("asked_at").GetDateTime(), TimeSpan.FromSeconds(1));
        Assert.Equal(first.AddMinutes(6).UtcDateTime, (await StandingAsync(rig, usual)).GetProperty("asked_at").GetDateTime(), TimeSpan.FromSeconds(1));
        rig.Clock.Advance(TimeSpan.FromMinutes(61));
        await rig.LookAsync();
        Assert.True((await StandingAsync(rig, slow)).GetProperty("asked_at").GetDateTime() > first.AddMinutes(6).UtcDateTime);
    }

    [Fact]
    public async Task What_a_provider_tells_is_not_set_by_hand_and_what_it_does_not_tell_is()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar");
        var account = await rig.AccountAsync("kavenegar");
        await rig.LookAsync();
        var refused = await rig.Client.PutAsync($"accounts/{account}/balance", """{"balance":5,"price":0.5}""");
        Assert.Equal(("told_by_provider", (HttpStatusCode)422), (refused.Code, refused.Status));
        var priced = await rig.Client.PutAsync($"accounts/{account}/balance", """{"price":120.5}""");
        Assert.Equal((120.5m, 10_000), (priced["price"].GetProperty("amount").GetDecimal(), priced["balance"].GetProperty("amount").GetInt32()));
        rig.Clock.Advance(TimeSpan.FromMinutes(6));
        await rig.LookAsync();   // the next answer leaves it alone
        Assert.Equal(120.5m, (await StandingAsync(rig, account)).GetProperty("price").GetProperty("amount").GetDecimal());
        var row = await rig.ReadAsync(store => store.Operations.SingleAsync(one => one.Action == "account.balance_set", Ct));
        Assert.Contains("120.5 IRR", row.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expiry_date_set_by_hand_is_taken_away_by_an_explicit_null_alone()
    {
        await using var rig = await WatchRig.StartAsync("kavenegar", "ippanel");
        var account = await rig.AccountAsync("ippanel");   // tells no date
        var dated = await rig.Client.PutAsync($"accounts/{account}/balance", """{"expires_at":"2027-11-20T08:30:00Z"}""");
        Assert.Equal(new DateTime(2027, 11, 20, 8, 30, 0, DateTimeKind.Utc), dated["expires_at"].GetDateTime());
        var needed = await rig.Client.PutAsync($"accounts/{account}/balance", "{}");
        Assert.Equal(("required", (HttpStatusCode)422), (needed.Code, needed.Status));
        Assert.NotEqual(JsonValueKind.Null, (await StandingAsync(rig, account)).GetProperty("expires_at").ValueKind);

        var cleared = await rig.Client.PutAsync($"accounts/{account}/balance", """{"expires_at":null}""");
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (cleared.Status, cleared["expires_at"].ValueKind));
        Assert.Equal(JsonValueKind.Null, (await StandingAsync(rig, account)).GetProperty("expires_at").ValueKind);
        var told = await rig.Client.PutAsync($"accounts/{await rig.AccountAsync("kavenegar")}/balance", """{"price":5,"expires_at":null}""");
        Assert.Equal(("told_by_provider", (HttpStatusCode)422), (told.Code, told.Status));
    }

    [Fact]
    public async Task A_balance_set_by_hand_runs_down_by_its_price_and_stops_nothing()
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(ct: Ct);
        await using var room = rooms;
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        var account = rooms.Get<Catalogs>().Current.Accounts.Values.Single(one => one.Provider == provider.Key);
        var caller = new Caller(rooms.Get<Catalogs>().Current.Services[1], null, "user:1", Permissions.All);
        Assert.IsType<SetBalanceResult.Done>(await rooms.Get<SetBalance>().RunAsync(new(caller, account.Id, 250, "IRR", null, 100), Ct));

        await rooms.Get<Ledger>().AppendAsync(new([.. Enumerable.Range(0, 3).Select(i => MessageRows.Ready(i))]));
        await Eventually.IsTrueAsync(async () => await SentAsync(rooms) == 3, "all three are sent", Ct);
        var standing = (await rooms.Get<ReadStanding>().RunAsync(caller, account.Id, Ct))!;
        Assert.Equal((Money.Rials(-50), Money.Rials(250), 0), (standing.Balance!.Value, standing.Account.Balance!.Value, standing.DaysLeft));
        await rooms.Get<Ledger>().AppendAsync(new([MessageRows.Ready(4)]));
        await Eventually.IsTrueAsync(async () => await SentAsync(rooms) == 4, "what is reckoned keeps nobody from sending", Ct);
    }

    private static async Task<int> SentAsync(CoreRooms rooms)
    {
        await using var store = await rooms.StoreAsync();
        return await store.Messages.CountAsync(message => message.State == MessageState.Sent && message.CostMicros == 100_000_000, Ct);
    }

    private static async Task<JsonElement> StandingAsync(WatchRig rig, long account) => (await rig.Client.GetAsync($"accounts/{account}/balance"))["now"];
}
