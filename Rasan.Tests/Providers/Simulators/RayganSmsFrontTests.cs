using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.RayganSms;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Simulators;

public sealed class RayganSmsFrontTests : JsonFrontRig
{
    private const string Root = "api/smsAPI", Line = "50002910001080";

    protected override string Vendor => "raygansms";

    protected override (string Header, string Value) Key => ("Authorization", "Basic dXNlcjpwYXNz");

    private ProviderAccount Account => new(
        7, Vendor, Simulators.BaseUrl(Vendor), TimeSpan.FromSeconds(30), new Dictionary<string, string> { ["username"] = "user", ["password"] = "pass" }, new Dictionary<string, string>());

    [Fact]
    public async Task A_group_goes_by_its_guid_and_by_the_callers_own_id()
    {
        var sent = (await PostAsync($"{Root}/SendMessage/", $$"""{"PhoneNumber":"{{Line}}","Message":"test","Mobiles":["09121112345","09121110003"],"UserGroupID":"rs-1001"}""")).Answer;
        Assert.Equal(["Code", "Message", "Result"], sent.EnumerateObject().Select(field => field.Name));
        var guid = sent.GetProperty("Result").GetString()!;
        Assert.True(Guid.TryParse(guid, out _));
        Assert.Equal(guid, (await PostAsync($"{Root}/GetGroupMessageId", """{"groupId":"rs-1001"}""")).Answer.GetProperty("Result").GetString());

        await Simulators.AdvanceAsync(Vendor, 10);
        var state = (await PostAsync($"{Root}/GroupMessageStatus", $$"""{"GroupMessageId":"{{guid}}"}""")).Answer.GetProperty("Result");
        Assert.Equal("1", state.GetProperty("StatusCode").GetString());
        Assert.Equal([("9121112345", "1"), ("9121110003", "2")], state.GetProperty("MessagesListState").EnumerateArray().Select(row => (row.GetProperty("Mobile").GetString()!, row.GetProperty("Status").GetString()!)));
    }

    [Fact]
    public async Task A_group_is_asked_for_by_the_callers_own_id_where_that_is_switched_on()
    {
        await PostAsync($"{Root}/SendMessage", $$"""{"PhoneNumber":"{{Line}}","Message":"test","Mobiles":["09121112345"],"UserGroupID":"16"}""");
        Assert.Equal(3002, Code((await PostAsync($"{Root}/GroupMessageStatus", """{"GroupMessageId":"16"}""")).Answer));
        await Simulators.SettingsAsync(Vendor, new { variants = new[] { "raygansms.group_id_status" } });
        Assert.Equal(0, Code((await PostAsync($"{Root}/GroupMessageStatus", """{"GroupMessageId":"16"}""")).Answer));
    }

    [Theory]
    [InlineData("SendCorrespondingMessage", "")]
    [InlineData("SendMessageToPort", ""","recievePortNumber":20,"sendPortNumber":40""")]
    public async Task Different_texts_are_answered_row_by_row(string method, string ports)
    {
        var rows = """[{"Id":"1","Message":"یک","Mobile":"09121112345"},{"Id":"7","Message":"دو","Mobile":"09121112346"}]""";
        var (_, answer) = await PostAsync($"{Root}/{method}", $$"""{"PhoneNumber":"{{Line}}","UserGroupID":"14","RecipientsMessage":{{rows}}{{ports}}}""");
        var items = answer.GetProperty("Result").EnumerateArray().ToList();
        Assert.Equal([1, 7], items.Select(item => item.GetProperty("Id").GetInt32()));
        Assert.Equal(["09121112345", "09121112346"], items.Select(item => item.GetProperty("Mobile").GetString()));
        var ids = string.Join(',', items.Select(item => $"\"{item.GetProperty("Result").GetInt64().ToString(CultureInfo.InvariantCulture)}\""));
        await Simulators.AdvanceAsync(Vendor, 10);
        var states = (await PostAsync($"{Root}/CorrespondingMessageStatus", $$"""{"messageId":[{{ids}}]}""")).Answer.GetProperty("Result");
        Assert.Equal(["1", "1"], states.EnumerateArray().Select(row => row.GetProperty("Status").GetString()));
    }

    [Theory]
    [InlineData("SendMessage", "{broken", 1001)]
    [InlineData("SendMessage", """{"Message":"a","Mobiles":["09121112345"]}""", 1002)]
    [InlineData("SendMessage", """{"PhoneNumber":"5","Message":"a","Mobiles":[]}""", 1004)]
    [InlineData("SendMessage", """{"PhoneNumber":"5","Message":"a","Mobiles":["0912"]}""", 3004)]
    [InlineData("SendMessage", """{"PhoneNumber":"5","Message":"a","Mobiles":["09121112345"],"SendDateInTimeStamp":-1}""", 1003)]
    [InlineData("SendMessage", """{"PhoneNumber":"5","Message":"a","Mobiles":["09121112345"],"SendDateInTimeStamp":9999999999}""", 2004)]
    [InlineData("SendMessageToPort", """{"PhoneNumber":"5","RecipientsMessage":[{"Id":"1","Message":"a","Mobile":"09121112345"}],"recievePortNumber":70000,"sendPortNumber":1}""", 2007)]
    [InlineData("GroupMessageStatus", """{"GroupMessageId":"x"}""", 3002)]
    [InlineData("ReceiveMessages", """{"PhoneNumber":"5","StartDate":"1","EndDate":"2","Page":"9"}""", 2008)]
    [InlineData("ReceiveMessages", """{"PhoneNumber":"5","StartDate":"soon","EndDate":"2","Page":"1"}""", 1003)]
    public async Task A_wrong_call_is_refused_in_the_envelope(string method, string body, int code)
    {
        var (http, answer) = await PostAsync($"{Root}/{method}", body);
        Assert.Equal((200, code), (http, Code(answer)));
    }

    [Fact]
    public async Task A_text_of_eleven_parts_and_a_wrong_password_are_refused()
    {
        Assert.Equal(2006, Code((await PostAsync($"{Root}/SendMessage", $$"""{"PhoneNumber":"5","Message":"{{new string('ا', 671)}}","Mobiles":["09121112345"]}""")).Answer));
        Assert.Equal((401, 2002), await RefusedAsync("Basic !!!"));
        Assert.Equal((401, 2002), await RefusedAsync("Bearer dXNlcjpwYXNz"));
    }

    [Fact]
    public async Task The_vendor_makes_a_code_and_knows_it_again()
    {
        var number = (await PostAsync($"{Root}/SendAutoCode", """{"Mobile":"09121112345","Footer":"Rasan"}""")).Answer.GetInt64();
        Assert.InRange(number, 2001, 9999);
        var code = new string([.. Assert.Single(await Simulators.MessagesAsync(Vendor)).Text.Where(char.IsAsciiDigit)]);
        Assert.Equal(JsonValueKind.True, (await PostAsync($"{Root}/CheckSendCode", $$"""{"Mobile":"09121112345","Code":"{{code}}"}""")).Answer.ValueKind);
        Assert.Equal(JsonValueKind.False, (await PostAsync($"{Root}/CheckSendCode", """{"Mobile":"09121112345","Code":"1"}""")).Answer.ValueKind);
        Assert.InRange((await PostAsync($"{Root}/SendCode", """{"Mobile":"09121112345","Message":"کد: 21335"}""")).Answer.GetInt64(), 2001, 9999);
        Assert.InRange((await PostAsync($"{Root}/SendCode", """{"Mobile":"09121110001","Message":"کد: 21335"}""")).Answer.GetInt64(), 0, 2000);
    }

    [Fact]
    public async Task The_white_list_leaves_out_whom_the_operators_block()
    {
        await PostAsync($"{Root}/SendMessage", $$"""{"PhoneNumber":"{{Line}}","Message":"test","Mobiles":["09121110002"]}""");
        await Simulators.AdvanceAsync(Vendor, 10);
        foreach (var name in (string[])["Mobiles", "MobilesList"])
        {
            var (_, answer) = await PostAsync($"{Root}/ShowWhiteList", $$"""{"{{name}}":["09121110002","09121112345"]}""");
            Assert.Equal([9_121_112_345], answer.GetProperty("Result").EnumerateArray().Select(number => number.GetInt64()));
        }
    }

    [Fact]
    public async Task The_client_understands_numbers_that_are_written_as_text()
    {
        await Simulators.SettingsAsync(Vendor, new { variants = new[] { "raygansms.result_text" } });
        Assert.Equal(JsonValueKind.String, (await PostAsync($"{Root}/GetCredit", "{}")).Answer.GetProperty("Result").ValueKind);
        var provider = new RayganSmsProvider(Simulators.Http, TimeProvider.System);
        Assert.Equal(new(Money.Rials(50_000_000), null, Money.Rials(112)), await provider.StandingAsync(Account, Ct));
        var answers = await provider.SendAsync(Account, [RawVendor.To("09121112345", "یک", 5, Line), RawVendor.To("09121112346", "دو", 5, Line)], Ct);
        Assert.All(answers, answer => Assert.IsType<ProviderAnswer.Accepted>(answer));
    }

    private async Task<(int Http, int Code)> RefusedAsync(string authorization)
    {
        var (http, answer) = await SendAsync(HttpMethod.Post, $"{Root}/GetCredit", new StringContent("{}"), ("Authorization", authorization));
        return (http, Code(answer));
    }

    private static int Code(JsonElement answer) => answer.GetProperty("Code").GetInt32();
}
