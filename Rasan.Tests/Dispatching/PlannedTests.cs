using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Templates;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>What the plan says of lines and patterns, carried out.</summary>
public sealed class PlannedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_whose_line_sleeps_waits_for_its_opening_and_not_longer_than_it_lives()
    {
        var clock = new ManualClock(new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));   // 08:30 in Tehran
        await using var opened = await OpenAsync(new() { NeedsKey = false }, clock, opens: "09:00");
        await opened.AppendAsync(Row(1, clock, TimeSpan.FromHours(1)), Row(2, clock, TimeSpan.FromMinutes(20)));
        await opened.UntilAsync(messages => messages.TrueForAll(message => message.State == MessageState.Scheduled));
        Assert.All(await opened.MessagesAsync(), message => Assert.Equal(("line_hours", 1, 0), (message.Fault, message.Round, message.AttemptCount)));
        Assert.Equal([clock.GetUtcNow().AddMinutes(30), clock.GetUtcNow().AddMinutes(20)], (await opened.MessagesAsync()).Select(message => message.DueAt));

        clock.Advance(TimeSpan.FromMinutes(30));
        await opened.UntilAsync(messages => messages[0].State == MessageState.Sent && messages[1].State == MessageState.Expired);
        Assert.Equal("1000", Assert.Single(opened.Provider.Calls)[0].Line);
        Assert.Equal("line_hours", (await opened.MessagesAsync())[1].Fault);
    }

    [Fact]
    public async Task An_account_that_has_had_its_turn_does_not_wait_for_anothers_line_to_open()
    {
        var clock = new ManualClock(new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
        await using var opened = await OpenAsync(new() { NeedsKey = false }, clock);
        await opened.SaveAsync(Sleeping(opened.Provider.Key, clock));
        var calls = 0;
        opened.Provider.Send = (delivery, _) => Task.FromResult<ProviderAnswer>(Interlocked.Increment(ref calls) == 1 ? new ProviderAnswer.Refused(RefusalReason.Transient, "busy") : new ProviderAnswer.Accepted($"{delivery.OwnId}"));
        await opened.AppendAsync(Row(1, clock, TimeSpan.FromHours(1)));
        await opened.UntilAsync(messages => messages[0].State == MessageState.Scheduled);
        clock.Advance(TimeSpan.FromSeconds(10));
        await opened.UntilAsync(messages => messages[0].State == MessageState.Sent);
    }

    [Fact]
    public async Task What_goes_by_a_pattern_goes_alone_and_is_asked_about_as_such_from_what_is_stored()
    {
        var can = new ProviderCapabilities { NeedsKey = false, Templates = true, LookUp = true, MaxPerCall = 20, DifferentTexts = true };
        await using var opened = await OpenAsync(can, new ManualClock(TimeProvider.System.GetUtcNow()), start: false);
        var template = new Template { ServiceId = 1, Key = "order", DefaultLanguage = "en", CreatedAt = TimeProvider.System.GetUtcNow() };
        template.Texts.Add(new() { Language = "en", Version = 1, Text = "text {n}", CreatedAt = template.CreatedAt });
        await opened.SaveAsync(template);
        var account = await opened.AccountAsync();
        var binding = new TemplateBinding { TemplateId = template.Id, AccountId = account, Code = "p7", CreatedAt = template.CreatedAt };
        binding.Fill([new("n", "slot")]);
        await opened.SaveAsync(binding);
        var (first, second) = (MessageRows.Ready(1), MessageRows.Ready(2));
        MessageRow Bound(MessageRow row) => row with { Body = row.Body with { TemplateId = template.Id, Variables = """{"n":"1"}""" } };
        opened.Provider.SendAll = call => [.. call.Select(_ => new ProviderAnswer.Unknown("cut"))];
        opened.Provider.Send = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Unknown("cut"));
        var asked = new System.Collections.Concurrent.ConcurrentDictionary<long, bool>();
        opened.Provider.LookUp = (evidence, _) =>
        {
            asked[evidence.OwnId] = evidence.ByTemplate;
            return Task.FromResult<LookUpAnswer>(new LookUpAnswer.Found($"{evidence.OwnId}", DeliveryState.Delivered));
        };
        await opened.AppendAsync(Bound(first), Bound(second), MessageRows.Ready(3), MessageRows.Ready(4));
        await opened.Rooms.Get<Dispatcher>().StartAsync(Ct);
        await opened.UntilAsync(messages => messages.TrueForAll(message => message.State == MessageState.Delivered));

        Assert.Equal(["p7 slot=1", "p7 slot=1", "text 3, text 4"], opened.Provider.Calls.Select(Said).Order(StringComparer.Ordinal));
        Assert.All(opened.Provider.Calls.SelectMany(call => call), delivery => Assert.Equal(delivery.Template is not null, asked[delivery.OwnId]));
    }

    private static string Said(IReadOnlyList<Delivery> call) =>
        string.Join(", ", call.Select(delivery => delivery.Template is { } by ? $"{by.Code} {string.Join(' ', by.Values.Select(value => $"{value.Key}={value.Value}"))}" : delivery.Text).Order(StringComparer.Ordinal));

    private static MessageRow Row(int number, ManualClock clock, TimeSpan lifetime)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return MessageRows.Ready(number) with { StateAt = at, DueAt = at, ExpiresAt = at + (long)lifetime.TotalMilliseconds };
    }

    private static Account Sleeping(string provider, ManualClock clock)
    {
        var account = new Account { ServiceId = 1, Provider = provider, Name = "sleeping", CreatedAt = clock.GetUtcNow() };
        account.Lines.Add(new() { Number = "2000", OpensAt = "20:00", ClosesAt = "21:00", CreatedAt = clock.GetUtcNow() });
        return account;
    }

    private static async Task<Opened> OpenAsync(ProviderCapabilities capabilities, ManualClock clock, string? opens = null, bool start = true)
    {
        var (rooms, provider) = await ScriptedProvider.OpenAsync(clock: clock, capabilities: capabilities, ct: Ct);
        var opened = new Opened(rooms, provider);
        if (opens is not null) await opened.SaveAsync(new Line { AccountId = await opened.AccountAsync(), Number = "1000", OpensAt = opens, ClosesAt = "20:00", CreatedAt = clock.GetUtcNow() });
        if (start) await rooms.Get<Dispatcher>().StartAsync(Ct);
        return opened;
    }

    private sealed record Opened(CoreRooms Rooms, ScriptedProvider Provider) : IAsyncDisposable
    {
        public async Task AppendAsync(params MessageRow[] messages) => await Rooms.Get<Ledger>().AppendAsync(new(messages));

        public async Task<long> AccountAsync()
        {
            await using var store = await Rooms.StoreAsync();
            return await store.Accounts.Where(account => account.Provider == Provider.Key).Select(account => account.Id).SingleAsync(Ct);
        }

        public async Task SaveAsync(object row)
        {
            await using var store = await Rooms.StoreAsync();
            store.Add(row);
            await store.SaveChangesAsync(Ct);
            await Rooms.Get<Catalogs>().RefreshAsync(Ct);
        }

        public async Task<List<Message>> MessagesAsync()
        {
            await using var store = await Rooms.StoreAsync();
            return await store.Messages.OrderBy(message => message.Id).ToListAsync(Ct);
        }

        public Task UntilAsync(Func<List<Message>, bool> wished) => Eventually.IsTrueAsync(async () => wished(await MessagesAsync()), "they are as wished", Ct);

        public ValueTask DisposeAsync() => Rooms.DisposeAsync();
    }
}
