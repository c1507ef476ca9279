using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Tests.Sandbox;

public sealed class SandboxRecordTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task What_was_accepted_is_on_disk_before_the_answer()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery));

        await using var survivor = await rig.StartOnCopyAsync();

        Assert.Equal(delivery.OwnId, Assert.Single(await survivor.RecordedAsync()).OwnId);
    }

    [Fact(Timeout = Limit)]
    public async Task Two_hundred_sends_at_once_are_recorded_exactly_once_each()
    {
        await using var rig = await SandboxRig.StartAsync();
        var deliveries = Enumerable.Range(100, 200).Select(i => rig.To($"+98912{i:0000}100", $"پیام {i}")).ToList();

        var answers = await Task.WhenAll(deliveries.Select(delivery => Task.Run(() => rig.SendAsync(delivery))));

        Assert.Equal(200, answers.OfType<ProviderAnswer.Accepted>().Select(answer => answer.Reference).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            deliveries.Select(delivery => (delivery.OwnId, delivery.To.E164, delivery.Text)),
            (await rig.RecordedAsync()).Select(request => (request.OwnId, request.To.E164, request.Text)).OrderBy(request => request.OwnId));
    }

    [Fact(Timeout = Limit)]
    public async Task A_repeated_own_id_is_answered_with_the_first_reference_and_not_sent_again()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => rig.SendAsync(delivery))));

        Assert.IsType<ProviderAnswer.Accepted>(Assert.Single(answers.Distinct()));
        Assert.Single(await rig.RecordedAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task An_own_id_that_belongs_to_another_message_is_no_acceptance()
    {
        await using var rig = await SandboxRig.StartAsync();
        var first = rig.To("+989120000100");
        await rig.SendAsync(first);

        Assert.Equal(new ProviderAnswer.Unknown("other_message"), await rig.SendAsync(first with { Text = "چیز دیگر" }));
        Assert.Single(await rig.RecordedAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_is_taken_from_a_caller_who_has_already_given_up()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");

        Assert.Equal(new ProviderAnswer.Unknown("timeout"), await rig.SendUntilAsync(delivery, new CancellationToken(canceled: true)));

        Assert.IsType<LookUpAnswer.NotKnown>(await rig.LookUpAsync(delivery));
    }

    [Fact(Timeout = Limit)]
    public async Task Deliveries_of_one_call_are_answered_in_order()
    {
        await using var rig = await SandboxRig.StartAsync(maxPerCall: 100);
        Assert.Equal(100, rig.Provider.Capabilities.MaxPerCall);
        Delivery[] deliveries = [rig.To("+989120000100"), rig.To("+989120000001"), rig.To("+989120000200"), rig.To("+989120000006")];

        var answers = await rig.Provider.SendAsync(SandboxRig.Account(), deliveries, TestContext.Current.CancellationToken);

        Assert.Collection(
            answers,
            answer => Assert.IsType<ProviderAnswer.Accepted>(answer),
            answer => Assert.Equal(RefusalReason.BadNumber, Assert.IsType<ProviderAnswer.Refused>(answer).Reason),
            answer => Assert.IsType<ProviderAnswer.Accepted>(answer),
            answer => Assert.Equal(new ProviderAnswer.Unknown("cut"), answer));
        Assert.Equal(deliveries.Select(delivery => delivery.OwnId), (await rig.RecordedAsync()).Select(request => request.OwnId));
    }

    [Fact(Timeout = Limit)]
    public async Task A_reference_names_one_request_of_one_account()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");
        var reference = Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery)).Reference;
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        Task<LookUpAnswer> AskAsync(long account, string by) =>
            rig.Provider.LookUpAsync(SandboxRig.Account(account), rig.Evidence(delivery) with { Reference = by }, TestContext.Current.CancellationToken);

        Assert.Equal(new LookUpAnswer.Found(reference, DeliveryState.Delivered, "delivered", Money.Rials(100)), await AskAsync(1, reference));
        Assert.IsType<LookUpAnswer.NotKnown>(await AskAsync(2, reference));
        Assert.IsType<LookUpAnswer.NotKnown>(await AskAsync(1, "1-00000000"));
        Assert.IsType<LookUpAnswer.NotKnown>(await AskAsync(1, "nonsense"));
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_restart_nothing_is_pushed_and_everything_is_known_when_asked()
    {
        var first = await SandboxRig.StartAsync();
        var delivery = first.To("+989120000100");
        await first.SendAsync(delivery);
        await using var second = await first.ReopenAsync();
        var later = Assert.IsType<ProviderAnswer.Accepted>(await second.SendAsync(delivery with { OwnId = delivery.OwnId + 1 }));

        Assert.Equal(later.Reference, Assert.Single(await second.Sink.WaitForAsync(1, second.Clock)).Reference);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await second.AskAsync(delivery)).State);
    }

    [Fact(Timeout = Limit)]
    public async Task Reports_are_pushed_in_batches_and_again_when_the_sink_refuses_them()
    {
        await using var rig = await SandboxRig.StartAsync();
        rig.Sink.RefuseNext(2);
        await Task.WhenAll(Enumerable.Range(10, 50).Select(i => rig.SendAsync(rig.To($"+98912000{i}00"))));

        var reports = await rig.Sink.WaitForAsync(50, rig.Clock);

        Assert.Equal(50, reports.Select(report => report.Reference).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((50, 3), (reports.Count, rig.Sink.Calls));
    }

    [Fact(Timeout = Limit)]
    public async Task The_file_is_readable_by_its_owner_alone()
    {
        await using var rig = await SandboxRig.StartAsync();
        await rig.SendAsync(rig.To("+989120000100"));
        Assert.NotEmpty(rig.Files());
        foreach (var file in rig.Files())
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_record_that_can_not_be_written_answers_like_a_failing_server_and_recovers_by_itself()
    {
        await using var rig = await SandboxRig.StartAsync();
        var inTheWay = Directory.CreateDirectory(rig.PathOf("sandbox.db"));
        var delivery = rig.To("+989120000100");
        Assert.Equal(new ProviderAnswer.Unknown("http_500"), await rig.SendAsync(delivery));

        inTheWay.Delete();

        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery));
        Assert.Single(await rig.RecordedAsync());
    }
}
