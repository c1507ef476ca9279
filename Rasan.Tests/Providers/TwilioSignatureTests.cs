using Rasan.Providers.Twilio;

namespace Rasan.Tests.Providers;

/// <summary>Against signatures that the vendor's own library made.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string First = "RSOYDt4T1cUTdK1PDd93/VVr8B8=", Second = "HkBOqIseHypW1rNE7z2i8W5vgaQ=";

    private static readonly KeyValuePair<string, string>[] Call =
    [
        new("To", "+18005551212"), new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"), new("From", "+14158675309"),
    ];

    [Fact]
    public void A_callback_is_signed_over_its_address_with_the_query_and_its_sorted_fields() =>
        Assert.Equal(First, TwilioSignature.Of("https://mycompany.com/myapp.php?foo=1&bar=2", Call, Token));

    [Fact]
    public void A_status_callback_has_the_signature_that_the_vendors_library_makes()
    {
        var sid = "SM" + new string('a', 32);
        KeyValuePair<string, string>[] form =
        [
            new("MessageSid", sid), new("SmsSid", sid), new("MessageStatus", "delivered"), new("SmsStatus", "delivered"), new("AccountSid", "AC" + new string('a', 32)),
            new("From", "+15017122661"), new("To", "+15558675310"), new("ApiVersion", "2010-04-01"),
        ];
        Assert.Equal(Second, TwilioSignature.Of("https://h.example/hooks/twilio/1/2", form, Token));
        Assert.True(TwilioSignature.IsGood(Second, new("https://h.example/hooks/twilio/1/2"), form, Token));
    }

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com:8443/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=3", false)]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", false)]
    [InlineData("https://other.example/myapp.php?foo=1&bar=2", false)]
    public void The_port_does_not_matter_and_everything_else_does(string url, bool good) =>
        Assert.Equal(good, TwilioSignature.IsGood(First, new(url), Call, Token));

    [Fact]
    public void A_signature_over_the_address_with_its_port_is_good_where_the_address_is_written_without() =>
        Assert.True(TwilioSignature.IsGood(TwilioSignature.Of("https://mycompany.com:443/hook?a=%20b", Call, Token), new("https://mycompany.com/hook?a=%20b"), Call, Token));

    [Theory]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    public void Another_signature_is_refused(string signature) => Assert.False(TwilioSignature.IsGood(signature, new("https://mycompany.com/myapp.php?foo=1&bar=2"), Call, Token));

    [Fact]
    public void A_field_that_was_changed_or_added_breaks_the_signature()
    {
        var url = new Uri("https://mycompany.com/myapp.php?foo=1&bar=2");
        Assert.False(TwilioSignature.IsGood(First, url, [.. Call, new("Added", "1")], Token));
        Assert.False(TwilioSignature.IsGood(First, url, [.. Call.Skip(1)], Token));
    }

    [Fact]
    public void Of_a_repeated_field_each_value_counts_once() =>
        Assert.Equal(
            TwilioSignature.Of("https://h.example/", [new("A", "1"), new("A", "2")], Token),
            TwilioSignature.Of("https://h.example/", [new("A", "2"), new("A", "1"), new("A", "2")], Token));
}
