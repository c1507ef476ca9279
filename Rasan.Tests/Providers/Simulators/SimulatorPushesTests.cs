using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Simulators;

/// <summary>What a vendor tells by itself.</summary>
public sealed class SimulatorPushesTests : KavenegarFrontRig
{
    [Fact]
    public async Task Each_state_is_told_in_order_where_the_account_wants_it()
    {
        await using var basket = new CallbackBasket();
        await Simulators.SettingsAsync(Vendor, new { status_url = basket.At("/hooks/kavenegar/s3cret/status") });
        var id = IdOf(await SentAsync("09121112345"));
        await Simulators.AdvanceAsync(Vendor, 10);
        Assert.All(basket.Posted, posted => Assert.Equal(("/hooks/kavenegar/s3cret/status", id), (posted.Path, posted.Form["messageid"])));
        Assert.Equal([long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 ? "4" : "5", "10"], basket.Posted.Select(posted => posted.Form["status"]));
    }

    [Fact]
    public async Task Time_alone_moves_states_and_they_are_told()
    {
        await using var basket = new CallbackBasket();
        await Simulators.SettingsAsync(Vendor, new { status_url = basket.At("/status"), sent_seconds = 0.05, final_seconds = 0.1 });
        await SentAsync("09121112345");
        await Eventually.IsTrueAsync(() => Task.FromResult(basket.Posted.Count == 2), "the delivery is told", Ct);
        Assert.Equal("10", basket.Posted[^1].Form["status"]);
    }

    [Fact]
    public async Task What_is_not_taken_is_told_again()
    {
        await using var basket = new CallbackBasket(refusals: 2);
        await Simulators.SettingsAsync(Vendor, new { status_url = basket.At("/status") });
        await SentAsync("09121110003");
        await Simulators.AdvanceAsync(Vendor, 10);
        Assert.Equal("11", basket.Posted[^1].Form["status"]);
    }

    [Fact]
    public async Task What_comes_in_is_pushed_and_need_not_be_pulled()
    {
        await using var basket = new CallbackBasket();
        await Simulators.SettingsAsync(Vendor, new { inbound_url = basket.At("/inbound") });
        var id = await Simulators.InboundAsync(Vendor, "+989121112345", "10004346", "سلام");
        await Simulators.AdvanceAsync(Vendor, 0);
        var form = Assert.Single(basket.Posted).Form;
        Assert.Equal((id.ToString(System.Globalization.CultureInfo.InvariantCulture), "09121112345", "10004346", "سلام"), (form["messageid"], form["from"], form["to"], form["message"]));
        await Eventually.IsTrueAsync(async () => await WaitingAsync() == 0, "it counts as read", Ct);
    }

    [Fact]
    public async Task What_nobody_takes_waits_to_be_pulled()
    {
        await Simulators.SettingsAsync(Vendor, new { inbound_url = $"http://127.0.0.1:{FreePorts.Next()}/inbound" });
        await Simulators.InboundAsync(Vendor, "09121112345", "10004346", "سلام");
        await Simulators.AdvanceAsync(Vendor, 0);
        Assert.Equal(1, await WaitingAsync());
    }

    private async Task<int> WaitingAsync() => (await PostAsync("sms/inboxpaged", ("linenumber", "10004346"), ("isread", "0"))).Answer.GetProperty("entries").GetArrayLength();
}
