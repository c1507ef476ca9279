using System.Net;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

/// <summary>The header's search leads to a message where what was typed names one, else to the list.</summary>
public sealed class FindTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tracking_id_leads_to_its_message_in_whatever_form_it_is_written()
    {
        var id = await app.SendTextAsync("09121110001", "one");
        using var browser = await app.SignInAsync();
        string[] forms = [id, id.ToUpperInvariant(), id.Replace("-", "", StringComparison.Ordinal), $"{{{id}}}", $"  {id} ", Persian(id)];
        foreach (var form in forms) Assert.Equal($"/s/sandbox/messages/{id}", await FindAsync(browser, form));
    }

    [Fact]
    public async Task A_providers_id_leads_to_its_message_while_a_report_is_awaited_and_long_after()
    {
        var id = await app.SendTextAsync("09121112222", "two");
        var delivered = await app.UntilAsync(id, "delivered");
        var reference = delivered.GetProperty("attempts")[0].GetProperty("message_id").GetString()!;
        using var browser = await app.SignInAsync();
        await Eventually.IsTrueAsync(async () => await FindAsync(browser, reference) == $"/s/sandbox/messages/{id}", "the id of a delivered message is found", Ct);

        Assert.Equal($"/s/sandbox/messages?q={reference}x", await FindAsync(browser, reference + "x"));
    }

    [Fact]
    public async Task A_number_in_Persian_digits_leads_to_the_list_of_its_messages_and_a_text_to_those_that_bear_it()
    {
        using var browser = await app.SignInAsync();
        Assert.Equal("/s/sandbox/messages" + QueryString("to", "۰۹۱۲۱۱۱۰۰۰۱"), await FindAsync(browser, "۰۹۱۲۱۱۱۰۰۰۱"));
        foreach (var beginning in (string[])["0912111", "+98912111", "98912111"]) Assert.Equal("/s/sandbox/messages" + QueryString("to", beginning), await FindAsync(browser, beginning));
        Assert.Equal("/s/sandbox/messages" + QueryString("q", "123456"), await FindAsync(browser, "123456"));   // an order's, or a code
        Assert.Equal("/s/sandbox/messages" + QueryString("q", "سفارش شما"), await FindAsync(browser, "سفارش شما"));
    }

    [Theory]
    [InlineData("messages?from=0001-01-01T00:00:00Z")]
    [InlineData("messages?until=9999-12-31T23:59:59Z&channel=email")]
    [InlineData("logs/api?from=0600-01-01T00:00:00Z")]
    [InlineData("logs/operations?until=0001-01-01T00:00:00Z")]
    [InlineData("sent/0d6f2b0e-0000-4000-8000-000000000000?page=abc")]
    [InlineData("sent/0d6f2b0e-0000-4000-8000-000000000000?page=99999999999999")]
    public async Task An_address_with_an_odd_value_is_a_page_all_the_same(string path)
    {
        using var browser = await app.SignInAsync();
        using var answer = await browser.GetAsync(new Uri("/s/sandbox/" + path, UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_a_404_page_in_the_readers_language()
    {
        using var browser = await app.SignInAsync();
        foreach (var path in (string[])[$"/s/sandbox/messages/{Guid.NewGuid()}", "/s/sandbox/messages/nonsense", "/s/no-such-service/messages"])
        {
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("چنین صفحه‌ای نیست", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        }
    }

    private static string QueryString(string name, string value) => Microsoft.AspNetCore.Http.QueryString.Create(name, value).ToString();

    private static string Persian(string id) => string.Concat(id.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '۰') : c));

    private static async Task<string> FindAsync(HttpClient browser, string typed)
    {
        using var answer = await browser.GetAsync(new Uri("/s/sandbox/find" + QueryString("q", typed), UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
