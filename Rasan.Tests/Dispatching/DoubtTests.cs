using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>What proves that a message was not sent, and what only looks so.</summary>
public sealed class DoubtTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_a_provider_knows_nothing_right_after_the_call_proves_nothing()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var doubt = await OpenAsync(clock, new() { NeedsKey = false, LookUp = true, Settling = TimeSpan.FromSeconds(20) });
        await doubt.UntilAsync(attempt => attempt is { Outcome: AttemptOutcome.Unknown, Detail: "too_early" });

        clock.Advance(TimeSpan.FromSeconds(30));
        await doubt.Rooms.Get<Dispatcher>().Sweep.RunAsync(Ct);
        await doubt.UntilAsync(attempt => attempt is { Outcome: AttemptOutcome.NotSent, Detail: "not_known_there" });
    }

    [Fact]
    public async Task What_a_provider_has_forgotten_it_is_not_asked_about_and_nothing_is_sent_again()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var doubt = await OpenAsync(clock, new() { NeedsKey = false, LookUp = true, LookUpWindow = TimeSpan.FromMinutes(10), Settling = TimeSpan.FromHours(1) });
        await doubt.UntilAsync(attempt => attempt is { Outcome: AttemptOutcome.Unknown, Detail: "too_early" });
        var asked = doubt.Provider.Questions.Count;

        clock.Advance(TimeSpan.FromMinutes(11));
        await doubt.Rooms.Get<Dispatcher>().Sweep.RunAsync(Ct);
        await doubt.UntilAsync(attempt => attempt is { Outcome: AttemptOutcome.Unknown, Detail: "window_over" });
        await using var store = await doubt.Rooms.StoreAsync();
        Assert.Equal((MessageState.Failed, "outcome_unknown"), await store.Messages.Select(message => new ValueTuple<MessageState, string?>(message.State, message.Fault)).SingleAsync(Ct));
        Assert.Equal((asked, 1), (doubt.Provider.Questions.Count, doubt.Provider.Calls.Count));
    }

    [Fact]
    public async Task A_report_under_our_own_id_finds_the_call_whose_answer_never_came()
    {
        await using var doubt = await OpenAsync(new ManualClock(TimeProvider.System.GetUtcNow()), new() { NeedsKey = false, LookUp = true, Settling = TimeSpan.FromHours(1) });
        var attempt = await doubt.UntilAsync(attempt => attempt.Outcome is AttemptOutcome.Unknown);
        var report = new ProviderReport(attempt.AccountId, "SM1", DeliveryState.Delivered, "delivered");
        Assert.Single(await doubt.Rooms.Get<TakeReports>().TakeKnownAsync([report with { OwnId = attempt.OwnId + 1 }], Ct));
        Assert.Empty(await doubt.Rooms.Get<TakeReports>().TakeKnownAsync([report with { OwnId = attempt.OwnId }], Ct));
        await doubt.UntilAsync(found => found is { Outcome: AttemptOutcome.Accepted, Reference: "SM1", Detail: "found_by_report" });
        await using var store = await doubt.Rooms.StoreAsync();
        Assert.Equal(MessageState.Delivered, await store.Messages.Select(message => message.State).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_call_that_is_made_in_two_has_two_ids_and_both_are_stored()
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(capabilities: new() { NeedsKey = false, MaxPerCall = 4, OneIdPerCall = true }, ct: Ct);
        await using var room = rooms;
        provider.SendAll = call => call.Count == 4
            ? [.. call.Select(_ => new ProviderAnswer.Refused(RefusalReason.BadNumber, "3004", ForOneOfMany: true))]
            : [.. call.Select(delivery => new ProviderAnswer.Accepted($"{delivery.OwnId}"))];
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([.. Enumerable.Range(1, 4).Select(To)]));
        await Eventually.IsTrueAsync(async () =>
        {
            await using var store = await rooms.StoreAsync();
            return await store.Attempts.CountAsync(attempt => attempt.Outcome == AttemptOutcome.Accepted, Ct) == 4;
        }, "all are taken", Ct);

        Assert.Equal(2, provider.Calls.Skip(1).Select(call => Assert.Single(call.Select(delivery => delivery.OwnId).Distinct())).Distinct().Count());
        await using var stored = await rooms.StoreAsync();
        Assert.All(await stored.Attempts.ToListAsync(Ct), attempt => Assert.Equal(attempt.Reference, $"{attempt.OwnId}"));
    }

    private static MessageRow To(int number)
    {
        var ready = MessageRows.Ready(0);
        return ready with { Body = ready.Body with { Recipient = $"+98912000{number:D4}" } };
    }

    /// <summary>One message whose call was cut, at a provider that knows nothing of it.</summary>
    private static async Task<Opened> OpenAsync(ManualClock clock, ProviderCapabilities capabilities)
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(clock: clock, capabilities: capabilities, ct: Ct);
        provider.Send = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Unknown("cut"));
        provider.LookUp = (_, _) => Task.FromResult<LookUpAnswer>(new LookUpAnswer.NotKnown());
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([MessageRows.Ready(1)]));
        return new(rooms, provider);
    }

    private sealed record Opened(CoreRooms Rooms, ScriptedProvider Provider) : IAsyncDisposable
    {
        public async Task<Attempt> UntilAsync(Func<Attempt, bool> isSo)
        {
            Attempt? first = null;
            await Eventually.IsTrueAsync(async () =>
            {
                await using var store = await Rooms.StoreAsync();
                first = await store.Attempts.OrderBy(attempt => attempt.Id).FirstOrDefaultAsync(Ct);
                return first is not null && isSo(first);
            }, "the first attempt is so", Ct);
            return first!;
        }

        public ValueTask DisposeAsync() => Rooms.DisposeAsync();
    }
}
