using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Ghasedak;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Ghasedak;

/// <summary>Ghasedak's bytes, as its documents print them.</summary>
public sealed class GhasedakWireTests : IAsyncDisposable
{
    private const string Root = "/rest/api/v1/WebService/";

    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(3.5));

    private readonly RawVendor _vendor = new();
    private readonly GhasedakProvider _provider;

    public GhasedakWireTests() => _provider = new(_vendor.Http);

    private ProviderAccount Account => _vendor.Account("/", ("api_key", "the-api-key"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_message_is_a_single_send_with_its_own_id()
    {
        _vendor.Says("""{"isSuccess":true,"statusCode":200,"message":"با موفقیت انجام شد","data":{"receptor":"09121234567","lineNumber":"30005088","cost":840,"messageId":"23304988","clientReferenceId":"4611686018427387903","message":"سلام","sendDate":"2026-12-01T10:00:00+03:30"}}""");
        Assert.Equal([new ProviderAnswer.Accepted("23304988", Money.Rials(840))], await SendAsync(RawVendor.To("09121234567", "سلام", 4_611_686_018_427_387_903, "30005088") with { ScheduledAt = Noon }));

        Assert.Equal(("POST", Root + "SendSingleSMS", "the-api-key"), (_vendor.Request.Method, _vendor.Request.Target, _vendor.Request.Headers["ApiKey"]));
        Assert.StartsWith("application/json", _vendor.Request.Headers["Content-Type"], StringComparison.Ordinal);
        AssertBody("""{"lineNumber":"30005088","receptor":"09121234567","message":"سلام","clientReferenceId":"4611686018427387903","sendDate":"2026-12-01T06:30:00Z"}""");
    }

    [Fact]
    public async Task Several_with_one_text_are_pairs_so_that_each_has_its_own_id()
    {
        _vendor.Says("""
            {"isSuccess":true,"statusCode":200,"data":{"items":[
              {"lineNumber":"30005088","receptor":"09351234567","messageId":2,"cost":"840","clientReferenceId":"12","message":"سلام"},
              {"lineNumber":"30005088","receptor":"09121234567","messageId":1,"cost":840,"clientReferenceId":"11","message":"سلام"}]}}
            """);
        Assert.Equal(
            [new ProviderAnswer.Accepted("1", Money.Rials(840)), new ProviderAnswer.Accepted("2", Money.Rials(840))],
            await SendAsync(RawVendor.To("09121234567", "سلام", 11), RawVendor.To("09351234567", "سلام", 12)));

        Assert.Equal(Root + "SendPairToPairSMS", _vendor.Request.Target);
        AssertBody("""
            {"items":[{"lineNumber":"Priority","receptor":"09121234567","message":"سلام","clientReferenceId":"11"},{"lineNumber":"Priority","receptor":"09351234567","message":"سلام","clientReferenceId":"12"}]}
            """);
    }

    [Fact]
    public async Task A_template_is_an_otp_send_with_named_values()
    {
        _vendor.Says("""{"isSuccess":true,"statusCode":200,"data":{"items":[{"messageBody":"کد شما 1234","receptor":"09121234567","cost":840,"messageId":"23304989","clientReferenceId":"r-2","sendDate":"2026-12-01T10:00:00.5211542+03:30"}],"totalCost":840}}""");
        var delivery = RawVendor.To("09121234567", "متن خودمان", 5) with { Template = new("Login", [new("Code", "1234")]), IsVoice = true };
        Assert.Equal([new ProviderAnswer.Accepted("23304989", Money.Rials(840))], await SendAsync(delivery));

        Assert.Equal(Root + "SendOtpSMS", _vendor.Request.Target);
        AssertBody("""{"receptors":[{"mobile":"09121234567","clientReferenceId":"5"}],"templateName":"Login","inputs":[{"param":"Code","value":"1234"}],"isVoice":true}""");
    }

    [Fact]
    public async Task A_text_is_read_out_by_a_bulk_send_to_one()
    {
        _vendor.Says("""{"isSuccess":true,"statusCode":200,"data":{"cost":1500,"lineNumber":"30005088","clientReferenceId":"5","receptors":[{"receptor":"09121234567","messageId":"9"}],"message":"1 2 3"}}""");
        Assert.Equal([new ProviderAnswer.Accepted("9", Money.Rials(1500))], await SendAsync(RawVendor.To("09121234567", "1 2 3", 5) with { IsVoice = true }));
        AssertBody("""{"receptors":["09121234567"],"message":"1 2 3","clientReferenceId":"5","isVoice":true}""");
    }

    [Theory]
    [InlineData("""{"receptor":"09121234568","messageId":"1","clientReferenceId":"5","message":"سلام"}""")]
    [InlineData("""{"receptor":"09121234567","messageId":"1","clientReferenceId":"6","message":"سلام"}""")]
    [InlineData("""{"receptor":"09121234567","messageId":"1","clientReferenceId":"5","message":"خداحافظ"}""")]
    public async Task An_answer_about_another_message_is_not_ours(string data)
    {
        _vendor.Says($$"""{"isSuccess":true,"statusCode":200,"data":{{data}}}""");
        Assert.Equal([new ProviderAnswer.Unknown("other_message")], await SendAsync(RawVendor.To("09121234567", "سلام", 5)));
    }

    [Theory]
    [InlineData(401, RefusalReason.Key)]
    [InlineData(402, RefusalReason.Account)]
    [InlineData(412, RefusalReason.Account)]
    [InlineData(411, RefusalReason.BadNumber)]
    [InlineData(413, RefusalReason.BadMessage)]
    [InlineData(429, RefusalReason.Transient)]
    public async Task A_refusal_is_read_whatever_the_http_status_says(int code, RefusalReason reason)
    {
        foreach (var status in (int[])[200, code])
        {
            _vendor.Says($$"""{"isSuccess":false,"statusCode":{{code}},"message":"نشد","data":null}""", status);
            Assert.Equal([new ProviderAnswer.Refused(reason, $"{code}", "نشد")], await SendAsync(RawVendor.To("09121234567", "a", 1)));
        }
    }

    [Fact]
    public async Task A_missing_template_is_the_accounts_fault_and_a_bad_number_fails_a_call_of_several()
    {
        _vendor.Says("""{"isSuccess":false,"statusCode":404,"message":null,"data":null}""", 404).Says("""{"isSuccess":false,"statusCode":411,"message":null}""", 400);
        Assert.Equal([new ProviderAnswer.Refused(RefusalReason.Pattern, "template_404")], await SendAsync(RawVendor.To("09121234567", "a", 1) with { Template = new("None", []) }));
        var answers = await SendAsync(RawVendor.To("09121234567", "a", 1), RawVendor.To("09121234568", "b", 2));
        Assert.All(answers, answer => Assert.Equal(new ProviderAnswer.Refused(RefusalReason.BadNumber, "411", null, ForOneOfMany: true), answer));
    }

    [Theory]
    [InlineData("""{"isSuccess":false,"statusCode":200,"message":"?","data":null}""", 200, "200")]
    [InlineData("""{"isSuccess":false,"statusCode":500,"message":"?","data":null}""", 500, "500")]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":null}""", 200, "unreadable")]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":"ok"}""", 200, "unreadable")]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":{"messageId":null}}""", 200, "unreadable")]
    [InlineData("""{"isSuccess":"perhaps"}""", 200, "unreadable")]
    [InlineData("[]", 200, "unreadable")]
    [InlineData("<html>", 503, "http_503")]
    public async Task An_answer_that_says_nothing_leaves_a_send_open(string body, int status, string why)
    {
        _vendor.Says(body, status);
        Assert.Equal([new ProviderAnswer.Unknown(why)], await SendAsync(RawVendor.To("09121234567", "a", 1)));
    }

    [Fact]
    public async Task States_are_asked_by_message_id_and_one_that_is_not_known_is_no_news()
    {
        _vendor.Says("""
            {"isSuccess":true,"statusCode":200,"data":[
              {"messageId":"23304988","clientReferenceId":"r-1","message":"...","lineNumber":"30005088","receptor":"09121234567","status":5,"price":840,"sendDate":"2026-12-01T10:00:02.193563"},
              {"messageId":"23304989","status":8},{"messageId":"23304990","status":null},{"messageId":"23304991","status":"2"}]}
            """);
        var message = RawVendor.To("09121234567", "a", 1);
        var reports = await _provider.ReportsAsync(Account, [.. new[] { "23304988", "23304989", "23304990", "23304991" }.Select(id => RawVendor.Evidence(message, Noon, id))], Ct);
        Assert.Equal([new(7, "23304988", DeliveryState.Delivered, "status_5", Cost: Money.Rials(840)), new ProviderReport(7, "23304991", DeliveryState.Blocked, "status_2")], reports);
        Assert.Equal(("GET", Root + "CheckSmsStatus?Ids=23304988,23304989,23304990,23304991&Type=1"), (_vendor.Request.Method, _vendor.Request.Target));
    }

    [Fact]
    public async Task A_message_is_found_by_its_own_id()
    {
        _vendor.Says("""{"IsSuccess":true,"StatusCode":200,"Data":[{"MessageId":"23304988","ClientReferenceId":"5","Status":3,"Price":840}]}""");
        Assert.Equal(new LookUpAnswer.Found("23304988", DeliveryState.Sent, "status_3", Money.Rials(840)), await LookUpAsync(5));
        Assert.Equal(Root + "CheckSmsStatus?Ids=5&Type=2", _vendor.Request.Target);
    }

    [Theory]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":[]}""", true)]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":[{"clientReferenceId":"5","messageId":null,"status":8}]}""", true)]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":[{"clientReferenceId":"6","messageId":"1","status":5}]}""", false)]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":null}""", false)]
    [InlineData("""{"isSuccess":true,"statusCode":200,"data":["5"]}""", false)]
    [InlineData("""{"isSuccess":false,"statusCode":404,"data":null}""", false)]
    public async Task Only_an_empty_list_says_that_nothing_was_sent(string body, bool isNotKnown)
    {
        _vendor.Says(body);
        Assert.IsType(isNotKnown ? typeof(LookUpAnswer.NotKnown) : typeof(LookUpAnswer.NoAnswer), await LookUpAsync(5));
    }

    [Fact]
    public async Task The_account_is_told_in_pascal_case_too()
    {
        _vendor.Says("""{"Data":{"Credit":9135538,"ExpireDate":"2027-07-16T10:48:21+03:30","Plan":"نقره ای"},"IsSuccess":true,"StatusCode":200,"Message":"با موفقیت انجام شد"}""");
        var standing = await _provider.StandingAsync(Account, Ct);
        Assert.Equal((Money.Rials(9_135_538), new DateTimeOffset(2027, 7, 16, 10, 48, 21, TimeSpan.FromHours(3.5))), (standing.Balance, standing.ExpiresAt));
    }

    [Fact]
    public async Task Inbound_has_times_of_Tehran()
    {
        _vendor.Says("""{"isSuccess":true,"statusCode":200,"data":{"items":[{"id":71,"message":"دوم","sender":"09121234567","lineNumber":"30005088","receiveDate":"2026-12-01T10:00:01"},{"id":70,"message":"لغو ۱۱","sender":"989121234567","lineNumber":"30005088","receiveDate":"2026-12-01T10:00:00"}]}}""");
        var page = await _provider.InboundAsync(Account, "30005088", null, Ct);
        Assert.Equal(new InboundMessage("70", "+989121234567", "30005088", "لغو ۱۱", Noon), page.Messages[0]);
        Assert.Equal((2, false), (page.Messages.Count, page.HasMore));
        Assert.Equal(Root + "GetReceivedSmses?LineNumber=30005088&IsRead=0", _vendor.Request.Target);
    }

    [Theory]
    [InlineData("messageId=70&from=09121234567&to=30005088&message=%D9%84%D8%BA%D9%88", "")]
    [InlineData("", """{"id":70,"sender":"+989121234567","lineNumber":30005088,"message":"لغو"}""")]
    public void Inbound_is_pushed_under_the_names_that_are_met(string form, string body)
    {
        var taken = Assert.IsType<CallbackAnswer.Taken>(_provider.Read(Account, RawVendor.Push(CallbackSubject.Inbound, form, body)));
        Assert.Equal(new InboundMessage("70", "+989121234567", "30005088", "لغو", null), Assert.Single(taken.Inbound));
    }

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private Task<IReadOnlyList<ProviderAnswer>> SendAsync(params IReadOnlyList<Delivery> deliveries) => _provider.SendAsync(Account, deliveries, Ct);

    private Task<LookUpAnswer> LookUpAsync(long ownId) => _provider.LookUpAsync(Account, RawVendor.Evidence(RawVendor.To("09121234567", "a", ownId), Noon), Ct);

    private void AssertBody(string expected)
    {
        using var sent = JsonDocument.Parse(_vendor.Request.Body);
        using var wanted = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, sent.RootElement), _vendor.Request.Body);
    }
}
