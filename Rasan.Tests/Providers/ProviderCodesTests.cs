using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Ghasedak;
using Rasan.Providers.Kavenegar;
using Rasan.Providers.RayganSms;

namespace Rasan.Tests.Providers;

/// <summary>The codes of Kavenegar, Ghasedak and RayganSMS as the contract lists them, told apart and explained in both languages.</summary>
public sealed class ProviderCodesTests
{
    private static readonly Dictionary<string, (ProviderCodes Codes, string Listed)> Tables = new(StringComparer.Ordinal)
    {
        [KavenegarProvider.ProviderKey] = (KavenegarCodes.Table,
            "400 401 402 403 404 405 406 407 409 411 412 413 414 415 416 417 418 419 420 422 424 426 427 428 429 431 432 451 501 604 607 "
            + "status_1 status_2 status_4 status_5 status_6 status_10 status_11 status_13 status_14 status_50 status_100"),
        [GhasedakProvider.ProviderKey] = (GhasedakCodes.Table,
            "400 401 402 403 404 405 409 411 412 413 414 418 420 424 428 429 500 status_0 status_1 status_2 status_3 status_4 status_5 status_6 status_7 status_8"),
        [RayganSmsProvider.ProviderKey] = (RayganSmsCodes.Table,
            "1001 1002 1003 1004 2001 2002 2003 2004 2005 2006 2007 2008 2009 3001 3002 3003 3004 5001 5002 5003 5004 "
            + "group_1 group_2 group_3 status_0 status_1 status_2 status_8 status_16 status_23 status_27"),
    };

    public static TheoryData<string> Providers => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_code_of_the_contract_has_a_row(string provider)
    {
        var (codes, listed) = Tables[provider];
        Assert.DoesNotContain(listed.Split(' '), code => codes.Find(code) is null);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_code_is_explained_in_both_languages(string provider) =>
        Assert.All(Tables[provider].Codes.All, code =>
        {
            Assert.DoesNotContain(code.English, c => c is >= '\u0600' and <= '\u06FF');
            Assert.Contains(code.Persian, c => c is >= '\u0600' and <= '\u06FF');
        });

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_row_is_a_refusal_or_a_state_and_never_both(string provider) =>
        Assert.DoesNotContain(Tables[provider].Codes.All, code => code is { Refusal: not null, State: not null });

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_code_that_nobody_knows_is_kept_and_stops_nothing(string provider)
    {
        var codes = Tables[provider].Codes;
        Assert.Equal(DeliveryState.Sent, codes.StateOf("status_4711"));
        Assert.Equal(new ProviderAnswer.Unknown("4711"), codes.Answer("4711", new ProviderReply(200, "", RetryAfter: null)));
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Account, "4711"), codes.Answer("4711", new ProviderReply(403, "", RetryAfter: null)));
        Assert.Null(codes.Text("4711", "fa"));
    }
}
