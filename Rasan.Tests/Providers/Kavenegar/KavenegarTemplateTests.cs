using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Kavenegar;

namespace Rasan.Tests.Providers.Kavenegar;

/// <summary>Lookups carry no own id: what they leave behind is found by recipient, time and words.</summary>
public sealed class KavenegarTemplateTests : ProviderRig
{
    protected override string Vendor => KavenegarProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { ["api_key"] = "6B6D4F7A3153554C2B53Kav" };

    protected override IProvider Make(ProviderHttp http) => new KavenegarProvider(http);

    private Delivery Code(string number, string code) => To(number, $"رمز ورود: {code}") with { Template = new("login", [new("token", code)]) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_template_is_filled_there_and_its_delivery_is_reported(bool asObject)
    {
        if (asObject) await Simulators.SettingsAsync(Vendor, new { variants = new[] { "kavenegar.lookup_object" } });
        var delivery = Code("09121112345", "8642");
        var reference = await AcceptedAsync(delivery);
        Assert.Equal("+989121112345", Assert.Single(await TakenAsync("کد شما 8642")).To);
        Assert.Equal(DeliveryState.Delivered, (await ReportAsync(delivery, reference))?.State);
    }

    [Fact]
    public async Task A_lookup_that_was_cut_is_found_by_its_code_among_others_to_the_same_number()
    {
        await UnknownAsync(Code("09121110006", "1111"));
        var cut = Code("09121110006", "8642");
        await UnknownAsync(cut);
        var found = Assert.IsType<LookUpAnswer.Found>(await Provider.LookUpAsync(Account, Evidence(cut), Ct));
        Assert.Equal("کد شما 8642", Assert.Single(await Simulators.MessagesAsync(Vendor), message => message.Id.ToString(CultureInfo.InvariantCulture) == found.Reference).Text);
    }

    [Fact]
    public async Task A_lookup_that_never_left_is_not_proven_so()
    {
        await AcceptedAsync(Code("09121112345", "1111"));
        Assert.IsType<LookUpAnswer.NoAnswer>(await Provider.LookUpAsync(Account, Evidence(Code("09121112345", "8642")), Ct));
        Assert.IsType<LookUpAnswer.NoAnswer>(await Provider.LookUpAsync(Account, Evidence(Code("09121112346", "8642")), Ct));
    }

    [Fact]
    public async Task A_template_that_is_missing_is_no_fault_of_the_account_and_one_for_later_is_not_sent()
    {
        var missing = To("09121112345") with { Template = new("none", [new("token", "1")]) };
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.NotHere, "424", KavenegarCodes.Table.Text("424", "fa")), await SendAsync(missing));
        var later = Code("09121112345", "1") with { ScheduledAt = TimeProvider.System.GetUtcNow().AddHours(1) };
        Assert.Equal("template_at_once", Assert.IsType<ProviderAnswer.Refused>(await SendAsync(later)).Code);
        Assert.Empty(await Simulators.MessagesAsync(Vendor));
    }

    [Fact]
    public async Task Texts_and_codes_are_read_out_in_a_call()
    {
        await AcceptedAsync(Code("09121112345", "8642") with { IsVoice = true });
        await AcceptedAsync(To("09121112345", "1 2 3 4") with { IsVoice = true });
        Assert.All(await Simulators.MessagesAsync(Vendor), message => Assert.True(message.IsVoice));
        Assert.Equal("428", Assert.IsType<ProviderAnswer.Refused>(await SendAsync(Code("09121112345", "abc") with { IsVoice = true })).Code);
    }
}
