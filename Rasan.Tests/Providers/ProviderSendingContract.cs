using Rasan.Core.Channels;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>What every provider's client makes of a hand-over, and of all that can become of it.</summary>
public abstract class ProviderSendingContract : ProviderRig
{
    [Fact]
    public async Task A_message_is_taken_once_and_its_delivery_is_reported()
    {
        var delivery = To("09121112345");
        var reference = await AcceptedAsync(delivery);
        Assert.NotEmpty(reference);
        var taken = Assert.Single(await TakenAsync(delivery.Text));
        Assert.Equal(delivery.To.E164, taken.To);
        var report = await ReportAsync(delivery, reference);
        Assert.Equal(DeliveryState.Delivered, report?.State);
        Assert.NotEmpty(report!.Code);
    }

    [Fact]
    public async Task Messages_with_one_text_leave_in_one_call_up_to_the_providers_limit()
    {
        const string text = "برای همه";
        var deliveries = Call([.. Enumerable.Range(0, Provider.Capabilities.MaxPerCall).Select(index => To(Number(index), text))]);

        var answers = await Provider.SendAsync(Account, deliveries, Ct);

        Assert.Equal(deliveries.Count, answers.Count);
        Assert.All(answers, answer => Assert.IsType<ProviderAnswer.Accepted>(answer));
        Assert.Single(await Simulators.RequestsAsync(Vendor));
        Assert.Equal(deliveries.Select(delivery => delivery.To.E164).Order(), (await TakenAsync(text)).Select(message => message.To).Order());
    }

    [Fact]
    public async Task Messages_with_different_texts_each_reach_their_own_recipient()
    {
        if (Provider.Capabilities.MaxPerCall > 1) Assert.True(Provider.Capabilities.DifferentTexts);
        var deliveries = Call([.. Enumerable.Range(0, Math.Min(5, Provider.Capabilities.MaxPerCall)).Select(index => To(Number(index)) with { Line = Line ?? InboundLine })]);

        var answers = await Provider.SendAsync(Account, deliveries, Ct);

        Assert.All(answers, answer => Assert.IsType<ProviderAnswer.Accepted>(answer));
        Assert.Single(await Simulators.RequestsAsync(Vendor));
        foreach (var (delivery, answer) in deliveries.Zip(answers))
        {
            Assert.Equal(delivery.To.E164, Assert.Single(await TakenAsync(delivery.Text)).To);
            Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, ((ProviderAnswer.Accepted)answer).Reference))?.State);
        }
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_a_bad_number()
    {
        var delivery = To("09121110001");
        var answer = await SendAsync(delivery);
        if (TellsBadNumberLater)
        {
            var report = await ReportAsync(delivery, Assert.IsType<ProviderAnswer.Accepted>(answer).Reference);
            Assert.Equal(DeliveryState.Failed, report?.State);
            return;
        }
        var refused = Assert.IsType<ProviderAnswer.Refused>(answer);
        Assert.Equal(RefusalReason.BadNumber, refused.Reason);
        Assert.False(refused.ForOneOfMany);
        Assert.Empty(await TakenAsync(delivery.Text));
    }

    [Fact]
    public async Task A_bad_number_among_others_harms_nobody_else()
    {
        const string text = "برای دو نفر";
        Delivery[] both = [.. Call(To("09121112345", text), To("09121110001", text))];
        ProviderAnswer[] answers = Provider.Capabilities.MaxPerCall > 1 ? [.. await Provider.SendAsync(Account, both, Ct)] : [.. (await Task.WhenAll(both.Select(one => Provider.SendAsync(Account, [one], Ct)))).SelectMany(one => one)];
        var taken = (await TakenAsync(text)).Select(message => message.To).ToList();
        if (answers[0] is ProviderAnswer.Accepted)
        {
            Assert.Contains("+989121112345", taken);
            if (!TellsBadNumberLater) Assert.Equal(RefusalReason.BadNumber, Assert.IsType<ProviderAnswer.Refused>(answers[1]).Reason);
            return;
        }
        Assert.All(answers, answer => Assert.True(Assert.IsType<ProviderAnswer.Refused>(answer).ForOneOfMany));
        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_recipient_who_must_not_be_written_to_is_blocked()
    {
        var delivery = To("09121110002");
        var answer = await SendAsync(delivery);
        if (RefusesBlocked) Assert.Equal(RefusalReason.Blocked, Assert.IsType<ProviderAnswer.Refused>(answer).Reason);
        else Assert.Equal(DeliveryState.Blocked, (await ReportAsync(delivery, Assert.IsType<ProviderAnswer.Accepted>(answer).Reference))?.State);
    }

    [Theory]
    [InlineData("09121110003", DeliveryState.Undelivered)]
    [InlineData("09121110005", DeliveryState.Failed)]
    public async Task A_message_that_does_not_arrive_is_reported(string number, DeliveryState end)
    {
        var delivery = To(number);
        Assert.Equal(end, (await ReportAsync(delivery, await AcceptedAsync(delivery)))?.State);
    }

    [Fact]
    public async Task A_message_that_never_ends_stays_on_its_way()
    {
        var delivery = To("09121110004");
        Assert.True((await ReportAsync(delivery, await AcceptedAsync(delivery), seconds: 3600))?.State is null or DeliveryState.Sent);
    }

    [Fact]
    public async Task A_call_that_is_cut_leaves_open_what_a_look_up_then_tells()
    {
        var delivery = To("09121110006");
        await UnknownAsync(delivery);
        Assert.Single(await TakenAsync(delivery.Text));
        if (!Provider.Capabilities.LookUp) return;

        var found = Assert.IsType<LookUpAnswer.Found>(await Provider.LookUpAsync(Account, Evidence(delivery), Ct));
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, found.Reference))?.State);
        Assert.Single(await TakenAsync(delivery.Text));
    }

    [Fact]
    public async Task What_never_left_is_never_found()
    {
        await AcceptedAsync(To("09121112345", "پیام دیگر"));
        Assert.IsNotType<LookUpAnswer.Found>(await Provider.LookUpAsync(Account, Evidence(To("09121112345")), Ct));
    }

    [Fact]
    public async Task A_silent_call_ends_at_the_deadline_and_nothing_was_taken()
    {
        var delivery = To("09121110007");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var call = Provider.SendAsync(Account, [delivery], deadline.Token);
        await Eventually.IsTrueAsync(async () => (await Simulators.RequestsAsync(Vendor)).Count > 0, "the call has come", Ct);
        Assert.False(call.IsCompleted);
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(await TakenAsync(delivery.Text));
    }

    [Fact]
    public async Task A_bare_500_leaves_the_outcome_open()
    {
        var delivery = To("09121110008");
        Assert.Equal("http_500", Assert.IsType<ProviderAnswer.Unknown>(await SendAsync(delivery)).Why);
        Assert.Empty(await TakenAsync(delivery.Text));
    }

    [Fact]
    public async Task A_throttled_call_may_be_tried_again()
    {
        Assert.Equal(RefusalReason.Transient, Assert.IsType<ProviderAnswer.Refused>(await SendAsync(To("09121110009"))).Reason);
        var again = To("09121110009");
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(again, await AcceptedAsync(again)))?.State);
    }

    [Theory]
    [InlineData("bad_key")]
    [InlineData("ip_not_allowed")]
    public async Task An_account_that_is_not_let_in_is_the_accounts_fault(string fault)
    {
        await Simulators.SettingsAsync(Vendor, new Dictionary<string, bool> { [fault] = true });
        RefusalReason[] expected = [RefusalReason.Account, RefusalReason.Key];   // some say both with one code
        var delivery = To("09121112345");
        Assert.Contains(Assert.IsType<ProviderAnswer.Refused>(await SendAsync(delivery)).Reason, expected);
        Assert.Empty(await TakenAsync(delivery.Text));
        Assert.Contains((await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.StandingAsync(Account, Ct))).Reason, expected);
        Assert.Contains((await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.ProbeAsync(Account, Ct))).Reason, expected);
    }

    [Fact]
    public async Task A_line_that_is_not_the_accounts_is_the_accounts_fault()
    {
        await Simulators.SettingsAsync(Vendor, new { line_not_owned = true });
        Assert.Equal(RefusalReason.Account, Assert.IsType<ProviderAnswer.Refused>(await SendAsync(To("09121112345") with { Line = Line ?? InboundLine })).Reason);
    }

    [Fact]
    public async Task Without_credit_nothing_is_sent_and_it_is_the_accounts_fault()
    {
        await Simulators.SettingsAsync(Vendor, new { no_credit = true });
        var delivery = To("09121112345");
        var answer = await SendAsync(delivery);
        if (TellsNoCreditLater) Assert.Equal(DeliveryState.Failed, (await ReportAsync(delivery, Assert.IsType<ProviderAnswer.Accepted>(answer).Reference))?.State);
        else Assert.Equal(RefusalReason.Account, Assert.IsType<ProviderAnswer.Refused>(answer).Reason);
    }

    [Theory]
    [InlineData("maintenance")]
    [InlineData("truncated_json")]
    public async Task An_answer_that_nobody_can_read_leaves_a_send_open_and_a_question_for_later(string fault)
    {
        var known = To("09121112345");
        var reference = await AcceptedAsync(known);
        await Simulators.SettingsAsync(Vendor, new Dictionary<string, bool> { [fault] = true });

        Assert.IsType<ProviderAnswer.Unknown>(await SendAsync(To("09121112346")));
        Assert.Equal(RefusalReason.Transient, (await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.StandingAsync(Account, Ct))).Reason);
        Assert.Equal(RefusalReason.Transient, (await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.ProbeAsync(Account, Ct))).Reason);
        Assert.Equal(RefusalReason.Transient, (await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.ReportsAsync(Account, [Evidence(known, reference)], Ct))).Reason);
        if (Provider.Capabilities.LookUp) Assert.IsType<LookUpAnswer.NoAnswer>(await Provider.LookUpAsync(Account, Evidence(known), Ct));
        if (Provider.Capabilities.PullsInbound) Assert.Equal(RefusalReason.Transient, (await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.InboundAsync(Account, InboundLine, null, Ct))).Reason);
        if (Provider.Capabilities.ListsLines) Assert.Equal(RefusalReason.Transient, (await Assert.ThrowsAsync<ProviderRefusedException>(() => Provider.LinesAsync(Account, Ct))).Reason);
    }
}
