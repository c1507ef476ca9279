using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Twilio;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Twilio;

/// <summary>What is special to Twilio, against its simulator: signed callbacks, and its wire as others than our client use it.</summary>
public sealed class TwilioFrontTests : ProviderRig
{
    private const string Sid = "AC0123456789abcdef0123456789abcdef", Token = "f00dfeedf00dfeedf00dfeedf00dfeed", Pool = "MG0123456789abcdef0123456789abcdef";

    private readonly HttpClient _client = new();

    protected override string Vendor => TwilioProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { [TwilioProvider.AccountSid] = Sid, [TwilioProvider.AuthToken] = Token };

    protected override string Line => "+15017122661";

    [Fact]
    public async Task Each_state_is_pushed_to_the_attempts_own_address_with_a_signature_that_holds()
    {
        await using var basket = new CallbackBasket();
        var account = Account with { CallbackBase = basket.At("/hooks/twilio") };
        var delivery = To("09121112345");
        var reference = Assert.IsType<ProviderAnswer.Accepted>(Assert.Single(await Provider.SendAsync(account, [delivery], Ct))).Reference;
        await Simulators.AdvanceAsync(Vendor, 30);

        Assert.Equal(2, basket.Posted.Count);
        Assert.All(basket.Posted, posted => Assert.Equal($"/hooks/twilio/7/{delivery.OwnId}", posted.Path));
        var reports = basket.Posted.SelectMany(posted => Assert.IsType<CallbackAnswer.Taken>(Provider.Read(account, Came(CallbackSubject.Status, basket, posted))).Reports).ToList();
        Assert.Equal([(reference, DeliveryState.Sent, "sent"), (reference, DeliveryState.Delivered, "delivered")], reports.Select(report => (report.Reference, report.State, report.Code)));
        Assert.IsType<CallbackAnswer.Refused>(Provider.Read(account with { Credentials = new Dictionary<string, string> { [TwilioProvider.AuthToken] = "another" } }, Came(CallbackSubject.Status, basket, basket.Posted[0])));
    }

    [Fact]
    public async Task What_comes_in_is_pushed_with_a_signature_that_holds()
    {
        await using var basket = new CallbackBasket();
        await AcceptedAsync(To("09121112345"));   // the account is known from its first call on
        await Simulators.SettingsAsync(Vendor, new { inbound_url = basket.At("/hooks/twilio/7/inbound"), secret = Token });
        await Simulators.InboundAsync(Vendor, "+989121112345", Line, "سلام");
        await Simulators.AdvanceAsync(Vendor, 0);
        var inbound = Assert.Single(Assert.IsType<CallbackAnswer.Taken>(Provider.Read(Account, Came(CallbackSubject.Inbound, basket, Assert.Single(basket.Posted)))).Inbound);
        Assert.Equal(("+989121112345", Line, "سلام"), (inbound.From, inbound.Line, inbound.Text));
    }

    [Fact]
    public async Task A_template_is_filled_there_and_delivered()
    {
        var delivery = To("09121112345", "Your code is 1234") with { Template = new("HX0123456789abcdef0123456789abcdef", [new("1", "1234")]) };
        var reference = await AcceptedAsync(delivery);
        Assert.Equal("HX0123456789abcdef0123456789abcdef", Assert.Single(await TakenAsync("Your code is 1234")).Template);
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, reference))?.State);
        Assert.Equal(RefusalReason.NotHere, Assert.IsType<ProviderAnswer.Refused>(await SendAsync(delivery with { Template = new("HX", []) })).Reason);
    }

    [Fact]
    public async Task A_price_is_told_once_the_message_has_left()
    {
        var delivery = To("09121112345", "hi");
        Assert.Equal((await Simulators.SettingsAsync(Vendor)).LatinPrice, (await ReportAsync(delivery, await AcceptedAsync(delivery)))?.Cost?.Amount);
    }

    [Fact]
    public async Task A_text_that_was_lost_is_known_to_be_lost()
    {
        var lost = To("09121112345");
        Assert.IsType<LookUpAnswer.NotKnown>(await Provider.LookUpAsync(Account, Evidence(lost), Ct));
    }

    [Theory]
    [InlineData("From=%2B15017122661&Body=hi", 400, 21604)]
    [InlineData("To=09121112345&From=%2B15017122661&Body=hi", 400, 21211)]
    [InlineData("To=%2B15558675310&Body=hi", 400, 21603)]
    [InlineData("To=%2B15558675310&From=%2B15017122661", 400, 21602)]
    [InlineData("To=%2B15558675310&MessagingServiceSid=MG01&Body=hi&ScheduleType=fixed&SendAt=2020-01-01T00:00:00Z", 400, 35114)]
    public async Task What_twilio_refuses_is_refused_in_its_envelope(string form, int status, int code)
    {
        var (got, body) = await AskAsync(HttpMethod.Post, $"/2010-04-01/Accounts/{Sid}/Messages.json", form);
        Assert.Equal((status, code, status), (got, body.GetProperty("code").GetInt32(), body.GetProperty("status").GetInt32()));
        Assert.Equal($"https://www.twilio.com/docs/errors/{code}", body.GetProperty("more_info").GetString());
    }

    [Fact]
    public async Task A_number_that_is_asked_to_send_later_sends_at_once_and_says_nothing()
    {
        var (status, body) = await AskAsync(HttpMethod.Post, $"/2010-04-01/Accounts/{Sid}/Messages.json", "To=%2B15558672345&From=%2B15017122661&Body=hi&ScheduleType=fixed&SendAt=2099-01-01T00:00:00Z");
        Assert.Equal((201, "queued"), (status, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_list_is_walked_through_in_pages_and_what_is_wiped_or_deleted_is_gone()
    {
        foreach (var text in (string[])["one", "two", "three"]) await AskAsync(HttpMethod.Post, $"/2010-04-01/Accounts/{Sid}/Messages.json", $"To=%2B15558672345&MessagingServiceSid={Pool}&Body={text}");
        var (_, first) = await AskAsync(HttpMethod.Get, $"/2010-04-01/Accounts/{Sid}/Messages.json?To=%2B15558672345&PageSize=2");
        Assert.Equal(["three", "two"], Texts(first));
        Assert.Equal((Pool, JsonValueKind.Null), (first.GetProperty("messages")[0].GetProperty("messaging_service_sid").GetString(), first.GetProperty("messages")[0].GetProperty("from").ValueKind));
        var (_, second) = await AskAsync(HttpMethod.Get, first.GetProperty("next_page_uri").GetString()!);
        Assert.Equal(["one"], Texts(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_page_uri").ValueKind);

        var address = second.GetProperty("messages")[0].GetProperty("uri").GetString()!;
        Assert.Equal("", (await AskAsync(HttpMethod.Post, address, "Body=")).Body.GetProperty("body").GetString());
        Assert.Equal("", (await AskAsync(HttpMethod.Get, address)).Body.GetProperty("body").GetString());
        Assert.Equal(204, (await AskAsync(HttpMethod.Delete, address)).Status);
        Assert.Equal(404, (await AskAsync(HttpMethod.Get, address)).Status);
    }

    public override async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await base.DisposeAsync();
    }

    protected override IProvider Make(ProviderHttp http) => new TwilioProvider(http);

    private static string[] Texts(JsonElement page) => [.. page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("body").GetString()!)];

    private static Callback Came(CallbackSubject subject, CallbackBasket basket, Posted posted)
    {
        var form = posted.Form.ToList();
        return new(subject, basket.At(posted.Path), form, form, posted.Headers["X-Twilio-Signature"], ReadOnlyMemory<byte>.Empty);
    }

    private async Task<(int Status, JsonElement Body)> AskAsync(HttpMethod method, string path, string? form = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Simulators.Base(Vendor) + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Sid}:{Token}")));
        if (form is not null) request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _client.SendAsync(request, Ct);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        using var document = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return ((int)answer.StatusCode, document.RootElement.Clone());
    }
}
