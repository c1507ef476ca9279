using System.Net;
using System.Text;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>Every wrong input: its status, its stable code, its field, its words in the asked language; and nothing of it is stored.</summary>
public sealed class WrongInputTests(ApiFixture api)
{
    private const string Otp = "notifications/otp/send", Send = "notifications/send", Messages = "messages";

    public static TheoryData<string, string, int, string, string?, string, string> Table =>
    [
        new(Otp, """{"internal_template_key":"otp_login","params":["1"]}""", 422, "required", "phone", "Must be given.", "باید داده شود."),
        new(Otp, """{"phone":"09120000111","params":["1"]}""", 422, "required", "internal_template_key", "Must be given.", "باید داده شود."),
        new(Otp, """{"phone":"000000000000000000000000000000000","internal_template_key":"otp_login","params":["1"]}""", 422, "too_long", "phone", "At most 32 characters.", "حداکثر 32 نویسه."),
        new(Otp, $$$"""{"phone":"09120000111","internal_template_key":"{{{new string('x', 121)}}}","params":["1"]}""", 422, "too_long", "internal_template_key", "At most 120 characters.", "حداکثر 120 نویسه."),
        new(Otp, $$$"""{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"tenant_id":"{{{new string('x', 121)}}}"}""", 422, "too_long", "tenant_id", "At most 120", "حداکثر 120"),
        new(Otp, """{"phone":"0912","internal_template_key":"otp_login","params":["1"]}""", 422, "bad_number", "phone", "'0912' is not a phone number.", "«0912» شمارهٔ تلفن نیست."),
        new(Otp, """{"phone":"09120000111","internal_template_key":"nowhere","params":["1"]}""", 422, "unknown_template", "internal_template_key", "no active template 'nowhere'", "«nowhere»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"sleeping","params":["1"]}""", 422, "unknown_template", "internal_template_key", "'sleeping'", "«sleeping»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login"}""", 422, "missing_variable", "params", "The variable 'token' is missing.", "متغیر «token» داده نشده است."),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1","name":"x"}}""", 422, "unknown_variable", "params", "no variable 'name'", "«name»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1","2"]}""", 422, "unknown_variable", "params", "'[1]'", "«[1]»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":{}}}""", 400, "malformed_request", "params.token", "Has the wrong type.", "نوع آن نادرست است."),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":null,"name":"x"}}""", 400, "malformed_request", "params.token", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":[["1"]]}""", 400, "malformed_request", "params[0]", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["\ud800"]}""", 400, "malformed_request", "params[0]", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":{"token":"1","\ud800":"1"}}""", 400, "malformed_request", "params", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":"12"}""", 400, "malformed_request", "params", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"tenant_id":"nobody"}""", 422, "unknown_tenant", "tenant_id", "no tenant 'nobody'", "«nobody»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"options":{"scheduled_at":"tomorrow"}}""", 422, "bad_time", "options.scheduled_at", "'tomorrow' is not a time", "«tomorrow» زمان نیست"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"options":{"scheduled_at":"2099-01-01 00:00:00"}}""", 422, "too_far", "options.scheduled_at", "more than a year", "بیش از یک سال"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"options":{"priority":"now"}}""", 422, "unknown_priority", "options.priority", "'now'", "«now»"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["1"],"options":{"line":"3000"}}""", 422, "unknown_line", "options.line", "'3000'", "«3000»"),
        new(Otp, """{"phone":12,"internal_template_key":"otp_login"}""", 400, "malformed_request", "phone", "Has the wrong type.", "نوع آن نادرست است."),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","options":{"dry_run":"yes"}}""", 400, "malformed_request", "options.dry_run", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","options":["intent"]}""", 400, "malformed_request", "options", "wrong type", "نوع"),
        new(Otp, """{"phone":"09120000111",""", 400, "malformed_request", "", "Not valid JSON.", "JSON معتبر نیست."),
        new(Otp, "", 400, "malformed_request", "", "Not valid JSON.", "JSON معتبر نیست."),
        new(Otp, "null", 400, "malformed_request", "", "Not valid JSON.", "JSON معتبر نیست."),
        new(Otp, "[]", 400, "malformed_request", "", "", ""),
        new(Send, """{"recipient":{"phone":"09120000111"},"payload":{"text":"x"}}""", 422, "required", "intent", "Must be given.", "باید داده شود."),
        new(Send, """{"intent":"X","payload":{"text":"x"}}""", 422, "required", "recipient", "Must be given.", "باید داده شود."),
        new(Send, """{"intent":"X","recipient":{"email":"a@example.org"},"payload":{"text":"x"}}""", 422, "no_channel", null, "No channel", "هیچ روش ارسالی نیست"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111","email":"nobody"},"payload":{"text":"x"}}""", 422, "bad_email", "recipient.email", "'nobody'", "«nobody»"),
        new(Send, """{"intent":"X","recipient":{"user_id":999999},"payload":{"text":"x"}}""", 422, "unknown_user", "recipient.user_id", "No user 999999", "کاربر 999999"),
        new(Send, """{"intent":"X","recipient":{"user_id":"7"},"payload":{"text":"x"}}""", 400, "malformed_request", "recipient.user_id", "wrong type", "نوع"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"text":" "}}""", 422, "empty_text", "payload.text", "empty", "خالی"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"}}""", 422, "required", "payload.text", "Must be given.", "باید داده شود."),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"options":{"message_kind":"provider_templated"}}""", 422, "required", "options.internal_template_key", "Must be given.", "باید داده شود."),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"options":{"message_kind":"carved"}}""", 422, "unknown_message_kind", "options.message_kind", "'carved'", "«carved»"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111","tenant_id":"nobody"},"payload":{"text":"x"}}""", 422, "unknown_tenant", "recipient.tenant_id", "'nobody'", "«nobody»"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"wrong":"1"},"options":{"internal_template_key":"otp_login"}}""", 422, "invalid_request", "payload", "no variable 'wrong'", "«wrong»"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":"x"}""", 400, "malformed_request", "payload", "wrong type", "نوع"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"text":1}}""", 400, "malformed_request", "payload.text", "wrong type", "نوع"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"text":"\ud800"}}""", 400, "malformed_request", "payload.text", "wrong type", "نوع"),
        new(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"token":[]},"options":{"internal_template_key":"otp_login"}}""", 400, "malformed_request", "payload.token", "wrong type", "نوع"),
        new(Messages, """{"to":"09120000111","text":"x","params":7}""", 400, "malformed_request", "params", "wrong type", "نوع"),
        new(Messages, """{"text":"x"}""", 422, "required", "to", "Must be given.", "باید داده شود."),
        new(Messages, """{"to":"0912","text":"x"}""", 422, "bad_number", "to", "'0912'", "«0912»"),
        new(Messages, """{"to":["0912","user:9"],"text":"x"}""", 422, "invalid_request", "to[1]", "9", "9"),
        new(Messages, """{"to":"09120000111"}""", 422, "required", "text", "Must be given.", "باید داده شود."),
        new(Messages, """{"to":"09120000111","text":"x","template":"otp_login"}""", 422, "text_or_template", "template", "not both", "نه هر دو"),
        new(Messages, """{"to":"09120000111","text":"x","channel":"pigeon"}""", 422, "unknown_channel", "channel", "'pigeon'", "«pigeon»"),
        new(Messages, """{"to":"09120000111","text":"x","line":"3000"}""", 422, "unknown_line", "line", "'3000'", "«3000»"),
        new(Messages, """{"to":"09120000111","text":"x","tags":["a|b"]}""", 422, "bad_tag", "tags", "'a|b'", "«a|b»"),
        new(Messages, """{"to":[1],"text":"x"}""", 400, "malformed_request", "to", "wrong type", "نوع"),
        new(Messages, $$$"""{"to":"09120000111","text":"{{{new string('x', 4001)}}}"}""", 422, "too_long", "text", "At most 4000", "حداکثر 4000"),
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_wrong_input_is_told_apart_and_stores_nothing(
        string path, string body, int status, string code, string? field, string english, string persian)
    {
        var service = await ServiceAsync();
        var token = await service.ATokenAsync();
        await AssertToldAsync(language => api.Client(token, language).PostAsync(path, body), status, code, field, english, persian);
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_or_of_another_type_is_refused()
    {
        var service = await ServiceAsync();
        var token = await service.ATokenAsync();
        var large = $$"""{"phone":"09120000111","padding":"{{new string('x', 256 * 1024)}}"}""";
        await AssertToldAsync(language => api.Client(token, language).PostAsync(Otp, large), 413, "body_too_large", field: null, "The body is too large", "بدنهٔ درخواست بیش از اندازه بزرگ است");
        using var chunked = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(large)));
        chunked.Headers.ContentType = new("application/json");
        AssertProblem(await api.Client(token).SendAsync(HttpMethod.Post, Otp, chunked), 413, "body_too_large");
        foreach (var content in new Func<HttpContent?>[] { () => new StringContent("phone=0912", Encoding.UTF8, "application/x-www-form-urlencoded"), () => null })
            await AssertToldAsync(language => api.Client(token, language).SendAsync(HttpMethod.Post, Otp, content()), 415, "unsupported_media_type", field: null, "Not JSON", "JSON نیست");
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Theory]
    [InlineData(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":["ÿ"]}""", "params[0]")]
    [InlineData(Otp, """{"phone":"09120000111","internal_template_key":"otp_login","params":{"ÿ":"1"}}""", "params")]
    [InlineData(Send, """{"intent":"X","recipient":{"phone":"09120000111"},"payload":{"text":"ÿ"}}""", "payload.text")]
    [InlineData(Messages, """{"to":"09120000111","text":"ÿ"}""", "text")]
    public async Task What_is_not_utf_8_is_broken_where_it_stands(string path, string body, string field)
    {
        var service = await ServiceAsync();
        var token = await service.ATokenAsync();
        await AssertToldAsync(language =>
        {
            var bytes = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
            bytes.Headers.ContentType = new("application/json");
            return api.Client(token, language).SendAsync(HttpMethod.Post, path, bytes);
        }, 400, "malformed_request", field, "wrong type", "نوع");
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Fact]
    public async Task More_recipients_than_one_call_takes_are_refused_as_a_whole()
    {
        var service = await ServiceAsync();
        var to = string.Join(',', Enumerable.Range(0, 1001).Select(n => $"\"0912{n:D7}\""));
        var token = await service.ATokenAsync();
        await AssertToldAsync(language => api.Client(token, language).PostAsync(Messages, $$"""{"to":[{{to}}],"text":"x"}"""), 422, "too_many", "to", "At most 1000.", "حداکثر 1000.");
        Assert.Equal(0, await service.CountMessagesAsync());
    }

    [Theory]
    [InlineData("GET", "messages/not-an-id", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("GET", "notifications/019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("POST", "messages/019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f/cancel", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("POST", "messages/019aa1f0-5c1e-7d3a-9b52-6f0f6c1d2e3f/resend", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("GET", "nothing/here", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("GET", "/api", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("GET", "/API/v1/nothing/here", 404, "not_found", null, "Not found", "پیدا نشد")]
    [InlineData("DELETE", "messages", 405, "method_not_allowed", null, "Method not allowed", "این متد پذیرفته نیست")]
    [InlineData("DELETE", "/Api/V1/Messages", 405, "method_not_allowed", null, "Method not allowed", "این متد پذیرفته نیست")]
    [InlineData("GET", "notifications/otp/send", 405, "method_not_allowed", null, "Method not allowed", "این متد پذیرفته نیست")]
    [InlineData("GET", "messages?colour=red", 422, "unknown_filter", "colour", "'colour' filters nothing", "«colour»")]
    [InlineData("GET", "messages?state=lost", 422, "unknown_state", "state", "'lost'", "«lost»")]
    [InlineData("GET", "messages?tag=a%7Cb", 422, "bad_tag", "tag", "'a|b' is not a tag", "«a|b» برچسب نیست")]
    [InlineData("GET", "messages?from=yesterday", 422, "bad_time", "from", "'yesterday' is not a time", "«yesterday» زمان نیست")]
    [InlineData("GET", "messages?from=0001-01-01T00:00:00%2B03:30", 422, "bad_time", "from", "is not a time", "زمان نیست")]
    [InlineData("GET", "messages?until=9999-12-31T23:59:59-03:30", 422, "bad_time", "until", "is not a time", "زمان نیست")]
    [InlineData("GET", "messages?until=2026-01-01T00:00:00%2B99:99", 422, "bad_time", "until", "is not a time", "زمان نیست")]
    [InlineData("GET", "messages?next=xx", 422, "bad_cursor", "next", "Not a cursor", "نشانگر این فهرست نیست")]
    [InlineData("GET", "messages?limit=201", 422, "bad_limit", "limit", "from 1 to 200", "از 1 تا 200")]
    [InlineData("GET", "stats/daily?from=2026-13-01", 422, "bad_day", "from", "'2026-13-01' is not a day", "«2026-13-01» روز نیست")]
    [InlineData("GET", "stats/daily?until=0000-00-00", 422, "bad_day", "until", "is not a day", "روز نیست")]
    [InlineData("GET", "stats/daily?from=2026-02-02&until=2026-02-01", 422, "bad_range", "from", "Must not be after", "نباید پس از")]
    [InlineData("GET", "stats/daily?from=9999-12-31", 422, "bad_range", "from", "Must not be after", "نباید پس از")]
    [InlineData("GET", "stats/daily?from=0001-01-01", 422, "bad_range", "from", "at most 366 days", "حداکثر 366 روز")]
    public async Task What_is_not_there_or_can_not_be_asked_is_a_problem_too(string method, string path, int status, string code, string? field, string english, string persian)
    {
        var token = await (await ServiceAsync()).ATokenAsync();
        await AssertToldAsync(language => api.Client(token, language).SendAsync(new HttpMethod(method), path, content: null), status, code, field, english, persian);
    }

    [Theory]
    [InlineData("messages", 2)]
    [InlineData("stats/daily", 1)]
    public async Task A_sample_that_is_copied_out_of_an_answer_is_taken_with_the_marks_around_it(string list, int samples)
    {
        var client = api.Client(await (await ServiceAsync()).ATokenAsync(), "fa");
        var told = (await client.GetAsync($"{list}?from=yesterday"))["errors"].GetProperty("from")[0].GetString()!;
        var copied = told.Split('\u2066').Skip(1).Select(after => '\u2066' + after[..(after.IndexOf('\u2069', StringComparison.Ordinal) + 1)]).ToList();
        Assert.Equal(samples, copied.Count);
        foreach (var sample in copied) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{list}?until={Uri.EscapeDataString(sample)}")).Status);
    }

    /// <summary>The same problem in both languages: its words stand at the field, or in the title where there is none.</summary>
    internal static async Task AssertToldAsync(Func<string, Task<Answer>> ask, int status, string code, string? field, string english, string persian)
    {
        foreach (var (language, words) in new[] { ("en", english), ("fa", persian) })
        {
            var answer = await ask(language);
            AssertProblem(answer, status, code);
            Assert.Equal(field is not null, answer.Json.TryGetProperty("errors", out _));
            var told = field is null ? answer["title"].GetString()! : string.Join(' ', answer["errors"].GetProperty(field).EnumerateArray().Select(text => text.GetString()));
            Assert.Contains(words, told, StringComparison.Ordinal);
        }
    }

    internal static void AssertProblem(Answer answer, int status, string code)
    {
        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(code, answer.Code);
        Assert.Equal(status, answer["status"].GetInt32());
        Assert.NotEmpty(answer["title"].GetString()!);
        Assert.NotEmpty(answer["detail"].GetString()!);
        Assert.NotEmpty(answer["trace_id"].GetString()!);
    }

    private async Task<GivenShop> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        await service.ASandboxAccountAsync("main");
        await service.ATemplateAsync("sleeping", "{token}", active: false);
        return service;
    }
}
