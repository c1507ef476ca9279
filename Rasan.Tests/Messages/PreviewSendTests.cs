using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Messages;

/// <summary>What the send page shows while somebody is typing.</summary>
public sealed class PreviewSendTests(ApiFixture api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_segments_cost_and_route_are_shown_and_nothing_is_sent()
    {
        var (service, order) = await OrderAsync();
        var account = await service.ASandboxAccountAsync("main");
        await api.Given.ChangeAsync<Account>(account.Id, a => a.Stand(new(Balance: null, ExpiresAt: null, Money.Rials(100)), a.CreatedAt));
        var user = await service.AMemberAsync("09120000222");
        var preview = await ReadyAsync(order with { Text = new string('a', 160) }, "09120000111", $"user:{user}", "0912", "user:999999");

        Assert.Equal((SegmentEncoding.Gsm7, 160, 1, 0), (preview.Forecast.Count.Encoding, preview.Forecast.Count.Units, preview.Forecast.Count.Segments, preview.Forecast.Count.Left));
        Assert.Equal(new SegmentOutlook(WithOneMore: 2, WithOneForeign: 3), preview.Outlook);
        Assert.Equal((2, 2), (preview.Recipients, preview.Forecast.Segments));
        Assert.Equal(Money.Rials(200), preview.Forecast.CostEstimate);
        Assert.Equal([("09120000111", "+989120000111"), ($"user:{user}", "+989120000222")], preview.Texts.Select(text => (text.Asked, text.To)));
        Assert.Equal([("0912", "bad_number"), ("user:999999", "unknown_user")], preview.Refused.Select(refused => (refused.To, refused.Code)));
        Assert.Equal("main", Assert.Single(preview.Forecast.Plan.Choices).Account.Name);
        Assert.False(preview.Forecast.Timing.WaitsForWindow);
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task Before_anything_is_written_or_anybody_named_the_route_is_known()
    {
        var (service, order) = await OrderAsync();
        await service.ASandboxAccountAsync("main");
        var preview = await ReadyAsync(order with { Text = "" });
        Assert.Equal((0, 0, 0), (preview.Recipients, preview.Forecast.Count.Segments, preview.Forecast.Segments));
        Assert.Equal(new SegmentOutlook(1, 1), preview.Outlook);
        Assert.Single(preview.Forecast.Plan.Choices);
    }

    [Fact]
    public async Task A_template_shows_its_text_or_the_variable_it_lacks()
    {
        var (service, order) = await OrderAsync();
        await service.ATemplateAsync("paid", "Paid {sum}");
        var wanted = order with { Text = null, TemplateKey = "paid" };
        using var sum = JsonDocument.Parse("""{"sum":"۱۰"}""");
        Assert.Equal("Paid ۱۰", Assert.Single((await ReadyAsync(wanted with { Variables = sum.RootElement }, "09120000111")).Texts).Text);
        var lacking = Assert.IsType<PreviewResult.Invalid>(await api.Services.GetRequiredService<PreviewSend>().RunAsync(wanted, ["0912"], Ct));
        Assert.Equal(("missing_variable", "sum"), (lacking.Faults[0].Code, lacking.Faults[0].Value));
        Assert.Equal("0912", Assert.Single(lacking.Recipients).To);
    }

    [Fact]
    public async Task Whoever_may_not_see_numbers_learns_none_and_whoever_may_not_send_nothing()
    {
        var (service, order) = await OrderAsync();
        var user = await service.AMemberAsync("09120000222");
        var preview = await ReadyAsync(order with { Caller = order.Caller with { Permissions = Permissions.Send } }, $"user:{user}");
        Assert.Equal("+98912***0222", Assert.Single(preview.Texts).To);
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            api.Services.GetRequiredService<PreviewSend>().RunAsync(order with { Caller = order.Caller with { Permissions = Permissions.SeeMessages } }, [], Ct));
    }

    private async Task<SendPreview> ReadyAsync(SendOrder order, params string[] to) =>
        Assert.IsType<PreviewResult.Ready>(await api.Services.GetRequiredService<PreviewSend>().RunAsync(order, to, Ct)).Preview;

    private async Task<(GivenShop, SendOrder)> OrderAsync()
    {
        var given = await api.Given.AServiceAsync();
        await using var store = await api.Given.StoreAsync();
        var service = await store.Services.SingleAsync(s => s.Id == given.Id, Ct);
        return (given, new() { Caller = new(service, null, "user:1", Permissions.All), Intent = "MESSAGE", To = [], Text = "x" });
    }
}
