using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.RayganSms;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.RayganSms;

/// <summary>RayganSMS's bytes, as its document prints them.</summary>
public sealed class RayganSmsWireTests : IAsyncDisposable
{
    private const string Root = "/api/smsAPI/", Group = "973c22de-292d-4403-8baa-2f32cc762086", Line = "50002910001080";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    private readonly RawVendor _vendor = new();
    private readonly RayganSmsProvider _provider;

    public RayganSmsWireTests() => _provider = new(_vendor.Http, new ManualClock(Now));

    private ProviderAccount Account => _vendor.Account("/", ("username", "user"), ("password", "pass"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_text_is_one_call_under_one_id_and_all_share_the_guid()
    {
        _vendor.Says($$"""{"Code":0,"Message":" شد انجام موفقیت با عملیات ","Result":"{{Group}}"}""");
        var answers = await SendAsync(To("09111111111", "test") with { ScheduledAt = Now }, To("09111111112", "test") with { ScheduledAt = Now });

        Assert.All(answers, answer => Assert.Equal(new ProviderAnswer.Accepted(Group), answer));
        Assert.Equal(("POST", Root + "SendMessage", "Basic dXNlcjpwYXNz"), (_vendor.Request.Method, _vendor.Request.Target, _vendor.Request.Headers["Authorization"]));
        AssertBody($$"""{"PhoneNumber":"{{Line}}","Message":"test","Mobiles":["09111111111","09111111112"],"UserGroupID":"1001","SendDateInTimeStamp":1795000000}""");
    }

    [Fact]
    public async Task Different_texts_have_rows_that_find_their_message_by_number()
    {
        _vendor.Says("""{"Code":0,"Message":"...","Result":[{"Id":2,"Mobile":"9112170849","Result":"2827"},{"Id":1,"Mobile":"09112170848","Result":2826}]}""");
        var answers = await SendAsync(To("09112170848", "a"), To("09112170849", "b"), To("09112170850", "c"));

        Assert.Equal([new ProviderAnswer.Accepted("2826"), new ProviderAnswer.Accepted("2827"), new ProviderAnswer.Unknown("unreadable")], answers);
        Assert.Equal(Root + "SendCorrespondingMessage", _vendor.Request.Target);
        AssertBody($$"""
            {"PhoneNumber":"{{Line}}","UserGroupID":"1001","RecipientsMessage":[{"Id":"1","Message":"a","Mobile":"09112170848"},{"Id":"2","Message":"b","Mobile":"09112170849"},{"Id":"3","Message":"c","Mobile":"09112170850"}]}
            """);
    }

    [Fact]
    public async Task A_row_about_another_number_is_not_ours()
    {
        _vendor.Says("""{"Code":0,"Result":[{"Id":1,"Mobile":"09112170848","Result":1},{"Id":2,"Mobile":"09112170848","Result":2}]}""");
        Assert.Equal([new ProviderAnswer.Accepted("1"), new ProviderAnswer.Unknown("other_message")], await SendAsync(To("09112170848", "a"), To("09112170849", "b")));
    }

    [Theory]
    [InlineData(3003, RefusalReason.Account)]
    [InlineData(2001, RefusalReason.Account)]
    [InlineData(2003, RefusalReason.Account)]
    [InlineData(2006, RefusalReason.BadMessage)]
    [InlineData(3004, RefusalReason.BadNumber)]
    [InlineData(5001, RefusalReason.Transient)]
    public async Task A_refusal_stands_in_the_envelope_under_a_status_of_200(int code, RefusalReason reason)
    {
        _vendor.Says($$"""{"Code":{{code}},"Message":" اعتبار کافی نمی باشد ","Result":null}""");
        Assert.Equal([new ProviderAnswer.Refused(reason, $"{code}", "اعتبار کافی نمی باشد")], await SendAsync(To("09111111111", "a")));
    }

    [Theory]
    [InlineData("""{"Code":5002,"Message":"خطا","Result":null}""", 200, "5002")]
    [InlineData("""{"Code":"5003","Message":"خطا","Result":null}""", 200, "5003")]
    [InlineData("""{"Code":5004,"Message":"خطا","Result":[{"Id":1,"Mobile":"09111111111","Result":3004}]}""", 200, "5004")]
    [InlineData("""{"Code":3001,"Message":"خطا","Result":null}""", 200, "3001")]
    [InlineData("""{"Code":7777,"Message":"خطا","Result":null}""", 200, "7777")]
    [InlineData("""{"Code":0,"Message":"","Result":null}""", 200, "unreadable")]
    [InlineData("""{"Code":0,"Message":"","Result":{}}""", 200, "unreadable")]
    [InlineData("2417", 200, "unreadable")]
    [InlineData("<html>", 500, "http_500")]
    public async Task What_may_have_been_sent_stays_open(string body, int status, string why)
    {
        _vendor.Says(body, status);
        Assert.Equal([new ProviderAnswer.Unknown(why)], await SendAsync(To("09111111111", "a")));
    }

    [Fact]
    public async Task A_refused_password_is_the_accounts_fault()
    {
        _vendor.Says("", 401).Says("", 401);
        Assert.Equal([new ProviderAnswer.Refused(RefusalReason.Key, "http_401")], await SendAsync(To("09111111111", "a")));
        Assert.Equal(RefusalReason.Key, (await Assert.ThrowsAsync<ProviderRefusedException>(() => _provider.ProbeAsync(Account, Ct))).Reason);
    }

    [Fact]
    public async Task A_groups_states_belong_to_recipients_and_a_messages_to_its_number()
    {
        _vendor.Says("""{"Code":0,"Result":[{"MsgId":"2826","Status":"8"}]}""")
            .Says("""{"Code":0,"Result":{"StatusCode":"1","MessagesListState":[{"Mobile":"9111111111","Status":"1"},{"Mobile":"9111111112","Status":"27"},{"Mobile":"9111111113","Status":"4711"},{"Mobile":"","Status":"1"}]}}""");
        Recipient[] to = [.. new[] { "09111111111", "09111111112", "09111111113", "09111111114" }.Select(number => To(number, "a").To)];
        var reports = await _provider.ReportsAsync(Account, [.. to.Select(one => new AttemptEvidence(1001, Group, one, Now)), new(5, "2826", to[0], Now)], Ct);

        Assert.Equal(
            [
                new(7, "2826", DeliveryState.Sent, "status_8"),
                new(7, Group, DeliveryState.Delivered, "status_1", To: to[0]),
                new(7, Group, DeliveryState.Blocked, "status_27", To: to[1]),
                new ProviderReport(7, Group, DeliveryState.Sent, "status_4711", To: to[2]),
            ],
            reports);
        Assert.Equal([(Root + "CorrespondingMessageStatus", """{"messageId":["2826"]}"""), (Root + "GroupMessageStatus", $$"""{"GroupMessageId":"{{Group}}"}""")], _vendor.Requests.Select(request => (request.Target, request.Body)));
    }

    [Theory]
    [InlineData("2", "1", DeliveryState.Sent, "group_2")]
    [InlineData("3", "2", DeliveryState.Blocked, "group_3")]
    [InlineData("3", "1", DeliveryState.Delivered, "status_1")]
    public async Task What_a_whole_group_is_comes_before_its_rows_but_a_handset_that_has_it_has_it(string group, string row, DeliveryState state, string code)
    {
        _vendor.Says($$$"""{"Code":0,"Result":{"StatusCode":"{{{group}}}","MessagesListState":[{"Mobile":"9111111111","Status":"{{{row}}}"}]}}""");
        var report = Assert.Single(await _provider.ReportsAsync(Account, [new(1, Group, To("09111111111", "a").To, Now)], Ct));
        Assert.Equal((state, code), (report.State, report.Code));
    }

    [Fact]
    public async Task A_call_is_found_by_its_own_id_and_then_its_recipient()
    {
        _vendor.Says($$"""{"Code":0,"Result":"{{Group}}"}""").Says("""{"Code":0,"Result":{"StatusCode":1,"MessagesListState":[{"Mobile":9111111111,"Status":1}]}}""");
        Assert.Equal(new LookUpAnswer.Found(Group, DeliveryState.Delivered, "status_1"), await LookUpAsync());
        Assert.Equal((Root + "GetGroupMessageId", """{"groupId":"1001"}"""), (_vendor.Requests[0].Target, _vendor.Requests[0].Body));
    }

    [Theory]
    [InlineData("""{"Code":0,"Result":null}""", true)]
    [InlineData("""{"Code":0,"Result":""}""", true)]
    [InlineData("""{"Code":0,"Result":"00000000-0000-0000-0000-000000000000"}""", true)]
    [InlineData("""{"Code":0}""", false)]
    [InlineData("""{"Code":0,"Result":{}}""", false)]
    [InlineData("""{"Code":3002,"Result":null}""", false)]
    public async Task Only_an_empty_answer_says_that_nothing_was_sent(string body, bool isNotKnown)
    {
        _vendor.Says(body);
        Assert.IsType(isNotKnown ? typeof(LookUpAnswer.NotKnown) : typeof(LookUpAnswer.NoAnswer), await LookUpAsync());
    }

    [Theory]
    [InlineData("129249", """{"Fa_Price":112,"En_Price":275}""")]
    [InlineData("\"129249\"", """{"Fa_Price":"112","En_Price":"275"}""")]
    public async Task Credit_and_price_are_numbers_or_text(string credit, string prices)
    {
        _vendor.Says($$"""{"Code":0,"Message":"...","Result":{{credit}}}""").Says($$"""{"Code":0,"Result":{{prices}}}""");
        Assert.Equal(new AccountStanding(Money.Rials(129_249), null, Money.Rials(112)), await _provider.StandingAsync(Account, Ct));
        Assert.Equal([(Root + "GetCredit", "{}"), (Root + "GetPrices", "{}")], _vendor.Requests.Select(request => (request.Target, request.Body)));
    }

    [Fact]
    public async Task Inbound_is_read_page_by_page_and_the_next_pull_reaches_back()
    {
        _vendor.Says("""{"Code":0,"Result":{"Page":1,"TotalPage":2,"ReceivedMsgs":[{"Mobile":"989116665601","Date":1794990002,"MsgBody":"1"},{"Mobile":"989116420422","Date":1794990001,"MsgBody":" 1تست "}]}}""")
            .Says("""{"Code":0,"Result":{"Page":2,"TotalPage":2,"ReceivedMsgs":[]}}""").Says("""{"Code":0,"Result":{"Page":1,"TotalPage":1,"ReceivedMsgs":null}}""");
        var first = await _provider.InboundAsync(Account, Line, null, Ct);
        var second = await _provider.InboundAsync(Account, Line, first.Cursor, Ct);
        await _provider.InboundAsync(Account, Line, second.Cursor, Ct);

        Assert.Equal(new InboundMessage(null, "+989116420422", Line, " 1تست ", DateTimeOffset.FromUnixTimeSeconds(1_794_990_001)), first.Messages[0]);
        Assert.Equal((true, false), (first.HasMore, second.HasMore));
        var asked = _vendor.Requests.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Body)).ToList();
        Assert.Equal([1, 2, 1], asked.Select(one => one.GetProperty("Page").GetInt64()));
        Assert.Equal(asked[0].GetProperty("EndDate").GetInt64(), asked[1].GetProperty("EndDate").GetInt64());
        Assert.Equal(1_795_000_000 - 86_400, asked[0].GetProperty("StartDate").GetInt64());
        Assert.Equal(1_795_000_000 - 900, asked[2].GetProperty("StartDate").GetInt64());
    }

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private static Delivery To(string number, string text) => RawVendor.To(number, text, 1001, Line);

    private Task<IReadOnlyList<ProviderAnswer>> SendAsync(params IReadOnlyList<Delivery> deliveries) => _provider.SendAsync(Account, deliveries, Ct);

    private Task<LookUpAnswer> LookUpAsync() => _provider.LookUpAsync(Account, RawVendor.Evidence(To("09111111111", "a"), Now), Ct);

    private void AssertBody(string expected)
    {
        using var sent = JsonDocument.Parse(_vendor.Request.Body);
        using var wanted = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, sent.RootElement), _vendor.Request.Body);
    }
}
