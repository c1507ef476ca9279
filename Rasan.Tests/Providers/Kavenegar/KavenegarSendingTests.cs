using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Kavenegar;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Kavenegar;

/// <summary>Kavenegar's bytes, as its documents print them.</summary>
public sealed class KavenegarSendingTests : IAsyncDisposable
{
    private const string TwoSent = """
        {"return":{"status":200,"message":"تایید شد"},"entries":[
         {"messageid":8792343,"message":"سلام","status":1,"statustext":"در صف ارسال","sender":"10004346","receptor":"09121234567","date":1795000000,"cost":1200},
         {"messageid":8792344,"message":"سلام","status":1,"statustext":"در صف ارسال","sender":"10004346","receptor":"09351234567","date":1795000000,"cost":1200}]}
        """;

    private const string LookedUp = """{"messageid":8792350,"message":"کد شما 123456","status":5,"statustext":"ارسال به مخابرات","sender":"10004346","receptor":"09121234567","date":1795000000,"cost":800}""";

    private readonly RawVendor _vendor = new();
    private readonly KavenegarProvider _provider;

    public KavenegarSendingTests() => _provider = new(_vendor.Http);

    private ProviderAccount Account => _vendor.Account("/v1", ("api_key", "6B6D/4F=="));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_text_for_two_is_one_form_with_an_own_id_for_each()
    {
        _vendor.Says(TwoSent);
        var answers = await SendAsync(RawVendor.To("09121234567", "سلام", 4_611_686_018_427_387_903, "10004346"), RawVendor.To("+989351234567", "سلام", 12, "10004346"));

        Assert.Equal([new ProviderAnswer.Accepted("8792343", Money.Rials(1200)), new ProviderAnswer.Accepted("8792344", Money.Rials(1200))], answers);
        Assert.Equal(("POST", "/v1/6B6D%2F4F%3D%3D/sms/send.json"), (_vendor.Request.Method, _vendor.Request.Target));
        Assert.StartsWith("application/x-www-form-urlencoded", _vendor.Request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, string> { ["receptor"] = "09121234567,09351234567", ["message"] = "سلام", ["localid"] = "4611686018427387903,12", ["sender"] = "10004346" }, _vendor.Request.Form);
    }

    [Fact]
    public async Task Rows_in_another_order_find_their_own_message()
    {
        _vendor.Says(TwoSent);
        var answers = await SendAsync(RawVendor.To("09351234567", "سلام", 1), RawVendor.To("09121234567", "سلام", 2));
        Assert.Equal(["8792344", "8792343"], answers.Cast<ProviderAnswer.Accepted>().Select(answer => answer.Reference));
    }

    [Fact]
    public async Task Different_texts_are_arrays_written_as_text()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":"1","message":"a","receptor":"09121234567"},{"messageid":"2","message":"b","receptor":"09121234567","cost":"800"}]}""");
        var at = new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(3.5));
        var answers = await SendAsync(RawVendor.To("09121234567", "a", 21, "10004346") with { ScheduledAt = at }, RawVendor.To("09121234567", "b", 22, "10004346") with { ScheduledAt = at });

        Assert.Equal([new ProviderAnswer.Accepted("1"), new ProviderAnswer.Accepted("2", Money.Rials(800))], answers);
        Assert.EndsWith("/sms/sendarray.json", _vendor.Request.Target, StringComparison.Ordinal);
        var form = _vendor.Request.Form;
        Assert.Equal(["09121234567", "09121234567"], Texts(form["receptor"]));
        Assert.Equal(["10004346", "10004346"], Texts(form["sender"]));
        Assert.Equal(["a", "b"], Texts(form["message"]));
        using var ids = JsonDocument.Parse(form["localmessageids"]);
        Assert.Equal([21, 22], ids.RootElement.EnumerateArray().Select(id => id.GetInt64()));
        Assert.Equal("1796106600", form["date"]);
    }

    [Fact]
    public async Task Different_texts_without_a_line_go_in_calls_of_their_own()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":1,"message":"a","receptor":"09121234567"}]}""").Says("""{"return":{"status":418,"message":"x"},"entries":null}""", 418);
        var answers = await SendAsync(RawVendor.To("09121234567", "a", 21), RawVendor.To("09351234567", "b", 22));

        Assert.Equal(["a", "b"], _vendor.Requests.Select(request => request.Form["message"]));
        Assert.All(_vendor.Requests, request => Assert.EndsWith("/sms/send.json", request.Target, StringComparison.Ordinal));
        Assert.IsType<ProviderAnswer.Accepted>(answers[0]);
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Account, "418", "x"), answers[1]);
    }

    [Theory]
    [InlineData(false, "sms", "[{0}]")]
    [InlineData(true, "call", "{0}")]
    public async Task A_template_goes_through_lookup_and_is_answered_by_a_list_or_by_one(bool isVoice, string type, string entries)
    {
        _vendor.Says($$"""{"return":{"status":200,"message":"تایید شد"},"entries":{{entries.Replace("{0}", LookedUp, StringComparison.Ordinal)}}}""");
        var delivery = RawVendor.To("09121234567", "متن خودمان", 1) with { Template = new("login", [new("token", "123456"), new("token20", "سلام بر شما")]), IsVoice = isVoice };

        Assert.Equal([new ProviderAnswer.Accepted("8792350", Money.Rials(800))], await SendAsync(delivery));
        Assert.EndsWith("/verify/lookup.json", _vendor.Request.Target, StringComparison.Ordinal);
        Assert.Equal(
            new Dictionary<string, string> { ["receptor"] = "09121234567", ["template"] = "login", ["token"] = "123456", ["token20"] = "سلام بر شما", ["type"] = type },
            _vendor.Request.Form);
    }

    [Fact]
    public async Task A_text_is_read_out_by_maketts_and_a_number_abroad_begins_with_00()
    {
        _vendor.Says("""{"return":{"status":200},"entries":{"messageid":5,"message":"1 2 3","receptor":"00491701234567"}}""");
        Assert.Equal([new ProviderAnswer.Accepted("5")], await SendAsync(RawVendor.To("+491701234567", "1 2 3", 9) with { IsVoice = true }));
        Assert.EndsWith("/call/maketts.json", _vendor.Request.Target, StringComparison.Ordinal);
        Assert.Equal(("00491701234567", "9"), (_vendor.Request.Form["receptor"], _vendor.Request.Form["localid"]));
    }

    [Theory]
    [InlineData("09121234567", "پیام دیگری", "other_message")]
    [InlineData("09121234568", "كد شما ۱۲۳ ي", "other_message")]
    [InlineData("09121234567", " کد شما 123 ی ", null)]
    public async Task A_repeated_own_id_that_answers_with_another_message_is_not_ours(string receptor, string text, string? why)
    {
        _vendor.Says($$"""{"return":{"status":200},"entries":[{"messageid":77,"message":"{{text}}","receptor":"{{receptor}}","status":10}]}""");
        var answer = Assert.Single(await SendAsync(RawVendor.To("09121234567", "كد شما ۱۲۳ ي", 5)));
        Assert.Equal(why is null ? new ProviderAnswer.Accepted("77") : new ProviderAnswer.Unknown(why), answer);
    }

    [Fact]
    public async Task A_delivery_without_a_row_stays_open()
    {
        _vendor.Says("""{"return":{"status":200},"entries":[{"messageid":1,"message":"a","receptor":"09121234567"}]}""");
        Assert.Equal([new ProviderAnswer.Accepted("1"), new ProviderAnswer.Unknown("unreadable")], await SendAsync(RawVendor.To("09121234567", "a", 1), RawVendor.To("09351234567", "a", 2)));
    }

    [Theory]
    [InlineData(418, RefusalReason.Account)]
    [InlineData(403, RefusalReason.Key)]
    [InlineData(407, RefusalReason.Account)]
    [InlineData(411, RefusalReason.BadNumber)]
    [InlineData(413, RefusalReason.BadMessage)]
    [InlineData(409, RefusalReason.Transient)]
    [InlineData(451, RefusalReason.Transient)]
    [InlineData(499, RefusalReason.BadMessage)]
    public async Task A_refusal_keeps_its_code_and_its_words(int code, RefusalReason reason)
    {
        _vendor.Says($$"""{"return":{"status":{{code}},"message":"شماره 09121234567 با 6B6D/4F=="},"entries":null}""", code);
        Assert.Equal([new ProviderAnswer.Refused(reason, $"{code}", "شماره *** با ***")], await SendAsync(RawVendor.To("09121234567", "a", 1)));
    }

    [Fact]
    public async Task One_bad_number_fails_a_call_of_several_and_nobody_says_which()
    {
        _vendor.Says("""{"return":{"status":411,"message":""},"entries":null}""", 411);
        var answers = await SendAsync(RawVendor.To("09121234567", "a", 1), RawVendor.To("09351234567", "a", 2));
        Assert.All(answers, answer => Assert.Equal(new ProviderAnswer.Refused(RefusalReason.BadNumber, "411", null, ForOneOfMany: true), answer));
    }

    [Theory]
    [InlineData("""{"return":{"status":402,"message":"ناموفق"}}""", 402, "402")]
    [InlineData("<html>maintenance</html>", 502, "http_502")]
    [InlineData("<html>captive portal</html>", 200, "unreadable")]
    [InlineData("", 200, "unreadable")]
    [InlineData("[]", 200, "unreadable")]
    [InlineData("null", 200, "unreadable")]
    [InlineData("""{"return":null,"entries":null}""", 200, "unreadable")]
    [InlineData("""{"return":[200],"entries":null}""", 200, "unreadable")]
    [InlineData("""{"return":{"status":"200"},"entries":"nothing"}""", 200, "unreadable")]
    [InlineData("""{"return":{"status":200},"entries":[null,5,[]]}""", 200, "unreadable")]
    [InlineData("""{"return":{"status":200},"entries":[{"messageid":{},"message":[],"receptor":7}]}""", 200, "unreadable")]
    [InlineData("""{"return":{"status":200},"entries":[{"messageid":87""", 200, "unreadable")]
    public async Task An_answer_that_says_nothing_leaves_a_send_open(string body, int status, string why)
    {
        _vendor.Says(body, status);
        Assert.Equal([new ProviderAnswer.Unknown(why)], await SendAsync(RawVendor.To("09121234567", "a", 1)));
    }

    [Theory]
    [InlineData("token", "123456", true)]
    [InlineData("token", "دو کلمه", false)]
    [InlineData("token2", "a_b", false)]
    [InlineData("token3", "a\u00A0b", false)]
    [InlineData("token", "", false)]
    [InlineData("token10", "یک دو سه چهار پنج شش", true)]
    [InlineData("token10", "یک دو سه چهار پنج شش هفت", false)]
    [InlineData("token20", "1 2 3 4 5 6 7 8 9", true)]
    [InlineData("token20", "1 2 3 4 5 6 7 8 9 10", false)]
    [InlineData("token20", "دو\nخط", false)]
    [InlineData("name", "x", false)]
    public void A_value_must_fit_its_place(string slot, string value, bool fits) => Assert.Equal(fits, _provider.Capabilities.TakesValue(slot, value));

    [Fact]
    public void A_short_place_holds_a_hundred_characters() =>
        Assert.Equal((true, false), (_provider.Capabilities.TakesValue("token", new('1', 100)), _provider.Capabilities.TakesValue("token", new('1', 101))));

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private Task<IReadOnlyList<ProviderAnswer>> SendAsync(params IReadOnlyList<Delivery> deliveries) => _provider.SendAsync(Account, deliveries, Ct);

    private static IEnumerable<string?> Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetString())];
    }
}
