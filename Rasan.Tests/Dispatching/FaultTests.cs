using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>What goes wrong around a call: clocks that leap, questions nobody answers, accounts that make no sense, a database that can't be written.</summary>
public sealed class FaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_that_leaps_past_the_lease_sends_nothing_twice()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var (rooms, provider) = await ScriptedProvider.OpenAsync(workers: 1, clock: clock, ct: Ct);
        await using var room = rooms;
        var answered = new TaskCompletionSource();
        provider.Send = async (delivery, _) =>
        {
            await answered.Task;
            return new ProviderAnswer.Accepted($"{delivery.OwnId}");
        };
        var dispatcher = rooms.Get<Dispatcher>();
        await dispatcher.StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([.. Enumerable.Range(0, 3).Select(i => MessageRows.Ready(i))]));   // one is called for, two stand behind it
        await Eventually.IsTrueAsync(() => Task.FromResult(!provider.Texts.IsEmpty), "a call is under way", Ct);

        clock.Advance(LaneWorkers.Lease + TimeSpan.FromSeconds(5));
        await dispatcher.Sweep.RunAsync(Ct);
        await dispatcher.Sweep.RunAsync(Ct);
        Assert.All(await MessagesAsync(rooms), message => Assert.Equal(MessageState.Submitting, message.State));
        answered.SetResult();

        await Eventually.IsTrueAsync(async () => (await MessagesAsync(rooms)).TrueForAll(message => message.State == MessageState.Sent), "all are sent", Ct);
        Assert.Equal(["text 0", "text 1", "text 2"], provider.Texts.Order(StringComparer.Ordinal));
        Assert.Empty(provider.Questions);
    }

    [Fact]
    public async Task A_codes_question_waits_for_no_other_lanes_questions()
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(workers: 32, clock: new ManualClock(TimeProvider.System.GetUtcNow()), ct: Ct);   // no question ends by its time-out
        await using var room = rooms;
        const string ofCode = "+989120000222";
        var calls = 0;   // a third is unknown: more would pause the account
        provider.Send = (delivery, _) => Task.FromResult<ProviderAnswer>(delivery.To.E164 == ofCode || Interlocked.Increment(ref calls) % 3 == 1 ? new ProviderAnswer.Unknown("cut") : new ProviderAnswer.Accepted($"{calls}"));
        provider.LookUp = async (evidence, deadline) =>
        {
            if (evidence.To.E164 == ofCode) return new LookUpAnswer.Found("1", DeliveryState.Delivered);
            await Task.Delay(Timeout.InfiniteTimeSpan, deadline);
            return new LookUpAnswer.NoAnswer("");
        };
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([.. Enumerable.Range(0, 60).Select(i => MessageRows.Ready(i))]));
        await Eventually.IsTrueAsync(() => Task.FromResult(provider.Questions.Count >= 16), "as many questions are open as are asked at once", Ct);
        await Eventually.IsTrueAsync(async () => (await MessagesAsync(rooms)).Count(message => message.State == MessageState.Uncertain) == 20, "and more wait", Ct);

        await rooms.Get<Ledger>().AppendAsync(new([Code(ofCode)]));

        await Eventually.IsTrueAsync(() => Task.FromResult(provider.Questions.Contains(ofCode)), "the code is asked about", Ct);
        await Eventually.IsTrueAsync(async () => (await MessagesAsync(rooms)).Exists(message => message.State == MessageState.Delivered), "and found", Ct);
    }

    [Fact]
    public async Task A_message_is_asked_about_once_at_a_time()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var (rooms, provider) = await ScriptedProvider.OpenAsync(clock: clock, ct: Ct);
        await using var room = rooms;
        var asked = new TaskCompletionSource();
        provider.Send = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Unknown("cut"));
        provider.LookUp = async (_, _) =>
        {
            await asked.Task;
            return new LookUpAnswer.Found("1", DeliveryState.Delivered);
        };
        var dispatcher = rooms.Get<Dispatcher>();
        await dispatcher.StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([MessageRows.Ready(1)]));
        await Eventually.IsTrueAsync(() => Task.FromResult(!provider.Questions.IsEmpty), "it is asked about", Ct);

        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(100));   // the question's own lease is over each time
            await dispatcher.Sweep.RunAsync(Ct);
        }

        asked.SetResult();
        await Eventually.IsTrueAsync(async () => (await MessagesAsync(rooms)).TrueForAll(message => message.State == MessageState.Delivered), "it is found", Ct);
        Assert.Single(provider.Questions);
    }

    [Fact]
    public async Task An_account_whose_settings_make_no_sense_is_paused_and_its_message_waits_for_it()
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(settings: "{ not json", clock: new ManualClock(TimeProvider.System.GetUtcNow()), ct: Ct);   // its pause does not end while we look
        await using var room = rooms;
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([MessageRows.Ready(1)]));

        await Eventually.IsTrueAsync(async () => (await MessagesAsync(rooms)).TrueForAll(message => message is { State: MessageState.Scheduled, AttemptCount: 1 }), "it is tried later", Ct);
        await using var store = await rooms.StoreAsync();
        var attempt = await store.Attempts.SingleAsync(Ct);
        Assert.Equal((AttemptOutcome.Refused, "account_unreadable"), (attempt.Outcome, attempt.Code));
        Assert.Empty(provider.Texts);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, AttemptOutcome.Refused)]
    [InlineData(HttpRequestError.ConnectionError, AttemptOutcome.Refused)]
    [InlineData(HttpRequestError.SecureConnectionError, AttemptOutcome.Refused)]
    [InlineData(HttpRequestError.ResponseEnded, AttemptOutcome.Unknown)]
    public async Task Only_a_call_that_never_connected_has_sent_nothing(HttpRequestError error, AttemptOutcome outcome)
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(ct: Ct);
        await using var room = rooms;
        provider.Send = (_, _) => throw new HttpRequestException(error);
        provider.LookUp = (_, _) => Task.FromResult<LookUpAnswer>(new LookUpAnswer.NoAnswer("silent"));
        await rooms.Get<Dispatcher>().StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([MessageRows.Ready(1)]));

        await using var store = await rooms.StoreAsync();
        await Eventually.IsTrueAsync(() => store.Attempts.AnyAsync(attempt => attempt.Outcome == outcome, Ct), "the call has ended", Ct);
    }

    [Fact]
    public async Task A_stop_ends_while_another_process_holds_the_database()
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(workers: 1, ct: Ct);
        await using var room = rooms;
        provider.Send = async (_, deadline) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, deadline);
            return new ProviderAnswer.Unknown("");
        };
        var dispatcher = rooms.Get<Dispatcher>();
        await dispatcher.StartAsync(Ct);
        await rooms.Get<Ledger>().AppendAsync(new([.. Enumerable.Range(0, 3).Select(i => MessageRows.Ready(i))]));
        await Eventually.IsTrueAsync(() => Task.FromResult(!provider.Texts.IsEmpty), "a call is under way", Ct);
        await using var another = new SqliteConnection($"Data Source={rooms.DatabasePath};Pooling=False");
        await another.OpenAsync(Ct);
        await using var held = await another.BeginTransactionAsync(Ct);

        await dispatcher.StopAsync();   // without a limit it would wait for the lock that only this test gives up

        Assert.False(dispatcher.IsAlive);
    }

    [Theory]
    [InlineData(4874, StorageFault.Full)]       // IOERR_SHMSIZE: the log's index can't grow on a full disk
    [InlineData(4618, StorageFault.ReadOnly)]   // IOERR_SHMOPEN
    [InlineData(3082, StorageFault.Locked)]     // IOERR_NOMEM
    [InlineData(266, StorageFault.Damaged)]     // IOERR_READ
    public void What_may_not_grow_is_not_damaged(int code, StorageFault fault) =>
        Assert.Equal(fault, StorageUnavailableException.From(new SqliteException("", code & 0xff, code))?.Fault);

    private static MessageRow Code(string recipient)
    {
        var row = MessageRows.Ready(1000);
        return row with { Body = row.Body with { Kind = Kind.Otp, Lane = Lane.Otp, Recipient = recipient } };
    }

    private static async Task<List<Message>> MessagesAsync(CoreRooms rooms)
    {
        await using var store = await rooms.StoreAsync();
        return await store.Messages.AsNoTracking().ToListAsync(Ct);
    }
}
