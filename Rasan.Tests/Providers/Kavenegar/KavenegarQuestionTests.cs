using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Kavenegar;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Kavenegar;

/// <summary>What is asked of Kavenegar, and what it tells by itself, in its own bytes.</summary>
public sealed class KavenegarQuestionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    private readonly RawVendor _vendor = new();
    private readonly KavenegarProvider _provider;

    public KavenegarQuestionTests() => _provider = new(_vendor.Http);

    private ProviderAccount Account => _vendor.Account("/v1", ("api_key", "KEYKEYKEY"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Delivery Message => RawVendor.To("09121234567", "کد شما 123456", 450);

    [Fact]
    public async Task States_are_told_and_an_id_the_vendor_forgot_is_no_news()
    {
        _vendor.Says("""{"return":{"status":200,"message":"تایید شد"},"entries":[{"messageid":8792343,"status":10,"statustext":"رسیده به گیرنده"},{"messageid":1,"status":100,"statustext":"شناسه نامعتبر"},{"messageid":2,"status":77},null]}""");
        var reports = await _provider.ReportsAsync(Account, [RawVendor.Evidence(Message, At, "8792343"), RawVendor.Evidence(Message, At, "1"), RawVendor.Evidence(Message, At, "2")], Ct);

        Assert.Equal([new(7, "8792343", DeliveryState.Delivered, "status_10"), new ProviderReport(7, "2", DeliveryState.Sent, "status_77")], reports);
        Assert.Equal("/v1/KEYKEYKEY/sms/status.json", _vendor.Request.Target);
        Assert.Equal("8792343,1,2", _vendor.Request.Form["messageid"]);
    }

    [Theory]
    [InlineData(6, DeliveryState.Failed)]
    [InlineData(11, DeliveryState.Undelivered)]
    [InlineData(13, DeliveryState.Failed)]
    [InlineData(14, DeliveryState.Blocked)]
    [InlineData(5, DeliveryState.Sent)]
    public async Task Every_state_has_ours(int status, DeliveryState state)
    {
        _vendor.Says($$"""{"return":{"status":200},"entries":[{"messageid":1,"status":{{status}}}]}""");
        Assert.Equal(state, Assert.Single(await _provider.ReportsAsync(Account, [RawVendor.Evidence(Message, At, "1")], Ct)).State);
    }

    [Fact]
    public async Task A_message_is_found_by_its_own_id()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":85463238,"localid":"450","status":10,"statustext":"رسیده به گیرنده"}]}""");
        Assert.Equal(new LookUpAnswer.Found("85463238", DeliveryState.Delivered, "status_10"), await _provider.LookUpAsync(Account, RawVendor.Evidence(Message, At), Ct));
        Assert.Equal(("/v1/KEYKEYKEY/sms/statuslocalmessageid.json", "450"), (_vendor.Request.Target, _vendor.Request.Form["localid"]));
    }

    [Fact]
    public async Task An_own_id_the_vendor_never_saw_was_not_sent()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":0,"localid":"450","status":100}]}""");
        Assert.IsType<LookUpAnswer.NotKnown>(await _provider.LookUpAsync(Account, RawVendor.Evidence(Message, At), Ct));
    }

    [Theory]
    [InlineData("""{"return":{"status":200},"entries":[]}""", 200)]
    [InlineData("""{"return":{"status":200},"entries":null}""", 200)]
    [InlineData("""{"return":{"status":200},"entries":[{"messageid":9,"localid":"451","status":10}]}""", 200)]
    [InlineData("""{"return":{"status":409,"message":"بعداً"}}""", 409)]
    [InlineData("<html>", 502)]
    public async Task An_answer_about_nothing_proves_nothing(string body, int status)
    {
        _vendor.Says(body, status);
        Assert.IsType<LookUpAnswer.NoAnswer>(await _provider.LookUpAsync(Account, RawVendor.Evidence(Message, At), Ct));
    }

    [Theory]
    [InlineData(1_795_000_002, "کد شما 123456", true)]
    [InlineData(1_795_000_002, "به رسان خوش آمدید: ۱۲۳۴۵۶", true)]
    [InlineData(1_795_000_002, "کد شما 654321", false)]
    [InlineData(1_794_990_000, "کد شما 123456", false)]
    public async Task A_lookup_is_found_by_what_its_recipient_was_sent_at_its_time(long date, string text, bool isOurs)
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":31,"receptor":"09121234567","status":10},{"messageid":32,"receptor":"09121234567","status":11}]}""")
            .Says($$"""{"return":{"status":200},"entries":[{"messageid":31,"message":"پیام دیگر","receptor":"09121234567","date":1795000001,"status":10},{"messageid":32,"message":"{{text}}","receptor":"09121234567","date":{{date}},"status":11,"cost":800}]}""");
        var answer = await _provider.LookUpAsync(Account, RawVendor.Evidence(Message with { Template = new("login", []) }, At), Ct);

        if (isOurs) Assert.Equal(new LookUpAnswer.Found("32", DeliveryState.Undelivered, "status_11", Money.Rials(800)), answer);
        else Assert.IsType<LookUpAnswer.NoAnswer>(answer);
        Assert.Equal(["/v1/KEYKEYKEY/sms/statusbyreceptor.json", "/v1/KEYKEYKEY/sms/select.json"], _vendor.Requests.Select(request => request.Target));
        Assert.Equal("31,32", _vendor.Requests[1].Form["messageid"]);
    }

    [Fact]
    public async Task That_no_lookup_is_listed_proves_nothing()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[]}""");
        Assert.IsType<LookUpAnswer.NoAnswer>(await _provider.LookUpAsync(Account, RawVendor.Evidence(Message with { Template = new("login", []) }, At), Ct));
    }

    [Theory]
    [InlineData("1830000000", 1_830_000_000L)]
    [InlineData("13548889", null)]
    [InlineData("0", null)]
    [InlineData("\"never\"", null)]
    public async Task Credit_is_in_rials_and_an_end_before_2010_is_none(string expiry, long? end)
    {
        _vendor.Says($$$"""{"return":{"status":200},"entries":{"remaincredit":1500000,"expiredate":{{{expiry}}},"type":"master"}}""");
        var standing = await _provider.StandingAsync(Account, Ct);
        Assert.Equal((Money.Rials(1_500_000), end), (standing.Balance, standing.ExpiresAt?.ToUnixTimeSeconds()));
        Assert.Equal(("GET", "/v1/KEYKEYKEY/account/info.json"), (_vendor.Request.Method, _vendor.Request.Target));
    }

    [Fact]
    public async Task A_probe_asks_the_clock_without_the_key_and_then_the_account()
    {
        _vendor.Says("""{"return":{"status":200},"entries":{"datetime":"2026/11/21 22:00:00","year":2026,"unixtime":1795000000}}""").Says("""{"return":{"status":403,"message":"کد شناسائی API-Key معتبر نمی‌باشد"},"entries":null}""", 403);
        var refused = await Assert.ThrowsAsync<ProviderRefusedException>(() => _provider.ProbeAsync(Account, Ct));
        Assert.Equal((RefusalReason.Key, "403"), (refused.Reason, refused.Code));
        Assert.Equal("/v1/0/utils/getdate.json", _vendor.Requests[0].Target);
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(100, false)]
    [InlineData(5, false)]
    public async Task A_cancel_is_done_when_the_vendor_says_so(int status, bool isDone)
    {
        _vendor.Says($$"""{"return":{"status":200},"entries":[{"messageid":9,"status":{{status}}}]}""");
        Assert.Equal(isDone, await _provider.CancelAsync(Account, RawVendor.Evidence(Message, At, "9"), Ct));
    }

    [Fact]
    public async Task A_full_page_of_inbound_has_more_behind_it()
    {
        var row = """{"messageid":35850015,"message":"لغو ۱۱","sender":"09121234567","receptor":"10004346","date":1795000000}""";
        _vendor.Says($$"""{"return":{"status":200},"entries":[{{string.Join(',', Enumerable.Repeat(row, 100))}}]}""").Says($$"""{"return":{"status":200},"entries":[{{row}}]}""");
        var first = await _provider.InboundAsync(Account, "10004346", null, Ct);
        var last = await _provider.InboundAsync(Account, "10004346", first.Cursor, Ct);

        Assert.Equal((100, true, false), (first.Messages.Count, first.HasMore, last.HasMore));
        Assert.Equal(new InboundMessage("35850015", "+989121234567", "10004346", "لغو ۱۱", At), Assert.Single(last.Messages));
        Assert.Equal(("10004346", "0"), (_vendor.Requests[0].Form["linenumber"], _vendor.Requests[0].Form["isread"]));
    }

    [Theory]
    [InlineData("messageid=8792343&status=10", "")]
    [InlineData("", """{"messageid":8792343,"status":"10"}""")]
    [InlineData("", """[{"MessageId":"8792343","Status":10}]""")]
    public void A_state_is_pushed_in_a_query_a_form_or_json(string form, string body)
    {
        var taken = Assert.IsType<CallbackAnswer.Taken>(_provider.Read(Account, RawVendor.Push(CallbackSubject.Status, form, body)));
        Assert.Equal(new ProviderReport(7, "8792343", DeliveryState.Delivered, "status_10"), Assert.Single(taken.Reports));
    }

    [Theory]
    [InlineData("messageid=35850015&from=09121234567&to=10004346&message=%D9%84%D8%BA%D9%88&date=1795000000")]
    [InlineData("messageid=35850015&sender=9121234567&receptor=10004346&message=%D9%84%D8%BA%D9%88&date=1795000000")]
    public void Inbound_is_pushed_under_either_name(string form)
    {
        var taken = Assert.IsType<CallbackAnswer.Taken>(_provider.Read(Account, RawVendor.Push(CallbackSubject.Inbound, form)));
        Assert.Equal(new InboundMessage("35850015", "+989121234567", "10004346", "لغو", At), Assert.Single(taken.Inbound));
    }

    [Theory]
    [InlineData(CallbackSubject.Status, "", "")]
    [InlineData(CallbackSubject.Status, "messageid=1&status=soon", "")]
    [InlineData(CallbackSubject.Status, "", "{broken")]
    [InlineData(CallbackSubject.Status, "", "[1,2]")]
    [InlineData(CallbackSubject.Inbound, "messageid=1", "")]
    public void What_can_not_be_read_is_refused(CallbackSubject subject, string form, string body) =>
        Assert.Equal(new CallbackAnswer.Refused("unreadable"), _provider.Read(Account, RawVendor.Push(subject, form, body)));

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();
}
