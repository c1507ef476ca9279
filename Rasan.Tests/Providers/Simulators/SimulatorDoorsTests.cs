using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Rasan.Tests.Providers.Simulators;

/// <summary>A hand on a simulator, and what it remembers.</summary>
public sealed class SimulatorDoorsTests : KavenegarFrontRig
{
    [Fact]
    public async Task A_request_is_kept_as_it_came_to_the_last_byte()
    {
        await PostAsync("sms/send", ("receptor", "09121112345"), ("message", "سلام و درود"));
        var kept = Assert.Single(await Simulators.RequestsAsync(Vendor));
        Assert.Equal(("POST", $"/simulators/kavenegar/v1/{Key}/sms/send.json"), (kept.Method, kept.Target));
        Assert.Equal("application/x-www-form-urlencoded", kept.Headers["Content-Type"]);
        Assert.StartsWith("receptor=09121112345&message=%D8%B3", kept.Body, StringComparison.Ordinal);
        Assert.Equal(kept.Body, Encoding.UTF8.GetString(Convert.FromBase64String(kept.BodyBase64)));
        Assert.Equal("سلام و درود", Assert.Single(await Simulators.MessagesAsync(Vendor)).Text);
    }

    [Fact]
    public async Task A_path_the_vendor_does_not_have_is_kept_too()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{Simulators.Base(Vendor)}/v2/x?y=1"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.EndsWith("/v2/x?y=1", Assert.Single(await Simulators.RequestsAsync(Vendor)).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_are_read_page_by_page_and_by_their_text()
    {
        foreach (var text in (string[])["یک", "دو", "سه"]) await SentAsync("09121112345", text, ("localid", "5"));
        using var http = new HttpClient();
        var all = await ReadAsync(http, "messages");
        Assert.Equal(1, all.GetProperty("total").GetInt32());   // one local id, one message
        await SentAsync("09121112346", "دوم");
        await SentAsync("09121112347", "سوم");
        var first = (await ReadAsync(http, "messages?limit=1")).GetProperty("messages")[0];
        Assert.Equal(("یک", "+989121112345", "5", "queued"), (first.GetProperty("text").GetString(), first.GetProperty("to").GetString(), first.GetProperty("own_id").GetString(), first.GetProperty("state").GetString()));
        Assert.Equal(2, (await ReadAsync(http, $"messages?after={first.GetProperty("id")}")).GetProperty("messages").GetArrayLength());
        Assert.Equal(1, (await ReadAsync(http, "messages?text=سوم")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Settings_change_by_name_and_the_rest_stays()
    {
        await Simulators.SettingsAsync(Vendor, new { price = 77, dead_keys = new[] { "old" } });
        await Simulators.SettingsAsync(Vendor, new { no_credit = true });
        var settings = await Simulators.SettingsAsync(Vendor);
        Assert.Equal((77m, true, "old"), (settings.Price, settings.NoCredit, Assert.Single(settings.DeadKeys)));
        Assert.Equal(403, (await SendAsync(HttpMethod.Get, "account/info", null, key: "old")).Http);
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "account/info", null, key: "new")).Http);
    }

    [Theory]
    [InlineData("settings", """{"misspelt":true}""")]
    [InlineData("settings", """{"price":"much"}""")]
    [InlineData("settings", """{"price":null}""")]
    [InlineData("settings", "[]")]
    [InlineData("settings", "{")]
    [InlineData("templates/x", "{}")]
    [InlineData("accounts/x", "{")]
    public async Task What_can_not_be_read_is_refused_and_changes_nothing(string door, string body)
    {
        var before = await Simulators.SettingsAsync(Vendor);
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri($"{Simulators.Base(Vendor)}/__fake/{door}"), content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before.Price, (await Simulators.SettingsAsync(Vendor)).Price);
    }

    [Fact]
    public async Task Each_key_is_an_account_with_credit_and_an_end_of_its_own()
    {
        Assert.Equal(50_000_000, await CreditAsync());
        await SendAsync(HttpMethod.Get, "account/info", null, key: "other");
        await Simulators.AccountAsync(Vendor, Key, new { credit = 1000 });
        Assert.Equal(418, (await PostAsync("sms/send", ("receptor", "09121112345"), ("message", "سلام"))).Http);
        Assert.Equal([1000m, 50_000_000m], (await Simulators.AccountsAsync(Vendor)).Select(account => account.Credit));

        await Simulators.AccountAsync(Vendor, "other", new { expires_at = Now.AddHours(1) });
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "account/info", null, key: "other")).Http);
        await Simulators.AdvanceAsync(Vendor, 3700);
        Assert.Equal(401, (await SendAsync(HttpMethod.Get, "account/info", null, key: "other")).Http);
        await Simulators.AccountAsync(Vendor, Key, new { disabled = true });
        Assert.Equal(401, (await GetAsync("account/info")).Http);
    }

    [Fact]
    public async Task A_pattern_is_added()
    {
        await Simulators.TemplateAsync(Vendor, "bill", "قبض %token", "token");
        Assert.Equal(200, (await PostAsync("verify/lookup", ("receptor", "09121112345"), ("template", "bill"), ("token", "9"))).Http);
        Assert.Equal("قبض 9", Assert.Single(await Simulators.MessagesAsync(Vendor)).Text);
    }

    [Fact]
    public async Task After_a_reset_it_is_as_after_the_start()
    {
        await Simulators.SettingsAsync(Vendor, new { bad_key = true });
        await Simulators.AdvanceAsync(Vendor, 3600);
        await SentToNobodyAsync();
        await Simulators.ResetAsync(Vendor);
        Assert.Empty(await Simulators.MessagesAsync(Vendor));
        Assert.Empty(await Simulators.RequestsAsync(Vendor));
        Assert.Empty(await Simulators.AccountsAsync(Vendor));
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((await SentAsync("09121112345")).GetProperty("date").GetInt64()), Now.AddMinutes(-1), Now.AddMinutes(1));
    }

    [Fact]
    public async Task A_vendor_whose_clock_is_off_reads_and_tells_times_by_it()
    {
        await Simulators.SettingsAsync(Vendor, new { clock_skew_seconds = 600 });
        var row = await SentAsync("09121112345", "بعداً", ("date", Unix(Now.AddMinutes(30))));
        Assert.InRange(row.GetProperty("date").GetInt64() - Now.ToUnixTimeSeconds(), 1790, 1800);
        await Simulators.AdvanceAsync(Vendor, (20 * 60) + 10);
        Assert.Equal(10, await StatusAsync(IdOf(row)));
        Assert.Equal(417, (await PostAsync("sms/send", ("receptor", "09121112345"), ("message", "a"), ("date", Unix(Now)))).Http);
    }

    [Fact]
    public async Task Thousands_of_messages_from_many_callers_are_each_taken_once()
    {
        const int messages = 2000;
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (index, _) =>
            await SentAsync("09121112345", $"پیام {index}", ("localid", (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        await Simulators.AdvanceAsync(Vendor, 10);
        var taken = await Simulators.MessagesAsync(Vendor);
        Assert.Equal(messages, taken.Select(message => message.Text).Distinct().Count());
        Assert.Equal(messages, taken.Select(message => message.Id).Distinct().Count());
        Assert.All(taken, message => Assert.Equal("delivered", message.State));
        Assert.Equal(messages, (await Simulators.RequestsAsync(Vendor)).Count);
        Assert.Equal(50_000_000 - (1200 * messages), await CreditAsync());
    }

    [Fact]
    public async Task What_waits_for_years_waits()
    {
        var id = IdOf(await SentAsync("09121112345", "سال دیگر", ("date", Unix(Now.AddYears(1)))));
        await Simulators.AdvanceAsync(Vendor, 0);
        Assert.Equal(2, await StatusAsync(id));
        Assert.Equal(417, (await PostAsync("sms/send", ("receptor", "09121112345"), ("message", "a"), ("date", "253402300000"))).Http);
    }

    private async Task SentToNobodyAsync() => Assert.Equal(403, (await PostAsync("sms/send", ("receptor", "09121112345"), ("message", "سلام"))).Http);

    private async Task<JsonElement> ReadAsync(HttpClient http, string door) => await http.GetFromJsonAsync<JsonElement>(new Uri($"{Simulators.Base(Vendor)}/__fake/{door}"), Ct);
}
