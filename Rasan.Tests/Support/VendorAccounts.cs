using System.Net;
using Rasan.Tests.Api;

namespace Rasan.Tests.Support;

/// <summary>Accounts at the five vendors, set up as a service's own program sets them up.</summary>
internal static class VendorAccounts
{
    private const int Patient = 40;   // seconds: a busy machine is not a dead vendor

    private static readonly Dictionary<string, string> Credentials = new(StringComparer.Ordinal)
    {
        ["kavenegar"] = """ "api_key":"kavenegar-0123456789" """,
        ["ghasedak"] = """ "api_key":"ghasedak-0123456789" """,
        ["ippanel"] = """ "api_key":"ippanel-0123456789","from":"+983000505" """,
        ["raygansms"] = """ "username":"rasan","password":"raygan-0123456789","from":"50002910001080" """,
        ["twilio"] = """ "account_sid":"AC00000000000000000000000000000001","auth_token":"twilio-0123456789","from":"+15017122661" """,
    };

    public static IReadOnlyCollection<string> Vendors => Credentials.Keys;

    public static async Task SetUpAsync(ApiClient client, string vendor, Uri baseUrl, string tenant, int timeout = Patient)
    {
        var answer = await client.PostAsync("notifications/providers/sms/setup", $$"""{"provider":"{{vendor}}",{{Credentials[vendor]}},"base_url":"{{baseUrl}}","timeout":{{timeout}},"tenant_id":"{{tenant}}"}""");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }
}
