using System.Text.Json;

namespace Rasan.Tests.Providers.Simulators;

public sealed class KavenegarFrontTests : KavenegarFrontRig
{
    [Fact]
    public async Task A_send_is_answered_as_the_vendor_writes_it()
    {
        var (http, answer) = await PostAsync("sms/send", ("receptor", "09121234567,+989351234567"), ("sender", "10004346"), ("message", "سلام"), ("localid", "11,12"));
        Assert.Equal((200, 200), (http, answer.GetProperty("return").GetProperty("status").GetInt32()));
        Assert.Equal(["return", "entries"], answer.EnumerateObject().Select(field => field.Name));
        var rows = answer.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["09121234567", "09351234567"], rows.Select(row => row.GetProperty("receptor").GetString()));
        Assert.All(rows, row =>
        {
            Assert.Equal(["messageid", "message", "status", "statustext", "sender", "receptor", "date", "cost"], row.EnumerateObject().Select(field => field.Name));
            Assert.True(row.GetProperty("messageid").GetInt64() > int.MaxValue);
            Assert.Equal((1, "10004346", 1200), (row.GetProperty("status").GetInt32(), row.GetProperty("sender").GetString(), row.GetProperty("cost").GetInt32()));
        });
    }

    public static TheoryData<string, string, string, int> Refusals => new()
    {
        { "POST", "sms/send", "message=a", 400 },
        { "POST", "sms/send", "receptor=&message=a", 406 },
        { "POST", "sms/send", "receptor=0912&message=a", 411 },
        { "POST", "sms/send", "receptor=02188000000&message=a", 411 },
        { "POST", "sms/send", "receptor=09121110001&message=a", 411 },
        { "POST", "sms/send", "receptor=09121112345&message=", 413 },
        { "POST", "sms/send", $"receptor=09121112345&message={new string('a', 901)}", 413 },
        { "POST", "sms/send", "receptor=09121112345&message=a%01b", 422 },
        { "POST", "sms/send", "receptor=09121112345&message=a%00b", 400 },
        { "POST", "sms/send", $"receptor={string.Join(',', Enumerable.Repeat("09121112345", 201))}&message=a", 414 },
        { "POST", "sms/send", "receptor=09121112345&message=a&date=1000000000", 417 },
        { "POST", "sms/send", "receptor=09121112345&message=a&date=tomorrow", 417 },
        { "POST", "sms/send", "receptor=09121112345,09121112346&message=a&localid=1", 419 },
        { "POST", "sms/send", "receptor=09121112345&message=a&tag=no+spaces", 607 },
        { "POST", "sms/nothing", "", 404 },
        { "GET", "sms/sendarray?receptor=[]&sender=[]&message=[]", "", 405 },
        { "POST", "sms/sendarray", "receptor=09121112345&sender=1000&message=a", 400 },
        { "POST", "sms/sendarray", """receptor=["09121112345","09121112346"]&sender=["1","1"]&message=["a"]""", 419 },
        { "POST", "verify/lookup", "receptor=09121112345&template=login", 400 },
        { "POST", "verify/lookup", "receptor=09121112345&template=unheard&token=1", 424 },
        { "POST", "verify/lookup", "receptor=09121112345&template=waiting&token=1", 424 },
        { "POST", "verify/lookup", "receptor=09121112345&template=login&token=two+words", 431 },
        { "POST", "verify/lookup", "receptor=09121112345&template=login&token=a_b", 431 },
        { "POST", "verify/lookup", "receptor=09121112345&template=welcome&token=1&token10=a+b+c+d+e+f+g", 431 },
        { "POST", "verify/lookup", "receptor=09121112345&template=login&token=abc&type=call", 428 },
        { "GET", $"sms/status?messageid={string.Join(',', Enumerable.Repeat("1", 501))}", "", 414 },
        { "GET", "sms/statusbyreceptor?receptor=09121112345&startdate=1700000000&enddate=1700100000", "", 417 },
        { "GET", "sms/latestoutbox?pagesize=501", "", 400 },
        { "POST", "line/blocked/remove", "linenumber=1000&receptor=09121112345", 405 },
        { "GET", $"line/blocked/add?linenumber=1000&receptor={string.Join(',', Enumerable.Repeat("09121112345", 201))}", "", 604 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_vendor_refuses_is_refused_with_its_code_as_the_http_status(string method, string call, string form, int code)
    {
        var content = method == "GET" ? null : new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var (http, answer) = await SendAsync(new(method), call, content);
        Assert.Equal((code, code), (http, answer.GetProperty("return").GetProperty("status").GetInt32()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("entries").ValueKind);
        Assert.NotEmpty(answer.GetProperty("return").GetProperty("message").GetString()!);
        Assert.Empty(await Simulators.MessagesAsync(Vendor));
    }

    [Fact]
    public async Task A_local_id_that_is_known_is_answered_with_its_old_record_and_sent_no_more()
    {
        var first = await SentAsync("09121112345", "یک", ("localid", "4611686018427387904"));
        await Simulators.AdvanceAsync(Vendor, 60);
        var again = await SentAsync("09121112399", "دو", ("localid", "4611686018427387904"));
        Assert.Equal((IdOf(first), "یک", "09121112345", 10), (IdOf(again), again.GetProperty("message").GetString(), again.GetProperty("receptor").GetString(), again.GetProperty("status").GetInt32()));
        Assert.Single(await Simulators.MessagesAsync(Vendor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lookup_fills_its_template_and_answers_in_either_shape(bool asObject)
    {
        if (asObject) await Simulators.SettingsAsync(Vendor, new { variants = new[] { "kavenegar.lookup_object" } });
        var (_, answer) = await PostAsync("verify/lookup", ("receptor", "00447700900123"), ("template", "order"), ("token", "77"), ("token2", "1000"), ("token3", "امروز"));
        var entries = answer.GetProperty("entries");
        var row = asObject ? entries : Assert.Single(entries.EnumerateArray());
        Assert.Equal(("سفارش 77 به مبلغ 1000 در امروز ثبت شد", 5), (row.GetProperty("message").GetString(), row.GetProperty("status").GetInt32()));
        Assert.Equal(("+447700900123", "order"), (Assert.Single(await Simulators.MessagesAsync(Vendor)).To, Assert.Single(await Simulators.MessagesAsync(Vendor)).Template));
    }

    [Fact]
    public async Task Own_ids_are_known_for_twelve_hours_and_ids_for_two_days()
    {
        var id = IdOf(await SentAsync("09121112345", "سلام", ("localid", "450")));
        Assert.Equal(1, await StatusAsync(id));
        await Simulators.AdvanceAsync(Vendor, 11 * 3600);
        var row = Assert.Single((await PostAsync("sms/statuslocalmessageid", ("localid", "450"))).Answer.GetProperty("entries").EnumerateArray());
        Assert.Equal((id, "450", 10), (IdOf(row), row.GetProperty("localid").GetString(), row.GetProperty("status").GetInt32()));

        await Simulators.AdvanceAsync(Vendor, 2 * 3600);
        row = Assert.Single((await PostAsync("sms/statuslocalmessageid", ("localid", "450"))).Answer.GetProperty("entries").EnumerateArray());
        Assert.Equal(100, row.GetProperty("status").GetInt32());
        Assert.Equal(10, await StatusAsync(id));
        await Simulators.AdvanceAsync(Vendor, 36 * 3600);
        Assert.Equal(100, await StatusAsync(id));
    }

    [Fact]
    public async Task Credit_is_charged_by_part_and_comes_back_for_what_is_cancelled_or_blocked()
    {
        await Simulators.SettingsAsync(Vendor, new { credit = 10_000, price = 1000, latin_price = 1500 });
        await SentAsync("09121112345", new string('س', 71));
        await SentAsync("09121112345", "hello");
        Assert.Equal(10_000 - 2000 - 1500, await CreditAsync());

        await SentAsync("09121110002");
        var waiting = IdOf(await SentAsync("09121112345", "بعداً", ("date", Unix(Now.AddHours(1)))));
        Assert.Equal(6500 - 2000, await CreditAsync());
        var cancelled = Assert.Single((await PostAsync("sms/cancel", ("messageid", waiting))).Answer.GetProperty("entries").EnumerateArray());
        Assert.Equal(13, cancelled.GetProperty("status").GetInt32());
        await Simulators.AdvanceAsync(Vendor, 10);
        Assert.Equal(6500, await CreditAsync());

        var (http, _) = await PostAsync("sms/send", ("receptor", "09121112345"), ("message", new string('س', 469)));
        Assert.Equal(418, http);
    }

    [Fact]
    public async Task What_came_in_is_given_a_hundred_at_a_time_and_once()
    {
        for (var i = 0; i < 101; i++) await Simulators.InboundAsync(Vendor, "09121112345", "10004346", $"پیام {i}");
        await Simulators.InboundAsync(Vendor, "09121112345", "3000", "خط دیگر");
        var paged = (await PostAsync("sms/inboxpaged", ("linenumber", "10004346"), ("isread", "0"))).Answer;
        Assert.Equal(("101", "1", "1", "200"), (Meta(paged, "totalcount"), Meta(paged, "currentpage"), Meta(paged, "totalpages"), Meta(paged, "pagesize")));
        Assert.Equal(100, await ReceivedAsync("0"));
        Assert.Equal(1, await ReceivedAsync("0"));
        Assert.Equal(0, await ReceivedAsync("0"));
        Assert.Equal(100, await ReceivedAsync("1"));
    }

    [Fact]
    public async Task The_clock_needs_no_key_and_tells_the_time_of_tehran()
    {
        await Simulators.SettingsAsync(Vendor, new { clock_skew_seconds = -3600, bad_key = true });
        var (_, answer) = await SendAsync(HttpMethod.Get, "utils/getdate", null, key: "0");
        var at = DateTimeOffset.FromUnixTimeSeconds(answer.GetProperty("entries").GetProperty("unixtime").GetInt64());
        Assert.InRange((Now - at).TotalSeconds, 3590, 3660);
        Assert.Equal(at.ToOffset(TimeSpan.FromHours(3.5)).Hour, answer.GetProperty("entries").GetProperty("hour").GetInt32());
    }

    [Fact]
    public async Task Blocked_numbers_and_settings_are_kept_as_shown()
    {
        Assert.Equal("Active", await BlockedAsync(HttpMethod.Get, "add"));
        Assert.Equal("AlreadyExists", await BlockedAsync(HttpMethod.Get, "add"));
        Assert.Equal("Active", await BlockedAsync(HttpMethod.Get, "exists"));
        await BlockedAsync(HttpMethod.Delete, "remove");
        Assert.Equal("NotExists", await BlockedAsync(HttpMethod.Get, "exists"));
        await PostAsync("account/config", ("mincreditalarm", "77"));
        Assert.Equal("77", (await GetAsync("account/config")).Answer.GetProperty("entries").GetProperty("mincreditalarm").GetString());
    }

    [Fact]
    public async Task The_outbox_is_selected_counted_and_listed()
    {
        var id = IdOf(await SentAsync("09121112345", "سلام"));
        var count = Assert.Single((await GetAsync($"sms/countoutbox?startdate={Unix(Now.AddMinutes(-5))}")).Answer.GetProperty("entries").EnumerateArray());
        Assert.Equal((1, 1, 1200), (count.GetProperty("sumcount").GetInt32(), count.GetProperty("sumpart").GetInt32(), count.GetProperty("cost").GetInt32()));
        foreach (var call in (string[])[$"sms/select?messageid={id},17", $"sms/selectoutbox?startdate={Unix(Now.AddMinutes(-5))}", "sms/latestoutbox", $"sms/statusbyreceptor?receptor=09121112345&startdate={Unix(Now.AddMinutes(-5))}"])
            Assert.Equal(id, IdOf(Assert.Single((await GetAsync(call)).Answer.GetProperty("entries").EnumerateArray())));
    }

    private async Task<int> ReceivedAsync(string isRead) => (await PostAsync("sms/receive", ("linenumber", "10004346"), ("isread", isRead))).Answer.GetProperty("entries").GetArrayLength();

    private async Task<string?> BlockedAsync(HttpMethod method, string what) =>
        Assert.Single((await SendAsync(method, $"line/blocked/{what}?linenumber=1000&receptor=09121112345", null)).Answer.GetProperty("entries").EnumerateArray()).GetProperty("status").GetString();

    private static string? Meta(JsonElement answer, string name) => answer.GetProperty("metadata").GetProperty(name).GetString();
}
