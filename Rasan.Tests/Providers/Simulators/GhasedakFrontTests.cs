using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Providers.Ghasedak;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Simulators;

public sealed class GhasedakFrontTests : JsonFrontRig
{
    private const string Root = "rest/api/v1/WebService";

    protected override string Vendor => "ghasedak";

    protected override (string Header, string Value) Key => ("ApiKey", "K-123456");

    private ProviderAccount Account => new(7, Vendor, Simulators.BaseUrl(Vendor), TimeSpan.FromSeconds(30), new Dictionary<string, string> { ["api_key"] = Key.Value }, new Dictionary<string, string>());

    [Fact]
    public async Task A_single_send_answers_as_the_sample_does()
    {
        var (http, answer) = await PostAsync("Rest/api/v1/webservice/SendSingleSMS", """{"lineNumber":"30005088","receptor":"989121234567","message":"سلام","clientReferenceId":"r-1","sendDate":"2020-12-01T06:30:00Z","udh":false}""");
        var data = answer.GetProperty("data");
        Assert.Equal((200, true, 200), (http, answer.GetProperty("isSuccess").GetBoolean(), answer.GetProperty("statusCode").GetInt32()));
        Assert.Equal(["receptor", "lineNumber", "cost", "messageId", "clientReferenceId", "message", "sendDate"], data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("09121234567", "r-1", 840), (data.GetProperty("receptor").GetString(), data.GetProperty("clientReferenceId").GetString(), data.GetProperty("cost").GetInt32()));
        Assert.EndsWith("+03:30", data.GetProperty("sendDate").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, data.GetProperty("messageId").ValueKind);
    }

    [Fact]
    public async Task A_bulk_send_has_one_cost_and_an_id_for_each()
    {
        var data = (await PostAsync($"{Root}/SendBulkSMS", """{"receptors":["09121234567","09121234568"],"message":"سلام","clientReferenceId":"b-1"}""")).Answer.GetProperty("data");
        Assert.Equal((1680, 2), (data.GetProperty("cost").GetInt32(), data.GetProperty("receptors").GetArrayLength()));
        var status = (await GetAsync($"{Root}/CheckSmsStatus?Ids=b-1&Type=2")).Answer.GetProperty("data");
        Assert.Equal(2, status.GetArrayLength());
    }

    [Theory]
    [InlineData("Ids=A,B&Type=1")]
    [InlineData("Ids=A&Ids=B&Type=MessageId")]
    [InlineData("ids=A,B&type=1")]
    public async Task States_are_asked_in_every_way_the_vendors_programs_ask(string query)
    {
        var ids = new[] { await SentAsync("09121112345"), await SentAsync("09121110002") };
        await Simulators.AdvanceAsync(Vendor, 10);
        var data = (await GetAsync($"{Root}/CheckSmsStatus?{query.Replace("A", ids[0], StringComparison.Ordinal).Replace("B", ids[1], StringComparison.Ordinal)}")).Answer.GetProperty("data");
        Assert.Equal([2, 5], data.EnumerateArray().Select(row => row.GetProperty("status").GetInt32()).Order());
        Assert.All(data.EnumerateArray(), row => Assert.DoesNotContain("+", row.GetProperty("sendDate").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SendSingleSMS", "{broken", 400)]
    [InlineData("SendSingleSMS", """{"receptor":"0912","message":"a"}""", 411)]
    [InlineData("SendSingleSMS", """{"receptor":"09121234567","message":""}""", 413)]
    [InlineData("SendSingleSMS", """{"receptor":"09121234567","message":"a","sendDate":"soon"}""", 400)]
    [InlineData("SendPairToPairSMS", """{"items":[{"receptor":"09121234567","message":"a"}]}""", 400)]
    [InlineData("SendOtpSMS", """{"receptors":[{"mobile":"09121234567"}],"templateName":"None","inputs":[]}""", 404)]
    [InlineData("SendOtpSMS", """{"receptors":[{"mobile":"09121234567"}],"templateName":"Login","inputs":[]}""", 400)]
    public async Task A_wrong_call_is_refused_in_the_envelope(string method, string body, int code)
    {
        var (http, answer) = await PostAsync($"{Root}/{method}", body);
        Assert.Equal((code, code, false, JsonValueKind.Null), (http, answer.GetProperty("statusCode").GetInt32(), answer.GetProperty("isSuccess").GetBoolean(), answer.GetProperty("data").ValueKind));
    }

    [Fact]
    public async Task More_than_a_hundred_states_are_too_many()
    {
        var ids = string.Join(',', Enumerable.Range(1, 101).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(414, (await GetAsync($"{Root}/CheckSmsStatus?Ids={ids}&Type=1")).Http);
    }

    [Fact]
    public async Task A_template_tells_its_values_and_takes_them_by_name_or_by_place()
    {
        var asked = (await GetAsync($"{Root}/GetOtpTemplateParameters?TemplateName=Order")).Answer.GetProperty("data");
        Assert.Equal(["Name", "Number"], asked.GetProperty("params").EnumerateArray().Select(name => name.GetString()));
        await PostAsync($"{Root}/SendOtpSMS", """{"receptors":[{"mobile":"09121234567","clientReferenceId":"o-1"}],"templateName":"Order","inputs":[{"param":"Number","value":"12"},{"param":"Name","value":"سارا"}]}""");
        var (_, byPlace) = await PostAsync($"{Root}/SendOtpWithParams", """{"receptors":[{"mobile":"09121234568","clientReferenceId":"o-2"}],"templateName":"Order","param1":"سارا","param2":"13"}""");
        Assert.Equal("سارا عزیز، سفارش 13 ثبت شد", Assert.Single(byPlace.GetProperty("data").GetProperty("items").EnumerateArray()).GetProperty("messageBody").GetString());
        Assert.Equal(["سارا عزیز، سفارش 12 ثبت شد", "سارا عزیز، سفارش 13 ثبت شد"], (await Simulators.MessagesAsync(Vendor)).Select(message => message.Text));
    }

    [Fact]
    public async Task What_came_in_is_given_once_or_page_by_page()
    {
        foreach (var text in (string[])["یک", "دو", "سه"]) await Simulators.InboundAsync(Vendor, "09121234567", "30005088", text);
        var page = (await GetAsync($"{Root}/GetReceivedSmsesPaging?LineNumber=30005088&IsRead=false&PageIndex=2&PageSize=2")).Answer.GetProperty("data");
        Assert.Equal((2, 3, 2, true, false), (page.GetProperty("pageIndex").GetInt32(), page.GetProperty("totalCount").GetInt32(), page.GetProperty("totalPages").GetInt32(), page.GetProperty("hasPreviousPage").GetBoolean(), page.GetProperty("hasNextPage").GetBoolean()));
        Assert.Equal("سه", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("message").GetString());
        Assert.Equal(3, (await ReceivedAsync(0)).GetArrayLength());
        Assert.Equal(0, (await ReceivedAsync(0)).GetArrayLength());
        Assert.Equal(3, (await ReceivedAsync(1)).GetArrayLength());
    }

    [Fact]
    public async Task The_client_understands_pascal_case_templates_and_voice()
    {
        await Simulators.SettingsAsync(Vendor, new { variants = new[] { "ghasedak.pascal" } });
        Assert.True((await GetAsync($"{Root}/GetAccountInformation")).Answer.TryGetProperty("IsSuccess", out _));
        var provider = new GhasedakProvider(Simulators.Http);
        var delivery = RawVendor.To("09121112345", "متن", 41) with { Template = new("Login", [new("Code", "4321")]) };
        var sent = Assert.IsType<ProviderAnswer.Accepted>(Assert.Single(await provider.SendAsync(Account, [delivery], Ct)));
        Assert.Equal(sent.Reference, Assert.IsType<LookUpAnswer.Found>(await provider.LookUpAsync(Account, RawVendor.Evidence(delivery, Now), Ct)).Reference);
        Assert.IsType<ProviderAnswer.Accepted>(Assert.Single(await provider.SendAsync(Account, [RawVendor.To("09121112346", "1 2", 42) with { IsVoice = true }], Ct)));
        Assert.NotNull((await provider.StandingAsync(Account, Ct)).Balance);
        Assert.Equal([("کد شما 4321", false), ("1 2", true)], (await Simulators.MessagesAsync(Vendor)).Select(message => (message.Text, message.IsVoice)));
    }

    [Fact]
    public async Task An_old_program_sends_asks_and_checks_a_code()
    {
        var (_, sent) = await OldAsync("sms/send/simple", ("message", "سلام"), ("receptor", "09121112345"), ("checkid", "77"));
        Assert.Equal((200, "success"), (sent.GetProperty("result").GetProperty("code").GetInt32(), sent.GetProperty("result").GetProperty("message").GetString()));
        var id = Assert.Single(sent.GetProperty("items").EnumerateArray()).GetInt64();
        var (_, bulk) = await OldAsync("sms/send/bulk2", ("message", "سلام"), ("receptor", "09121112345,09121112346"));
        Assert.Equal(2, bulk.GetProperty("items").GetArrayLength());
        await Simulators.AdvanceAsync(Vendor, 10);
        var (_, status) = await OldAsync("sms/status", ("id", id.ToString(CultureInfo.InvariantCulture)), ("type", "1"));
        Assert.Equal(5, Assert.Single(status.GetProperty("items").EnumerateArray()).GetProperty("status").GetInt32());

        await OldAsync("sms/send/verification", ("receptor", "09121112345"), ("type", "1"), ("template", "Login"), ("param1", "8642"));
        Assert.Equal(200, (await OldAsync("sms/check/verification", ("receptor", "09121112345"), ("token", "8642"))).Http);
        Assert.Equal(400, (await OldAsync("sms/check/verification", ("receptor", "09121112345"), ("token", "1111"))).Http);
        Assert.Equal(200, (await OldAsync("voice/send", ("message", "1 2"), ("receptor", "09121112345"))).Http);
        Assert.Equal(411, (await OldAsync("sms/send/simple", ("message", "سلام"), ("receptor", "0912"))).Answer.GetProperty("result").GetProperty("code").GetInt32());
    }

    private async Task<string> SentAsync(string to) =>
        (await PostAsync($"{Root}/SendSingleSMS", $$"""{"receptor":"{{to}}","message":"سلام"}""")).Answer.GetProperty("data").GetProperty("messageId").GetString()!;

    private async Task<JsonElement> ReceivedAsync(int isRead) =>
        (await GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Root}/GetReceivedSmses?LineNumber=30005088&IsRead={isRead}"))).Answer.GetProperty("data").GetProperty("items");

    private Task<(int Http, JsonElement Answer)> OldAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, $"v2/{path}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), ("apikey", "K-123456"));
}
