using System.Text.Json;
using System.Text.Json.Nodes;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.IPPanel;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.IPPanel;

/// <summary>IPPanel's own samples, word for word.</summary>
public sealed class IPPanelWireTests : IAsyncDisposable
{
    private const string Key = "OWY0ZTc2-this-is-a-key-of-a-test-MWE3==", Line = "+983000505", Outbox = "1123544244";

    private const string Done = """{"data":null,"meta":{"status":true,"message":"انجام شد","message_parameters":[],"message_code":"200-1"}}""";
    private const string Sent = """{"data":{"message_outbox_ids":[1123544244]},"meta":{"status":true,"message":"انجام شد","message_parameters":[],"message_code":"200-1"}}""";
    private const string Unauthorized = """{"data":null,"meta":{"status":false,"message":"اطلاعات وارد شده صحیح نمی باشد","message_parameters":[],"message_code":"400-1","errors":{}}}""";

    private readonly RawVendor _vendor = new();
    private readonly IPPanelProvider _ippanel;

    public IPPanelWireTests() => _ippanel = new(_vendor.Http);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProviderAccount Account => _vendor.Account("/v1", (IPPanelProvider.ApiKey, Key));

    [Fact]
    public async Task One_text_for_many_is_one_call_with_one_id()
    {
        var answers = await SendAsync(200, Sent, To("09121234567", "سلام"), To("09351234567", "سلام"));

        Assert.Equal([Outbox, Outbox], answers.Select(answer => Assert.IsType<ProviderAnswer.Accepted>(answer).Reference));
        var asked = Assert.Single(_vendor.Requests);
        Assert.Equal(("POST", "/v1/api/send", Key), (asked.Method, asked.Target, asked.Authorization));
        Same("""{"sending_type":"webservice","from_number":"+983000505","message":"سلام","params":{"recipients":["+989121234567","+989351234567"]}}""", asked.Body);
    }

    [Fact]
    public async Task A_text_for_each_has_an_id_for_each()
    {
        var answers = await SendAsync(200, Sent.Replace(Outbox, "\"9007199254740993\",1123594210"), To("09121234567", "اول"), To("09131234567", "دوم"));
        Assert.Equal(["9007199254740993", "1123594210"], answers.Select(answer => Assert.IsType<ProviderAnswer.Accepted>(answer).Reference));
        Same("""{"sending_type":"peer_to_peer","from_number":"+983000505","params":[{"recipients":["+989121234567"],"message":"اول"},{"recipients":["+989131234567"],"message":"دوم"}]}""", Assert.Single(_vendor.Requests).Body);
    }

    [Fact]
    public async Task What_waits_has_an_id_each_and_its_time_is_utc()
    {
        var at = new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(3.5));
        await SendAsync(200, Sent.Replace(Outbox, "1,2"), To("09121234567", "سلام") with { ScheduledAt = at }, To("09131234567", "سلام") with { ScheduledAt = at });
        using var body = JsonDocument.Parse(Assert.Single(_vendor.Requests).Body);
        Assert.Equal(("peer_to_peer", "2026-12-01 06:30:00"), (body.RootElement.GetProperty("sending_type").GetString(), body.RootElement.GetProperty("send_time").GetString()));
    }

    [Fact]
    public async Task A_pattern_has_one_recipient_at_the_top_and_its_values_by_name()
    {
        await SendAsync(200, Sent, To("09121234567", "کد شما 1234") with { Template = new("8tx1asdf1q436n", [new("code", "1234")]) });
        Same("""{"sending_type":"pattern","from_number":"+983000505","code":"8tx1asdf1q436n","recipients":["+989121234567"],"params":{"code":"1234"}}""", Assert.Single(_vendor.Requests).Body);
    }

    [Fact]
    public async Task A_voice_call_reads_the_code_alone_and_has_no_sender()
    {
        await SendAsync(200, Sent, To("09121234567", "کد شما ۴۵۸۵۲ است") with { IsVoice = true });
        Same("""{"sending_type":"votp","message":"45852","params":{"recipients":["+989121234567"]}}""", Assert.Single(_vendor.Requests).Body);
    }

    [Theory]
    [InlineData("3000505", Line)]
    [InlineData("983000505", Line)]
    [InlineData("۰۰۹۸۳۰۰۰۵۰۵", Line)]
    [InlineData("02191001234", "+982191001234")]
    [InlineData("+98BANK", "+98BANK")]
    public void A_line_is_given_as_the_vendor_wants_it(string written, string wanted) => Assert.Equal(wanted, IPPanelSending.Line(written));

    [Theory]
    [InlineData(401, "400-1", "", RefusalReason.Key, "401_400-1")]
    [InlineData(422, "400-2", "message", RefusalReason.BadMessage, "422_400-2")]
    [InlineData(422, "400-2", "params.recipients.0", RefusalReason.BadNumber, "422_400-2_recipient")]
    [InlineData(422, "400-2", "from_number", RefusalReason.Account, "422_400-2_from_number")]
    [InlineData(422, "400-2", "code", RefusalReason.NotHere, "422_400-2_code")]
    [InlineData(404, "404-1", "", RefusalReason.NotHere, "404_404-1")]
    [InlineData(400, "400-1", "", RefusalReason.BadMessage, "400_400-1")]
    [InlineData(429, "429-9", "", RefusalReason.Transient, "429_429-9")]
    public async Task A_refusal_is_told_by_status_code_and_field(int status, string code, string field, RefusalReason reason, string raw)
    {
        var errors = field.Length == 0 ? "[]" : $$"""{"{{field}}":["متن 09121234567"]}""";
        var refused = Assert.IsType<ProviderAnswer.Refused>(Assert.Single(await SendAsync(status, $$"""{"data":null,"meta":{"status":false,"message":"خطا در 09121234567","message_code":"{{code}}","errors":{{errors}} } }""", To("09121234567", "سلام"))));
        Assert.Equal((reason, raw, false), (refused.Reason, refused.Code, refused.ForOneOfMany));
        Assert.Contains("خطا", refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("9121234567", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_recipient_among_many_lets_the_call_be_split()
    {
        var body = """{"data":null,"meta":{"status":false,"message":"-","message_code":"400-2","errors":{"params.recipients.1":["-"]}}}""";
        Assert.All(await SendAsync(422, body, To("09121234567", "سلام"), To("09351234567", "سلام")), answer => Assert.True(Assert.IsType<ProviderAnswer.Refused>(answer) is { ForOneOfMany: true, Reason: RefusalReason.BadNumber }));
    }

    [Theory]
    [InlineData(200, "<html>", "unreadable")]
    [InlineData(200, """{"data":null,"meta":{"status":true}}""", "unreadable")]
    [InlineData(200, """{"data":{"message_outbox_ids":[]},"meta":{"status":true,"message_code":"200-1"}}""", "unreadable")]
    [InlineData(200, """{"data":{"message_outbox_ids":[1,2]},"meta":{"status":true,"message_code":"200-1"}}""", "unreadable")]
    [InlineData(200, """{"data":[],"meta":[]}""", "unreadable")]
    [InlineData(500, "", "http_500")]
    [InlineData(502, "<html>", "http_502")]
    public async Task What_may_have_been_sent_is_unknown(int status, string body, string why) => Assert.Equal(why, Assert.IsType<ProviderAnswer.Unknown>(Assert.Single(await SendAsync(status, body, To("09121234567", "سلام")))).Why);

    [Fact]
    public async Task The_recipients_of_a_finished_sending_are_read_page_by_page()
    {
        _vendor.Says(Bulk(6))
            .Says(Recipients(1, 2, ("+989121234567", "\"2\""), ("+989351234567", "4")))
            .Says(Recipients(2, 2, ("9131234567", "\"3\""), ("+989141234567", "\"1\""), ("+989151234567", "\"77\"")));
        var reports = await _ippanel.ReportsAsync(Account, [Evidence("09121234567"), Evidence("09351234567"), Evidence("09131234567"), Evidence("09141234567"), Evidence("09151234567")], Ct);

        Assert.Equal(
            [("+989121234567", DeliveryState.Delivered, "status_2"), ("+989351234567", DeliveryState.Blocked, "status_4"), ("+989131234567", DeliveryState.Undelivered, "status_3")],
            reports.Select(report => (report.To!.Value.E164, report.State, report.Code)));
        Assert.Equal(
            [$"/v1/api/report/by_bulk?messages_outbox_id={Outbox}", $"/v1/api/report/recipients?page=1&per_page=100&bulk_id={Outbox}", $"/v1/api/report/recipients?page=2&per_page=100&bulk_id={Outbox}"],
            _vendor.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(3, DeliveryState.Failed)]
    [InlineData(4, DeliveryState.Failed)]
    [InlineData(7, DeliveryState.Cancelled)]
    [InlineData(8, DeliveryState.Failed)]
    [InlineData(9, DeliveryState.Failed)]
    public async Task A_sending_that_ended_whole_ends_each_of_its_messages(int state, DeliveryState end)
    {
        _vendor.Says(Bulk(state));
        var reports = await _ippanel.ReportsAsync(Account, [Evidence("09121234567"), Evidence("09351234567")], Ct);
        Assert.Equal(["+989121234567", "+989351234567"], reports.Select(report => report.To!.Value.E164));
        Assert.All(reports, report => Assert.Equal((end, $"state_{state}", Outbox), (report.State, report.Code, report.Reference)));
    }

    [Fact]
    public async Task A_sending_on_its_way_is_no_news()
    {
        foreach (var state in (int[])[0, 1, 2, 5, 42])
        {
            _vendor.Says(Bulk(state));
            Assert.Empty(await _ippanel.ReportsAsync(Account, [Evidence("09121234567")], Ct));
        }
    }

    [Fact]
    public async Task A_cancel_names_the_outbox_and_one_that_comes_too_late_is_a_no()
    {
        _vendor.Says(Done).Says(Unauthorized, 404).Says(Unauthorized.Replace("400-1", "400-2"), 422).Says(Unauthorized, 401);
        Assert.True(await _ippanel.CancelAsync(Account, Evidence("09121234567"), Ct));
        Assert.False(await _ippanel.CancelAsync(Account, Evidence("09121234567"), Ct));
        Assert.False(await _ippanel.CancelAsync(Account, Evidence("09121234567"), Ct));
        Assert.Equal(RefusalReason.Key, (await Assert.ThrowsAsync<ProviderRefusedException>(() => _ippanel.CancelAsync(Account, Evidence("09121234567"), Ct))).Reason);
        Same("""{"message_outbox_id":1123544244}""", _vendor.Requests[0].Body);
        Assert.Equal("/v1/api/send/cancel", _vendor.Requests[0].Target);
    }

    [Theory]
    [InlineData("\"send_block\":true,\"document_block\":false", "send_block")]
    [InlineData("\"send_block\":\"false\",\"document_block\":1", "document_block")]
    public async Task A_blocked_account_is_refused_by_its_probe(string flags, string code)
    {
        _vendor.Says($$"""{"data":{"user_name":"ippanel","user_id":58745,"is_reseller":"yes",{{flags}},"name":"test"},"meta":{"status":true,"message":"انجام شد","message_code":"200-1"} }""");
        var refused = await Assert.ThrowsAsync<ProviderRefusedException>(() => _ippanel.ProbeAsync(Account, Ct));
        Assert.Equal((RefusalReason.Account, code), (refused.Reason, refused.Code));
        Assert.Equal(("POST", "/v1/api/acl/auth/check_token"), (_vendor.Requests.Single().Method, _vendor.Requests.Single().Target));
    }

    [Fact]
    public async Task Credit_and_price_are_rials_and_a_missing_list_of_numbers_is_asked_for_elsewhere()
    {
        _vendor.Says("""{"data":{"send_block":false,"document_block":false},"meta":{"status":true,"message_code":"200-1"}}""")
            .Says("""{"data":{"credit":6084722932.70,"yesterday_credit":1,"updated_at":"2025-06-30 18:07:06"},"meta":{"status":true,"message_code":"200-1"}}""")
            .Says("<html>no route</html>", 404)
            .Says("""{"data":[{"id":10001,"number":"+981234567890","operator_id":1,"alias":null,"gets":0,"is_66_char":0},{"id":10002,"number":"+981234567891","gets":1}],"meta":{"status":true,"message":"Success","message_code":"200-1"}}""")
            .Says("""{"data":{"mci_price":2370,"other_price":2503,"parts":1},"meta":{"status":true,"message_code":"200-1"}}""");
        var standing = await _ippanel.StandingAsync(Account, Ct);
        Assert.Equal((Money.Rials(6_084_722_933), Money.Rials(2370)), (standing.Balance, standing.PricePerSegment));
        Assert.Equal(["/v1/api/numbers?page=1&per_page=100", "/v1/api/number/numbers?page=1&per_page=100"], _vendor.Requests.Skip(2).Take(2).Select(request => request.Target));
        Same("""{"number":"+981234567890","message":"سلام"}""", _vendor.Requests[^1].Body);
    }

    [Fact]
    public async Task Inbound_messages_come_oldest_first_by_the_last_id_that_was_seen()
    {
        static string Page(int page, int last, params int[] ids) =>
            $$"""{"data":[{{string.Join(',', ids.Select(id => $$"""{"messages_inbox_id":{{id}},"from":"+989122222222","number":"{{(id % 10 == 9 ? "+981000999" : Line)}}","message":"m{{id}}","type":"normal","time":1747808125,"seen":"0"}"""))}}],"meta":{"current_page":{{page}},"last_page":{{last}},"status":true,"message_code":"200-1"} }""";
        _vendor.Says(Page(1, 4066539, 124, 123)).Says(Page(1, 2, 129, 128)).Says(Page(2, 3, 127, 126)).Says(Page(3, 3, 125)).Says(Page(1, 1, 129, 128, 127, 126));

        var first = await _ippanel.InboundAsync(Account, "3000505", null, Ct);
        Assert.Equal(("m123 m124", "124", false), (Texts(first), first.Cursor, first.HasMore));
        Same("""{"page":1,"per_page":100}""", _vendor.Requests[0].Body);

        var second = await _ippanel.InboundAsync(Account, "3000505", first.Cursor, Ct);
        Assert.Equal(("m125", "125", true), (Texts(second), second.Cursor, second.HasMore));
        Same("""{"page":1,"per_page":100,"filters":{"from_id":124}}""", _vendor.Requests[1].Body);

        var third = await _ippanel.InboundAsync(Account, "3000505", second.Cursor, Ct);
        Assert.Equal(("m126 m127 m128", "129", false), (Texts(third), third.Cursor, third.HasMore));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1747808125), third.Messages[0].At);
    }

    [Fact]
    public void Every_code_is_explained_in_both_languages() => Assert.All(IPPanelCodes.Table.All, code =>
    {
        Assert.NotEmpty(code.English);
        Assert.Contains(code.Persian, c => c is >= '\u0600' and <= '\u06FF');
    });

    [Theory]
    [InlineData("401_400-1 422_400-2 404_400-1 404_404-1 400_400-1")]
    [InlineData("state_0 state_1 state_2 state_3 state_4 state_5 state_6 state_7 state_8 state_9 status_0 status_1 status_2 status_3 status_4")]
    public void Every_code_of_the_contract_is_in_the_table(string codes) => Assert.All(codes.Split(' '), code => Assert.NotNull(IPPanelCodes.Table.Find(code)));

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    internal static void Same(string expected, string body) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(body)), body);

    private static string Texts(InboundPage page) => string.Join(' ', page.Messages.Select(message => message.Text));

    private static Delivery To(string number, string text) => RawVendor.To(number, text, 2, "3000505");

    private static AttemptEvidence Evidence(string number) => new(2, Outbox, To(number, "سلام").To, TimeProvider.System.GetUtcNow()) { Text = "سلام", Line = Line };

    private static string Bulk(int state) =>
        $$"""{"data":{"username":"*****","number_color":null,"number":"+98votp","messages_outbox_id":"{{Outbox}}","state":"finish","time":"1744121368","rcpts_count":"5","exit_count":"1","return":0,"valid":null,"message":"1234","part":"1","cost":1064,"reject_comment":null,"state_id":{{state}} },"meta":{"status":true,"message":"انجام شد","message_code":"200-1"} }""";

    private static string Recipients(int page, int last, params (string Number, string Status)[] rows) =>
        $$"""{"data":[{{string.Join(',', rows.Select(row => $$"""{"recipient":"{{row.Number}}","message":"...","is_readable":true,"msg_parts":"1","message_status":{{row.Status}}}"""))}},null],"meta":{"current_page":{{page}},"from":1,"last_page":{{last}},"path":"/api/report/recipients","per_page":100,"to":1,"total":1,"status":true,"message":"انجام شد","message_code":"200-1"} }""";

    private Task<IReadOnlyList<ProviderAnswer>> SendAsync(int status, string body, params IReadOnlyList<Delivery> deliveries)
    {
        _vendor.Says(body, status);
        return _ippanel.SendAsync(Account, deliveries, Ct);
    }
}
