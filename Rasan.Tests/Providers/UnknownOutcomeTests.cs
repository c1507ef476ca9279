using Bunit;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Tests.Api;
using Rasan.Tests.Support;
using Rasan.Web.Panel.Pages.Messages;

namespace Rasan.Tests.Providers;

/// <summary>A connection cut after the vendor has read the message, where nobody may take the risk of a second copy: it is asked about, and its page says what came of that.</summary>
public sealed class UnknownOutcomeTests : IAsyncDisposable
{
    private const string Cut = "09121110006", Number = "+989121110006";

    private readonly SimulatorHost _simulators = new();

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_every_vendor_has_taken_is_found_there_and_received_once_and_its_page_says_so_in_both_languages()
    {
        await using var app = new RasanApp();
        var client = Client(app);
        await Task.WhenAll(VendorAccounts.Vendors.Select(async vendor =>
        {
            var id = await SendAsync(client, vendor);
            await client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "delivered");
            var told = await client.GetAsync($"messages/{id}");
            var attempt = Assert.Single(told["attempts"].EnumerateArray());
            Assert.Equal((vendor, "accepted", "cut"), (attempt.GetProperty("provider").GetString(), attempt.GetProperty("outcome").GetString(), attempt.GetProperty("code").GetString()));
            Assert.False(told["may_arrive_twice"].GetBoolean());
            Assert.NotEmpty(attempt.GetProperty("message_id").GetString()!);
            await ReceivedOnceAsync(vendor);
        }));

        await AssertAskedByItsLocalIdAsync();
        foreach (var (language, found, report) in ((string, string, string)[])[("en", "asked later, the provider had it", "Delivery report: Delivered"), ("fa", "در پرسش بعدی، ارائه‌دهنده آن را داشت", "گزارش تحویل: رسید")])
            await AssertPagesAsync(app, language, found, report);
    }

    [Fact]
    public async Task What_no_vendor_can_tell_of_ends_failed_after_its_questions_and_was_sent_once()
    {
        var clock = new ManualClock();
        await using var app = new RasanApp { Clock = clock };
        var client = Client(app);
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (var vendor in VendorAccounts.Vendors)
        {
            await _simulators.SettingsAsync(vendor, new { truncated_json = true });   // carried out, and half of the answer is sent
            ids[vendor] = await SendAsync(client, vendor);
        }

        foreach (var id in ids.Values) await client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "uncertain");
        await UntilAsync(app, () => clock.Leap(TimeSpan.FromMinutes(30)), async () => (await StatesAsync(app)).All(state => state == MessageState.Failed), "all are given up");
        foreach (var (vendor, id) in ids)
        {
            var told = await client.GetAsync($"messages/{id}");
            Assert.Equal(("failed", "outcome_unknown", false), (told["state"].GetString(), told["fault"].GetString(), told["may_arrive_twice"].GetBoolean()));
            var attempt = Assert.Single(told["attempts"].EnumerateArray());
            Assert.Equal((vendor, "unknown"), (attempt.GetProperty("provider").GetString(), attempt.GetProperty("outcome").GetString()));
            Assert.True(told["state_at"].GetDateTime() - attempt.GetProperty("started_at").GetDateTime() >= TimeSpan.FromHours(11.5), $"{vendor} was given up too soon");
            await ReceivedOnceAsync(vendor);
        }

        foreach (var (language, words) in ((string, string)[])[("en", "Nobody could say whether it was sent"), ("fa", "روشن نشد که فرستاده شده یا نه")]) await AssertEndsAsync(app, language, words);
    }

    [Fact]
    public async Task With_every_account_down_a_code_expires_at_its_deadline_and_not_a_moment_later()
    {
        var clock = new ManualClock();
        await using var app = new RasanApp { Clock = clock };
        var client = Client(app);
        foreach (var vendor in (string[])["kavenegar", "ghasedak"])
        {
            await _simulators.SettingsAsync(vendor, new { no_credit = true });
            await VendorAccounts.SetUpAsync(client, vendor, _simulators.BaseUrl(vendor), "two");
        }

        await client.PutAsync("notifications/settings/otp-routing", """{"providers":["kavenegar","ghasedak"],"tenant_id":"two"}""");
        var id = (await client.PostAsync("notifications/otp/send", """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1234"},"tenant_id":"two"}""")).TrackingId;
        async Task<Message> MessageAsync()
        {
            await using var store = await app.StoreAsync();
            return await store.Messages.SingleAsync(Ct);
        }

        var end = (await MessageAsync()).ExpiresAt;
        await UntilAsync(app, Move, () => Task.FromResult(clock.GetUtcNow() >= end), "its deadline comes");
        await client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() == "expired");   // the clock stands at the deadline
        Assert.Equal(end, (await MessageAsync()).StateAt);
        foreach (var vendor in (string[])["kavenegar", "ghasedak"])
        {
            Assert.NotEmpty(await _simulators.RequestsAsync(vendor));
            Assert.Empty(await _simulators.MessagesAsync(vendor));
        }

        void Move()
        {
            var (rest, step) = (end - clock.GetUtcNow(), TimeSpan.FromSeconds(5));
            clock.Advance(rest < step ? rest : step);
        }
    }

    public ValueTask DisposeAsync() => _simulators.DisposeAsync();

    private static ApiClient Client(RasanApp app) => new(app.CreateApiClient(), token: null) { Language = "en" };

    /// <summary>Each vendor has a tenant of its own.</summary>
    private async Task<string> SendAsync(ApiClient client, string vendor)
    {
        await VendorAccounts.SetUpAsync(client, vendor, _simulators.BaseUrl(vendor), vendor);
        return (await client.PostAsync("notifications/send", $$$"""{"intent":"ORDER_PAID","recipient":{"phone":"{{{Cut}}}","tenant_id":"{{{vendor}}}"},"payload":{"text":"سفارش شما ثبت شد"}}""")).TrackingId;
    }

    private async Task ReceivedOnceAsync(string vendor) => Assert.Equal(Number, Assert.Single(await _simulators.MessagesAsync(vendor)).To);

    private async Task AssertAskedByItsLocalIdAsync()
    {
        var own = Assert.Single(await _simulators.MessagesAsync("kavenegar")).OwnId!;
        var questions = (await _simulators.RequestsAsync("kavenegar")).Where(request => request.Target.Contains("statuslocalmessageid", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(questions);
        Assert.All(questions, question => Assert.Contains($"localid={own}", question.Target + "&" + question.Body, StringComparison.Ordinal));
    }

    private static async Task AssertPagesAsync(RasanApp app, string language, string found, string report)
    {
        foreach (var id in await IdsAsync(app))
        {
            await using var rooms = new PanelRooms(app, language);
            var page = rooms.OpenPage<MessageDetail>("sandbox", parameters => parameters.Add(p => p.Id, id));
            await page.WaitForAssertionAsync(() => Assert.Contains(found, page.Find("[data-step=attempt] .answer span").TextContent, StringComparison.Ordinal));
            Assert.Contains(report, page.FindAll("[data-step=report] h3").Select(head => head.TextContent));
            Assert.All(page.FindAll("[data-step=report] .answer"), answer => Assert.NotEqual("", answer.QuerySelector("span")!.TextContent.Trim()));
        }
    }

    private static async Task AssertEndsAsync(RasanApp app, string language, string words)
    {
        foreach (var id in await IdsAsync(app))
        {
            await using var rooms = new PanelRooms(app, language);
            var page = rooms.OpenPage<MessageDetail>("sandbox", parameters => parameters.Add(p => p.Id, id));
            await page.WaitForAssertionAsync(() => Assert.Contains(words, page.Find("[data-step=now]").TextContent, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(RasanApp app)
    {
        await using var store = await app.StoreAsync();
        return [.. (await store.Messages.Select(message => message.TrackingId).ToListAsync(Ct)).Select(id => id.ToString())];
    }

    private static async Task<IReadOnlyList<MessageState>> StatesAsync(RasanApp app)
    {
        await using var store = await app.StoreAsync();
        return await store.Messages.Select(message => message.State).ToListAsync(Ct);
    }

    /// <summary>Moves the clock on step by step, and after each lets happen what is due.</summary>
    private static Task UntilAsync(RasanApp app, Action move, Func<Task<bool>> isSo, string what) => Eventually.IsTrueAsync(async () =>
    {
        if (await isSo()) return true;
        move();
        await app.Get<Sweep>().RunAsync(Ct);
        return false;
    }, what, Ct);
}
