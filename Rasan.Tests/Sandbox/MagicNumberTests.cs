using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Sandbox;
using Rasan.Providers.Simulation;

namespace Rasan.Tests.Sandbox;

public sealed class MagicNumberTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task An_ordinary_number_is_accepted_at_its_price_and_delivered_a_second_later()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100") with { Segments = 3 };
        var accepted = Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery));
        Assert.Equal(Money.Rials(300), accepted.Cost);
        Assert.Empty(await rig.AskAsync(delivery));

        var report = Assert.Single(await rig.Sink.WaitForAsync(1, rig.Clock));

        Assert.Equal((1, accepted.Reference, DeliveryState.Delivered), (report.AccountId, report.Reference, report.State));
        Assert.Equal(report, Assert.Single(await rig.AskAsync(delivery)));
    }

    [Theory(Timeout = Limit)]
    [InlineData("0001", RefusalReason.BadNumber, "bad_number")]
    [InlineData("0002", RefusalReason.Blocked, "blacklisted")]
    public async Task A_number_that_is_refused_is_not_sent_and_costs_nothing(string digits, RefusalReason reason, string code)
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To($"+98912000{digits}");

        Assert.Equal(new ProviderAnswer.Refused(reason, code), await rig.SendAsync(delivery));

        Assert.IsType<LookUpAnswer.NotKnown>(await rig.LookUpAsync(delivery));
        var request = Assert.Single(await rig.RecordedAsync());
        Assert.Equal((SandboxOutcome.Refused, 0), (request.Outcome, request.CostRials));
    }

    [Theory(Timeout = Limit)]
    [InlineData("0003", DeliveryState.Undelivered, "undelivered", SandboxOutcome.Undelivered)]
    [InlineData("0005", DeliveryState.Failed, "failed", SandboxOutcome.Failed)]
    public async Task A_number_that_fails_later_is_accepted_and_reported_but_receives_nothing(string digits, DeliveryState state, string code, SandboxOutcome outcome)
    {
        await using var rig = await SandboxRig.StartAsync();
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To($"+98912000{digits}")));

        var report = Assert.Single(await rig.Sink.WaitForAsync(1, rig.Clock));

        Assert.Equal((state, code), (report.State, report.Code));
        Assert.Equal(outcome, Assert.Single(await rig.RecordedAsync()).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task A_number_without_reports_is_received_and_nothing_is_ever_said_about_it()
    {
        await using var rig = await SandboxRig.StartAsync();
        var mute = rig.To("+989120000004");
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(mute));
        var other = Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000100")));
        rig.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(other.Reference, Assert.Single(await rig.Sink.WaitForAsync(1, rig.Clock)).Reference);
        Assert.Empty(await rig.AskAsync(mute));
        Assert.Equal(DeliveryState.Sent, Assert.IsType<LookUpAnswer.Found>(await rig.LookUpAsync(mute)).State);
        Assert.All(await rig.RecordedAsync(), request => Assert.Equal(SandboxOutcome.Received, request.Outcome));
    }

    [Fact(Timeout = Limit)]
    public async Task A_cut_call_is_received_and_stays_unknown_until_the_silence_is_over()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000006");

        Assert.Equal(new ProviderAnswer.Unknown("cut"), await rig.SendAsync(delivery));

        Assert.Equal(SandboxOutcome.Received, Assert.Single(await rig.RecordedAsync()).Outcome);
        rig.Clock.Advance(TimeSpan.FromSeconds(45) - TimeSpan.FromMilliseconds(1));
        Assert.IsType<LookUpAnswer.NoAnswer>(await rig.LookUpAsync(delivery));
        Assert.Empty(await rig.AskAsync(delivery));
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(DeliveryState.Delivered, Assert.IsType<LookUpAnswer.Found>(await rig.LookUpAsync(delivery)).State);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await rig.AskAsync(delivery)).State);
    }

    [Fact(Timeout = Limit)]
    public async Task A_silent_call_ends_when_the_caller_gives_up_and_was_not_sent()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000007");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), rig.Clock);
        var call = rig.SendUntilAsync(delivery, patience.Token);
        await TimersAsync(rig, 2);
        rig.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(call.IsCompleted);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new ProviderAnswer.Unknown("timeout"), await call);
        Assert.IsType<LookUpAnswer.NotKnown>(await rig.LookUpAsync(delivery));
        Assert.Equal(SandboxOutcome.Silent, Assert.Single(await rig.RecordedAsync()).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task A_silent_call_is_held_for_seventy_seconds_at_most()
    {
        await using var rig = await SandboxRig.StartAsync();
        var call = rig.SendAsync(rig.To("+989120000007"));
        await TimersAsync(rig, 1);
        rig.Clock.Advance(TimeSpan.FromSeconds(69));
        Assert.False(call.IsCompleted);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new ProviderAnswer.Unknown("timeout"), await call);
    }

    [Fact(Timeout = Limit)]
    public async Task A_bare_500_was_not_sent_and_says_so_when_asked()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000008");

        Assert.Equal(new ProviderAnswer.Unknown("http_500"), await rig.SendAsync(delivery));

        Assert.IsType<LookUpAnswer.NotKnown>(await rig.LookUpAsync(delivery));
        Assert.Equal(SandboxOutcome.ServerError, Assert.Single(await rig.RecordedAsync()).Outcome);
    }

    [Fact(Timeout = Limit)]
    public async Task A_throttled_number_is_refused_once_on_each_account_and_then_delivered()
    {
        await using var rig = await SandboxRig.StartAsync();
        var throttled = new ProviderAnswer.Refused(RefusalReason.Transient, "throttled");

        Assert.Equal(throttled, await rig.SendAsync(rig.To("+989120000009"), SandboxRig.Account(1)));
        Assert.Equal(throttled, await rig.SendAsync(rig.To("+989130000009"), SandboxRig.Account(1)));
        Assert.Equal(throttled, await rig.SendAsync(rig.To("+989120000009"), SandboxRig.Account(2)));
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000009"), SandboxRig.Account(1)));
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000009"), SandboxRig.Account(1)));

        var reports = await rig.Sink.WaitForAsync(2, rig.Clock);
        Assert.All(reports, report => Assert.Equal(DeliveryState.Delivered, report.State));
    }

    [Fact(Timeout = Limit)]
    public async Task Magic_numbers_are_ordinary_ones_on_an_account_without_magic()
    {
        await using var rig = await SandboxRig.StartAsync();
        var plain = SandboxRig.Account(2, ("magic", "false"));
        for (var digit = 1; digit <= 9; digit++) Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To($"+98912000000{digit}"), plain));
    }

    [Theory]
    [InlineData("+989120000000", MagicNumber.None)]
    [InlineData("+989120010001", MagicNumber.BadNumber)]
    [InlineData("+989120001001", MagicNumber.None)]
    [InlineData("+447700901009", MagicNumber.None)]
    [InlineData("+447700000009", MagicNumber.Throttled)]
    public void Only_three_noughts_and_a_digit_at_the_end_are_magic(string number, MagicNumber magic) =>
        Assert.Equal(magic, MagicNumbers.Of(Recipient.FromStored(number)));

    private static async Task TimersAsync(SandboxRig rig, int count)
    {
        while (rig.Clock.Timers < count) await Task.Delay(1, TestContext.Current.CancellationToken);
    }
}
