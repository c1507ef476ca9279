using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>Many messages in one call: what shares it, under which ids, and what becomes of one that spoils it.</summary>
public sealed class CallTests
{
    private const string Text = "the same for all";

    private static readonly ProviderCapabilities OneText = new() { NeedsKey = false, MaxPerCall = 20 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_messages_with_one_text_leave_in_one_call_and_a_different_one_in_its_own()
    {
        await using var opened = await OpenAsync(OneText);
        await opened.SendAsync([.. Enumerable.Range(0, 20).Select(i => To(i)), To(20, "another")]);
        Assert.Equal([1, 20], opened.Provider.Calls.Select(call => call.Count).Order());
        Assert.Equal(21, opened.Provider.Calls.SelectMany(call => call).DistinctBy(delivery => delivery.OwnId).Count());
    }

    [Fact]
    public async Task Where_texts_may_differ_all_share_a_call_up_to_the_providers_limit()
    {
        await using var opened = await OpenAsync(OneText with { DifferentTexts = true, MaxPerCall = 8 });
        await opened.SendAsync([.. Enumerable.Range(0, 20).Select(i => To(i, $"text {i}"))]);
        Assert.Equal([4, 8, 8], opened.Provider.Calls.Select(call => call.Count).Order());
    }

    [Fact]
    public async Task A_provider_that_takes_one_id_per_call_gets_one_for_all_and_no_recipient_twice()
    {
        await using var opened = await OpenAsync(OneText with { OneIdPerCall = true, RepeatedRecipients = false });
        await opened.SendAsync([To(1), To(2), To(1), To(3)]);
        Assert.Equal([1, 3], opened.Provider.Calls.Select(call => call.Count).Order());
        Assert.All(opened.Provider.Calls, call => Assert.Single(call.Select(delivery => delivery.OwnId).Distinct()));
        Assert.Equal(2, opened.Provider.Calls.Select(call => call[0].OwnId).Distinct().Count());
        await using var store = await opened.Rooms.StoreAsync();
        var stored = await store.Attempts.Select(attempt => attempt.OwnId).ToListAsync(Ct);
        Assert.Equal(opened.Provider.Calls.SelectMany(call => call).Select(delivery => delivery.OwnId).Order(), stored.Order());
    }

    [Fact]
    public async Task One_that_spoils_the_call_is_found_by_halves_and_the_others_leave_once()
    {
        const int spoilt = 13;
        await using var opened = await OpenAsync(OneText);
        opened.Provider.SendAll = call => call.Any(delivery => delivery.To.E164.EndsWith($"{spoilt:D4}", StringComparison.Ordinal))
            ? [.. call.Select(_ => new ProviderAnswer.Refused(RefusalReason.BadNumber, "411", ForOneOfMany: true))]
            : [.. call.Select(delivery => new ProviderAnswer.Accepted($"{delivery.OwnId}"))];
        await opened.SendAsync([.. Enumerable.Range(0, 20).Select(i => To(i))]);
        var messages = await opened.MessagesAsync();
        Assert.Equal(19, messages.Count(message => message.State == MessageState.Sent));
        var failed = Assert.Single(messages, message => message.State == MessageState.Failed);
        Assert.EndsWith($"{spoilt:D4}", failed.Recipient, StringComparison.Ordinal);
        var taken = opened.Provider.Calls.Where(call => !call.Any(delivery => delivery.To.E164 == failed.Recipient)).SelectMany(call => call).Select(delivery => delivery.To.E164).ToList();
        Assert.Equal(19, taken.Count);
        Assert.Equal(19, taken.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_half_that_is_cut_leaves_the_other_half_as_it_is()
    {
        await using var opened = await OpenAsync(OneText);
        opened.Provider.SendAll = call => call.Count switch
        {
            4 => [.. call.Select(_ => new ProviderAnswer.Refused(RefusalReason.BadNumber, "411", ForOneOfMany: true))],
            _ when call.Any(delivery => delivery.To.E164.EndsWith("0003", StringComparison.Ordinal)) => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            _ => [.. call.Select(delivery => new ProviderAnswer.Accepted($"{delivery.OwnId}"))],
        };
        await opened.SendAsync([.. Enumerable.Range(0, 4).Select(i => To(i))]);
        Assert.Equal([MessageState.Sent, MessageState.Sent, MessageState.Uncertain, MessageState.Uncertain], (await opened.MessagesAsync()).Select(message => message.State));
    }

    [Fact]
    public async Task An_answer_for_another_message_is_no_acceptance()
    {
        await using var opened = await OpenAsync(OneText);
        opened.Provider.Send = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Unknown(ProviderAnswer.OtherMessage));
        await opened.SendAsync([To(1)]);
        Assert.Equal(MessageState.Uncertain, Assert.Single(await opened.MessagesAsync()).State);
    }

    [Fact]
    public async Task Where_a_call_has_one_reference_a_report_reaches_the_one_it_names()
    {
        await using var opened = await OpenAsync(OneText);
        opened.Provider.SendAll = call => [.. call.Select(_ => new ProviderAnswer.Accepted("bulk-7"))];
        await opened.SendAsync([To(1), To(2), To(3)]);
        await using var store = await opened.Rooms.StoreAsync();
        var account = await store.Accounts.Where(one => one.Provider == opened.Provider.Key).Select(one => one.Id).SingleAsync(Ct);
        await opened.Rooms.Get<TakeReports>().TakeAsync([new(account, "bulk-7", DeliveryState.Delivered, "2", To: Recipient.FromStored(To(2).Body.Recipient))], Ct);
        Assert.Equal([MessageState.Sent, MessageState.Delivered, MessageState.Sent], (await opened.MessagesAsync()).Select(message => message.State));
    }

    [Fact]
    public async Task What_stands_against_one_message_alone_pauses_no_account()
    {
        await using var opened = await OpenAsync(new() { NeedsKey = false });
        opened.Provider.Send = (delivery, _) => Task.FromResult<ProviderAnswer>(delivery.To.E164 == To(1).Body.Recipient ? new ProviderAnswer.Refused(RefusalReason.NotHere, "424") : new ProviderAnswer.Accepted($"{delivery.OwnId}"));
        await opened.SendAsync([To(1)]);
        await opened.SendAsync([To(2)]);
        Assert.Equal([MessageState.Scheduled, MessageState.Sent], (await opened.MessagesAsync()).Select(message => message.State));
        Assert.Empty(opened.Rooms.Get<AccountHealth>().Pauses);
    }

    private static MessageRow To(int number, string text = Text)
    {
        var ready = MessageRows.Ready(number);
        return ready with { Body = ready.Body with { Recipient = $"+98912000{number:D4}", Text = text } };
    }

    private static async Task<Opened> OpenAsync(ProviderCapabilities capabilities)
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(capabilities: capabilities, ct: Ct);
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        return new(rooms, provider);
    }

    private sealed record Opened(CoreRooms Rooms, ScriptedProvider Provider) : IAsyncDisposable
    {
        /// <summary>In one order; returns when each has been answered for.</summary>
        public async Task SendAsync(MessageRow[] messages)
        {
            await Rooms.Get<Ledger>().AppendAsync(new(messages));
            await Eventually.IsTrueAsync(async () => (await MessagesAsync()).TrueForAll(message => message.State is not (MessageState.Queued or MessageState.Submitting)), "every message is answered for", Ct);
        }

        public async Task<List<Message>> MessagesAsync()
        {
            await using var store = await Rooms.StoreAsync();
            return await store.Messages.OrderBy(message => message.Id).ToListAsync(Ct);
        }

        public ValueTask DisposeAsync() => Rooms.DisposeAsync();
    }
}
