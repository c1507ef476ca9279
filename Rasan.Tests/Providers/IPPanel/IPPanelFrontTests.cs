using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Fronts;
using Rasan.Providers.IPPanel;

namespace Rasan.Tests.Providers.IPPanel;

/// <summary>What is special to IPPanel, against its simulator.</summary>
public sealed class IPPanelFrontTests : ProviderRig
{
    protected override string Vendor => IPPanelProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { [IPPanelProvider.ApiKey] = "OWY0ZTc2-this-is-a-key-of-a-test-MWE3==" };

    protected override string Line => "+983000505";

    [Fact]
    public async Task A_pattern_is_filled_there_and_delivered()
    {
        var delivery = To("09121112345", "کد شما 1234") with { Template = new("8tx1asdf1q436n", [new("code", "1234")]) };
        var reference = await AcceptedAsync(delivery);
        Assert.Equal("8tx1asdf1q436n", Assert.Single(await TakenAsync("کد شما 1234")).Template);
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, reference))?.State);
    }

    [Fact]
    public async Task A_pattern_nobody_has_and_one_without_its_value_are_bad_messages()
    {
        var unknown = Assert.IsType<ProviderAnswer.Refused>(await SendAsync(To("09121112345") with { Template = new("nope", [new("code", "1")]) }));
        Assert.Equal((RefusalReason.Pattern, IPPanelCodes.BadPattern), (unknown.Reason, unknown.Code));
        Assert.Equal(RefusalReason.BadMessage, Assert.IsType<ProviderAnswer.Refused>(await SendAsync(To("09121112345") with { Template = new("8tx1asdf1q436n", [new("other", "1")]) })).Reason);
    }

    [Fact]
    public async Task A_code_is_read_out_in_a_voice_call_and_found_again()
    {
        var delivery = To("09121112345", "کد شما ۴۵۸۵۲") with { IsVoice = true };
        var reference = await AcceptedAsync(delivery);
        Assert.True(Assert.Single(await TakenAsync("45852")).IsVoice);
        Assert.Equal(reference, Assert.IsType<LookUpAnswer.Found>(await Provider.LookUpAsync(Account, Evidence(delivery), Ct)).Reference);
    }

    [Fact]
    public async Task The_recipients_of_one_sending_are_told_apart_by_their_numbers()
    {
        var deliveries = new[] { To("09121112345", "همه"), To("09121110003", "همه"), To("09121110002", "همه") };
        var reference = Assert.Single((await Provider.SendAsync(Account, deliveries, Ct)).Select(answer => Assert.IsType<ProviderAnswer.Accepted>(answer).Reference).Distinct());
        await Simulators.AdvanceAsync(Vendor, 30);
        var reports = await Provider.ReportsAsync(Account, [.. deliveries.Select(delivery => Evidence(delivery, reference))], Ct);
        Assert.Equal([DeliveryState.Delivered, DeliveryState.Undelivered, DeliveryState.Blocked], deliveries.Select(delivery => reports.Single(report => report.To == delivery.To).State));
    }

    [Fact]
    public async Task Missing_credit_is_told_by_the_state_of_the_sending()
    {
        await Simulators.SettingsAsync(Vendor, new { no_credit = true });
        var delivery = To("09121112345");
        Assert.Equal("state_8", (await ReportAsync(delivery, await AcceptedAsync(delivery)))?.Code);
    }

    [Fact]
    public async Task Ids_may_come_as_text()
    {
        await Simulators.SettingsAsync(Vendor, new { variants = new[] { FrontVariants.IdText } });
        var delivery = To("09121112345");
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, await AcceptedAsync(delivery)))?.State);
    }

    [Fact]
    public async Task Five_minutes_before_its_time_it_is_too_late_to_cancel()
    {
        var waiting = To("09121112345") with { ScheduledAt = TimeProvider.System.GetUtcNow().AddMinutes(4) };
        Assert.False(await Provider.CancelAsync(Account, Evidence(waiting, await AcceptedAsync(waiting)), Ct));
    }

    [Fact]
    public async Task The_same_text_to_the_same_number_twice_is_not_guessed_at()
    {
        var delivery = To("09121112345");
        await AcceptedAsync(delivery);
        await AcceptedAsync(delivery);
        Assert.Equal("ambiguous", Assert.IsType<LookUpAnswer.NoAnswer>(await Provider.LookUpAsync(Account, Evidence(delivery), Ct)).Why);
    }

    [Fact]
    public async Task A_text_that_was_lost_is_known_to_be_lost_when_the_list_had_time()
    {
        await AcceptedAsync(To("09121112345", "پیام دیگر"));
        var lost = To("09121112345");
        var evidence = Evidence(lost) with { StartedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1) };
        Assert.IsType<LookUpAnswer.NotKnown>(await Provider.LookUpAsync(Account, evidence, Ct));
        Assert.Equal("too_early", Assert.IsType<LookUpAnswer.NoAnswer>(await Provider.LookUpAsync(Account, Evidence(lost), Ct)).Why);
    }

    protected override IProvider Make(ProviderHttp http) => new IPPanelProvider(http, TimeProvider.System);
}
