using System.Net;
using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Twilio;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Twilio;

/// <summary>What Twilio pushes, as in the samples; and the words of its codes.</summary>
public sealed class TwilioCallbackTests
{
    private const string Token = "12345";

    private static readonly string Sid = "SM" + new string('a', 32);
    private static readonly string Status = $"MessageSid={Sid}&SmsSid={Sid}&MessageStatus=delivered&SmsStatus=delivered&AccountSid=AC{new string('a', 32)}&From=%2B15017122661&To=%2B15558675310&ApiVersion=2010-04-01";

    [Fact]
    public void A_signed_status_is_a_report_on_its_message()
    {
        var taken = Assert.IsType<CallbackAnswer.Taken>(Read(CallbackSubject.Status, Status, "HkBOqIseHypW1rNE7z2i8W5vgaQ="));
        var report = Assert.Single(taken.Reports);
        Assert.Equal((Sid, DeliveryState.Delivered, "delivered", "+15558675310"), (report.Reference, report.State, report.Code, report.To?.E164));
        Assert.Empty(taken.Inbound);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("HkBOqIseHypW1rNE7z2i8W5vgaQ")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void Without_the_right_signature_nothing_is_believed(string? signature) =>
        Assert.Equal("bad_signature", Assert.IsType<CallbackAnswer.Refused>(Read(CallbackSubject.Status, Status, signature)).Why);

    [Fact]
    public void The_fault_of_an_undelivered_message_is_told()
    {
        var report = Assert.Single(Assert.IsType<CallbackAnswer.Taken>(ReadSigned(CallbackSubject.Status, $"MessageSid={Sid}&SmsSid={Sid}&MessageStatus=undelivered&SmsStatus=undelivered&ErrorCode=30003&To=%2B15558675310&SomethingNew=1")).Reports);
        Assert.Equal((DeliveryState.Undelivered, "30003"), (report.State, report.Code));
    }

    [Fact]
    public void An_inbound_message_is_kept_with_its_sender_and_line()
    {
        var inbound = Assert.Single(Assert.IsType<CallbackAnswer.Taken>(ReadSigned(
            CallbackSubject.Inbound, $"MessageSid={Sid}&SmsSid={Sid}&SmsMessageSid={Sid}&AccountSid=AC&From=%2B15558675310&To=%2B15017122661&Body=%D8%B3%D9%84%D8%A7%D9%85+1&NumMedia=0&SmsStatus=received")).Inbound);
        Assert.Equal(new InboundMessage(Sid, "+15558675310", "+15017122661", "سلام 1", null), inbound);
    }

    [Fact]
    public void What_names_no_message_is_refused() => Assert.Equal(HttpCodes.Unreadable, Assert.IsType<CallbackAnswer.Refused>(ReadSigned(CallbackSubject.Status, "MessageStatus=sent")).Why);

    [Fact]
    public void Every_code_is_explained_in_both_languages() => Assert.All(TwilioCodes.Table.All, code =>
    {
        Assert.NotEmpty(code.English);
        Assert.Contains(code.Persian, c => c is >= '\u0600' and <= '\u06FF');
    });

    [Theory]
    [InlineData("20003 10001 20404 20429 21211 21212 21408 21606 21601 21603 21604 21608 21610 21611 21612 21614 21620 21617 21619 21602 21659 21660 21703 21705")]
    [InlineData("30001 30002 30003 30004 30005 30006 30007 30008 30034 30036 30500")]
    [InlineData("accepted scheduled queued sending sent delivered read partially_delivered undelivered failed canceled receiving received")]
    public void Every_code_of_the_contract_is_in_the_table(string codes) => Assert.All(codes.Split(' '), code => Assert.NotNull(TwilioCodes.Table.Find(code)));

    private static CallbackAnswer ReadSigned(CallbackSubject subject, string form) => Read(subject, form, TwilioSignature.Of("https://h.example/hooks/twilio/1/2", Fields(form), Token));

    private static CallbackAnswer Read(CallbackSubject subject, string form, string? signature)
    {
        using var handlers = new OutgoingHandlers(new AnyAddress());
        var account = new ProviderAccount(1, "t", null, TimeSpan.FromSeconds(1), new Dictionary<string, string> { [TwilioProvider.AccountSid] = "AC" + new string('a', 32), [TwilioProvider.AuthToken] = Token }, new Dictionary<string, string>());
        return new TwilioProvider(new(handlers, TimeProvider.System)).Read(account, new(subject, new("https://h.example/hooks/twilio/1/2"), Fields(form), Fields(form), signature, ReadOnlyMemory<byte>.Empty));
    }

    private static KeyValuePair<string, string>[] Fields(string form) => [.. form.Split('&').Select(field => field.Split('=')).Select(pair => KeyValuePair.Create(pair[0], WebUtility.UrlDecode(pair[1])))];

    private sealed class AnyAddress : Microsoft.Extensions.Options.IOptionsMonitor<OutgoingOptions>
    {
        public OutgoingOptions CurrentValue { get; } = new();

        public OutgoingOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<OutgoingOptions, string?> listener) => null;
    }
}
