using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>What every provider's client does against its vendor's simulator: the hand-overs above, what it asks of an account, and what it keeps to itself.</summary>
public abstract class ProviderContract : ProviderSendingContract
{
    [Fact]
    public async Task The_standing_is_what_the_vendor_says_and_runs_down_with_sending()
    {
        var before = await Provider.StandingAsync(Account, Ct);
        var said = await Simulators.SettingsAsync(Vendor);
        if (Provider.Capabilities.TellsBalance) Assert.Equal(new Money(said.Credit, Provider.Profile.Currency), before.Balance);
        if (Provider.Capabilities.TellsExpiry) Assert.True((said.ExpiresAt!.Value - before.ExpiresAt!.Value).Duration() < TimeSpan.FromSeconds(2));
        if (Provider.Capabilities.TellsPrice) Assert.Equal(said.Price, before.PricePerSegment?.Amount);

        await AcceptedAsync(To("09121112345", "سلام"));
        var after = await Provider.StandingAsync(Account, Ct);
        if (Provider.Capabilities.TellsBalance) Assert.Equal(said.Credit - said.Price, after.Balance?.Amount);
    }

    [Fact]
    public async Task A_price_that_is_told_with_the_message_is_the_one_that_is_charged()
    {
        var answer = Assert.IsType<ProviderAnswer.Accepted>(await SendAsync(To("09121112345", "سلام")));
        if (answer.Cost is { } cost) Assert.Equal((await Simulators.SettingsAsync(Vendor)).Price, cost.Amount);
    }

    [Fact]
    public async Task The_lines_of_the_account_are_listed()
    {
        if (!Provider.Capabilities.ListsLines)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => Provider.LinesAsync(Account, Ct));
            return;
        }

        await Simulators.SettingsAsync(Vendor, new { lines = new[] { InboundLine } });
        Assert.Equal(InboundLine, Assert.Single(await Provider.LinesAsync(Account, Ct)).Number);
    }

    [Fact]
    public async Task What_came_in_is_pulled_once()
    {
        await Simulators.InboundAsync(Vendor, "09121112345", InboundLine, "لغو ۱۱");
        await Simulators.InboundAsync(Vendor, "09121112346", InboundLine, "سلام 🙂");

        var (messages, cursor) = await PullAsync(null);
        Assert.Equal([("+989121112345", "لغو ۱۱"), ("+989121112346", "سلام 🙂")], messages.Select(message => (message.From, message.Text)));
        Assert.All(messages, message => Assert.True(message.At is null || (message.At.Value - TimeProvider.System.GetUtcNow()).Duration() < TimeSpan.FromMinutes(2)));

        await Simulators.AdvanceAsync(Vendor, 60);
        await Simulators.InboundAsync(Vendor, "09121112347", InboundLine, "سومی");
        var (later, _) = await PullAsync(cursor);
        Assert.Contains("سومی", later.Select(message => message.Text));
        if (!MayRepeatInbound) Assert.Single(later);
    }

    [Fact]
    public async Task What_waits_for_its_time_is_taken_back_and_never_sent()
    {
        var waiting = To("09121112345") with { ScheduledAt = TimeProvider.System.GetUtcNow().AddHours(2), Line = ScheduledLine };
        var reference = await AcceptedAsync(waiting);
        if (!Provider.Capabilities.Cancels)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => Provider.CancelAsync(Account, Evidence(waiting, reference), Ct));
            return;
        }

        Assert.Equal("scheduled", Assert.Single(await TakenAsync(waiting.Text)).State);

        Assert.True(await Provider.CancelAsync(Account, Evidence(waiting, reference), Ct));
        await Simulators.AdvanceAsync(Vendor, 3 * 3600);
        Assert.Equal("cancelled", Assert.Single(await TakenAsync(waiting.Text)).State);

        var sent = To("09121112346");
        var gone = await AcceptedAsync(sent);
        await Simulators.AdvanceAsync(Vendor, 30);
        Assert.False(await Provider.CancelAsync(Account, Evidence(sent, gone), Ct));
    }

    [Fact]
    public async Task What_waits_for_its_time_is_sent_then()
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(2);
        var waiting = To("09121112345") with { ScheduledAt = at, Line = ScheduledLine };
        var reference = await AcceptedAsync(waiting);
        var taken = Assert.Single(await TakenAsync(waiting.Text));
        Assert.True((taken.ScheduledAt!.Value - at).Duration() < TimeSpan.FromSeconds(2), $"waits for {taken.ScheduledAt}");
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(waiting, reference, seconds: 3 * 3600))?.State);
    }

    [Fact]
    public async Task A_reference_the_vendor_never_gave_changes_nothing()
    {
        var delivery = To("09121112345");
        var reference = await AcceptedAsync(delivery);
        var foreign = reference[..^1] + (reference[^1] == '7' ? '8' : '7');
        Assert.Empty(await Provider.ReportsAsync(Account, [Evidence(delivery, foreign)], Ct));
    }

    [Fact]
    public async Task A_secret_and_a_number_are_in_nothing_that_is_said()
    {
        List<string> said = [];
        await ListenAsync(said, To("09121110001"));
        await ListenAsync(said, To("09121110006"));
        await ListenAsync(said, To("09121110008"));
        foreach (var fault in (string[])["bad_key", "ip_not_allowed", "no_credit", "line_not_owned", "truncated_json", "maintenance"])
        {
            await Simulators.SettingsAsync(Vendor, new Dictionary<string, bool> { [fault] = true });
            await ListenAsync(said, To("09121112345"));
        }
        await ListenAsync(said, To("09121112345"), Account with { BaseUrl = new($"http://127.0.0.1:{FreePorts.Next()}") });

        Assert.True(said.Count > 10, "little was said");
        var secrets = Provider.Profile.Credentials.Where(field => field.IsSecret).Select(field => Credentials[field.Name]).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(said, text => Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal)));
        Assert.All(said, text => Assert.DoesNotContain("912111", text, StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyList<InboundMessage> Messages, string? Cursor)> PullAsync(string? cursor)
    {
        List<InboundMessage> messages = [];
        InboundPage page;
        do
        {
            page = await Provider.InboundAsync(Account, InboundLine, cursor, Ct);
            messages.AddRange(page.Messages);
            cursor = page.Cursor;
        }
        while (page.HasMore && messages.Count < 1000);
        return (messages, cursor);
    }

    private async Task ListenAsync(List<string> said, Delivery delivery, ProviderAccount? account = null)
    {
        account ??= Account;
        await HearAsync(said, async () =>
        {
            foreach (var answer in await Provider.SendAsync(account, [delivery], Ct))
                said.Add(answer switch { ProviderAnswer.Refused refused => $"{refused.Code} {refused.Detail}", ProviderAnswer.Unknown unknown => unknown.Why, _ => "" });
        });
        await HearAsync(said, () => Provider.StandingAsync(account, Ct));
        await HearAsync(said, () => Provider.ReportsAsync(account, [Evidence(delivery, "123456789012")], Ct));
        if (Provider.Capabilities.LookUp) await HearAsync(said, async () => said.Add((await Provider.LookUpAsync(account, Evidence(delivery), Ct)).ToString()));
    }

    private static async Task HearAsync(List<string> said, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception fault) when (fault is HttpRequestException or ProviderRefusedException)
        {
            said.Add($"{fault} {(fault as ProviderRefusedException)?.Code} {(fault as ProviderRefusedException)?.Detail}");
        }
    }
}
