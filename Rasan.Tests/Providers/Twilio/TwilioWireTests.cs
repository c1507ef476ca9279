using System.Net;
using System.Text;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Twilio;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Twilio;

/// <summary>Twilio's own samples, word for word.</summary>
public sealed class TwilioWireTests : IAsyncDisposable
{
    private const string Sid = "AC0123456789abcdef0123456789abcdef", Token = "f00dfeedf00dfeedf00dfeedf00dfeed";
    private const string Line = "+15017122661", Pool = "MG0123456789abcdef0123456789abcdef", Message = "SM0123456789abcdef0123456789abcdef";

    private const string Created = """
        {"sid":"SM0123456789abcdef0123456789abcdef","account_sid":"AC0123456789abcdef0123456789abcdef","messaging_service_sid":null,"to":"+15558675310","from":"+15017122661","body":"hi","status":"queued","direction":"outbound-api","num_segments":"1","num_media":"0","price":null,"price_unit":"USD","error_code":null,"error_message":null,"date_created":"Thu, 24 Aug 2023 05:01:45 +0000","date_updated":"Thu, 24 Aug 2023 05:01:45 +0000","date_sent":null,"api_version":"2010-04-01","uri":"/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/SM0123456789abcdef0123456789abcdef.json","subresource_uris":{"media":"/2010-04-01/Accounts/AC/Messages/SM/Media.json"}}
        """;

    private readonly RawVendor _vendor = new();
    private readonly TwilioProvider _twilio;

    public TwilioWireTests() => _twilio = new(_vendor.Http);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProviderAccount Account => _vendor.Account("", (TwilioProvider.AccountSid, Sid), (TwilioProvider.AuthToken, Token)) with { CallbackBase = new("https://h.example/hooks/twilio") };

    [Fact]
    public async Task A_message_is_created_as_in_the_sample()
    {
        var accepted = Assert.IsType<ProviderAnswer.Accepted>(await SendAsync(201, Created));

        Assert.Equal((Message, null), (accepted.Reference, accepted.Cost));
        var asked = Assert.Single(_vendor.Requests);
        Assert.Equal(("POST", $"/2010-04-01/Accounts/{Sid}/Messages.json", "application/x-www-form-urlencoded"), (asked.Method, asked.Target, asked.ContentType));
        Assert.Equal("To=%2B15558675310&From=%2B15017122661&Body=hi&StatusCallback=https%3A%2F%2Fh.example%2Fhooks%2Ftwilio%2F7%2F2", asked.Body);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Sid}:{Token}"))}", asked.Authorization);
    }

    [Fact]
    public async Task A_line_that_is_a_messaging_service_may_send_later()
    {
        var delivery = RawVendor.To("+15558675310", "سلام", 2, Pool) with { ScheduledAt = new(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(3.5)) };
        _vendor.Says(Created, 201);
        await _twilio.SendAsync(Account with { CallbackBase = null }, [delivery], Ct);
        Assert.Equal($"To=+15558675310&MessagingServiceSid={Pool}&Body=سلام&ScheduleType=fixed&SendAt=2026-12-01T06:30:00Z", WebUtility.UrlDecode(Assert.Single(_vendor.Requests).Body.Replace("%2B", "+").Replace("+", "%2B")));
    }

    [Fact]
    public async Task A_number_is_never_asked_to_send_later_for_it_would_send_at_once()
    {
        var delivery = RawVendor.To("+15558675310", "hi", 2, Line) with { ScheduledAt = TimeProvider.System.GetUtcNow().AddDays(1) };
        var refused = Assert.IsType<ProviderAnswer.Refused>(Assert.Single(await _twilio.SendAsync(Account, [delivery], Ct)));
        Assert.Equal((RefusalReason.Transient, TwilioCodes.ScheduleNeedsService), (refused.Reason, refused.Code));
        Assert.Empty(_vendor.Requests);
    }

    [Fact]
    public async Task A_template_goes_out_by_its_content_id_with_its_variables_as_json()
    {
        var delivery = RawVendor.To("+15558675310", "Your code is 1234", 2, Line) with { Template = new("HX01", [new("1", "1234"), new("2", "a\"ب")]) };
        _vendor.Says(Created, 201);
        Assert.IsType<ProviderAnswer.Accepted>(Assert.Single(await _twilio.SendAsync(Account, [delivery], Ct)));

        var fields = Assert.Single(_vendor.Requests).Body.Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => WebUtility.UrlDecode(part[1]));
        Assert.Equal("HX01", fields["ContentSid"]);
        using var variables = JsonDocument.Parse(fields["ContentVariables"]);
        Assert.Equal(("1234", "a\"ب"), (variables.RootElement.GetProperty("1").GetString(), variables.RootElement.GetProperty("2").GetString()));
        Assert.DoesNotContain("Body", fields.Keys);
    }

    [Theory]
    [InlineData(400, """{"code":21211,"message":"Invalid 'To' Phone Number: +15558675310","more_info":"https://www.twilio.com/docs/errors/21211","status":400}""", RefusalReason.BadNumber, "21211")]
    [InlineData(401, """{"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}""", RefusalReason.Key, "20003")]
    [InlineData(429, """{"code":20429,"message":"Too Many Requests","more_info":"https://www.twilio.com/docs/errors/20429","status":429}""", RefusalReason.Transient, "20429")]
    [InlineData(400, """{"code":"21610","message":"Attempt to send to unsubscribed recipient","status":"400"}""", RefusalReason.Blocked, "21610")]
    [InlineData(400, """{"code":21606,"message":"not a valid SMS-capable number"}""", RefusalReason.NotHere, "21606")]
    [InlineData(400, """{"code":99999,"message":"something new"}""", RefusalReason.BadMessage, "99999")]
    [InlineData(403, """{"message":"an edge without a code"}""", RefusalReason.Account, "http_403")]
    public async Task A_refusal_keeps_its_raw_code_and_no_number(int status, string body, RefusalReason reason, string code)
    {
        var refused = Assert.IsType<ProviderAnswer.Refused>(await SendAsync(status, body));
        Assert.Equal((reason, code), (refused.Reason, refused.Code));
        Assert.DoesNotContain("5558675310", refused.Detail ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201, "<html>", "unreadable")]
    [InlineData(201, """{"sid":null,"status":"queued"}""", "unreadable")]
    [InlineData(201, "[]", "unreadable")]
    [InlineData(500, "", "http_500")]
    [InlineData(503, "<html>down</html>", "http_503")]
    [InlineData(500, """{"code":20500,"message":"Internal Server Error","status":500}""", "20500")]
    [InlineData(201, """{"sid":"SM1","to":"+15550000000","status":"queued"}""", "other_message")]
    public async Task What_may_have_been_sent_is_unknown(int status, string body, string why) => Assert.Equal(why, Assert.IsType<ProviderAnswer.Unknown>(await SendAsync(status, body)).Why);

    [Fact]
    public async Task The_fault_of_a_message_that_did_not_arrive_is_the_code_that_is_shown()
    {
        _vendor.Says(Created.Replace("\"queued\"", "\"undelivered\"").Replace("\"error_code\":null", "\"error_code\":30003").Replace("\"price\":null", "\"price\":\"-0.00750\""));
        var report = Assert.Single(await _twilio.ReportsAsync(Account, [Evidence(Message)], Ct));
        Assert.Equal((DeliveryState.Undelivered, "30003", new Money(0.0075m, "USD"), new DateTimeOffset(2023, 8, 24, 5, 1, 45, TimeSpan.Zero)), (report.State, report.Code, report.Cost, report.At));
        Assert.Equal($"/2010-04-01/Accounts/{Sid}/Messages/{Message}.json", Assert.Single(_vendor.Requests).Target);
    }

    [Theory]
    [InlineData("read", "null", DeliveryState.Delivered, "read")]
    [InlineData("canceled", "null", DeliveryState.Cancelled, "canceled")]
    [InlineData("failed", "\"30004\"", DeliveryState.Blocked, "30004")]
    [InlineData("undelivered", "30036", DeliveryState.Expired, "30036")]
    [InlineData("undelivered", "39999", DeliveryState.Undelivered, "39999")]
    public async Task Every_end_has_its_state(string status, string fault, DeliveryState state, string code)
    {
        _vendor.Says(Created.Replace("\"queued\"", $"\"{status}\"").Replace("\"error_code\":null", $"\"error_code\":{fault}"));
        var report = Assert.Single(await _twilio.ReportsAsync(Account, [Evidence(Message)], Ct));
        Assert.Equal((state, code), (report.State, report.Code));
    }

    [Theory]
    [InlineData(200, "sending")]
    [InlineData(200, "a_new_word")]
    [InlineData(404, "")]
    public async Task What_is_no_news_is_not_told(int status, string word)
    {
        _vendor.Says(Created.Replace("\"queued\"", $"\"{word}\""), status);
        Assert.Empty(await _twilio.ReportsAsync(Account, [Evidence(Message)], Ct));
    }

    [Fact]
    public async Task What_waits_is_cancelled_by_its_status()
    {
        _vendor.Says(Created.Replace("\"queued\"", "\"canceled\"")).Says("""{"code":30409,"message":"no"}""", 400).Says("""{"code":20003,"message":"Authenticate"}""", 401);
        Assert.True(await _twilio.CancelAsync(Account, Evidence(Message), Ct));
        Assert.False(await _twilio.CancelAsync(Account, Evidence(Message), Ct));
        Assert.Equal(RefusalReason.Key, (await Assert.ThrowsAsync<ProviderRefusedException>(() => _twilio.CancelAsync(Account, Evidence(Message), Ct))).Reason);
        Assert.Equal("Status=canceled", _vendor.Requests[0].Body);
    }

    [Fact]
    public async Task The_balance_is_in_its_own_currency_and_a_suspended_account_is_refused()
    {
        _vendor.Says("""{"status":"active","type":"Full"}""").Says("""{"account_sid":"AC","balance":"-0.05","currency":"EUR"}""").Says("""{"status":"suspended"}""");
        Assert.Equal(new Money(-0.05m, "EUR"), (await _twilio.StandingAsync(Account, Ct)).Balance);
        var refused = await Assert.ThrowsAsync<ProviderRefusedException>(() => _twilio.StandingAsync(Account, Ct));
        Assert.Equal((RefusalReason.Account, TwilioCodes.Suspended), (refused.Reason, refused.Code));
        Assert.Equal([$"/2010-04-01/Accounts/{Sid}.json", $"/2010-04-01/Accounts/{Sid}/Balance.json"], _vendor.Requests.Take(2).Select(request => request.Target));
    }

    [Fact]
    public async Task Inbound_messages_are_walked_through_page_by_page_back_to_the_last_pull_and_come_once()
    {
        static string Page(string? next, params (string Sid, string Time)[] rows) =>
            $$"""{"messages":[{{string.Join(',', rows.Select(row => $$"""{"sid":"{{row.Sid}}","direction":"inbound","from":"+15558675310","to":"{{Line}}","body":"{{row.Sid}}","date_sent":"Thu, 24 Aug 2023 {{row.Time}} +0000"}"""))}}],"next_page_uri":{{(next is null ? "null" : $"\"{next}\"")}}}""";

        var older = $"/2010-04-01/Accounts/{Sid}/Messages.json?To=x&Page=1&PageToken=PA1";
        _vendor.Says(Page(older, ("SM2", "05:00:00"), ("SM1", "04:00:00")))
            .Says(Page(older, ("SM5", "09:00:00"), ("SM4", "08:00:00")))
            .Says(Page(older, ("SM3", "07:00:00"), ("SM2", "05:00:00"), ("SM1", "04:00:00")))
            .Says(Page(null, ("SM5", "09:00:00")));

        var first = await _twilio.InboundAsync(Account, Line, null, Ct);
        Assert.Equal(("SM1 SM2", false), Told(first));
        var second = await _twilio.InboundAsync(Account, Line, first.Cursor, Ct);
        Assert.Equal(("SM4 SM5", true), Told(second));
        var third = await _twilio.InboundAsync(Account, Line, second.Cursor, Ct);
        Assert.Equal(("SM3", false), Told(third));
        Assert.Empty((await _twilio.InboundAsync(Account, Line, third.Cursor, Ct)).Messages);

        var asked = _vendor.Requests.Select(request => request.Target).ToArray();
        Assert.Equal(older, asked[2]);
        Assert.Contains("To=%2B15017122661&DateSent%3E=2023-08-24", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_next_page_that_leads_to_another_account_is_not_followed()
    {
        _vendor.Says("""{"incoming_phone_numbers":[{"sid":"PN1","phone_number":"+15017122661","capabilities":{"sms":true,"mms":"false","voice":1}}],"next_page_uri":"/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json"}""");
        Assert.Equal(new ProviderLine(Line, Receives: true), Assert.Single(await _twilio.LinesAsync(Account, Ct)));
        Assert.Single(_vendor.Requests);
    }

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private static (string Texts, bool HasMore) Told(InboundPage page) => (string.Join(' ', page.Messages.Select(message => message.Text)), page.HasMore);

    private static AttemptEvidence Evidence(string? reference) => new(2, reference, RawVendor.To("+15558675310", "hi", 2, Line).To, TimeProvider.System.GetUtcNow()) { Text = "hi", Line = Line };

    private async Task<ProviderAnswer> SendAsync(int status, string body)
    {
        _vendor.Says(body, status);
        return Assert.Single(await _twilio.SendAsync(Account, [RawVendor.To("+15558675310", "hi", 2, Line)], Ct));
    }
}
