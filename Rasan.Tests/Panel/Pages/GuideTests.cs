using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Rasan.Core.Messages;
using Rasan.Tests.Support;
using Rasan.Web.Api.Problems;
using Rasan.Web.Panel.Pages.Help;

namespace Rasan.Tests.Panel.Pages;

/// <summary>The help page: what it shows is what works.</summary>
public sealed partial class GuideTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_curl_snippets_are_accepted_as_they_stand_once_they_have_a_token()
    {
        var snippets = SnippetsOf(await ShowAsync("/s/sandbox/help"));
        Assert.Equal(3, snippets.Count);
        var (status, body) = await RunAsync(snippets[0]);
        Assert.Equal((HttpStatusCode.Accepted, 1), (status, body.GetProperty("messages").GetArrayLength()));
        var id = body.GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
        (status, body) = await RunAsync(snippets[1]);
        Assert.Equal((HttpStatusCode.Accepted, "accepted"), (status, body.GetProperty("status").GetString()));

        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync(snippets[2])).Status);
        (status, body) = await RunAsync(ExampleId().Replace(snippets[2], id));
        Assert.Equal((HttpStatusCode.OK, id), (status, body.GetProperty("tracking_id").GetString()));
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("python")]
    [InlineData("php")]
    public async Task The_other_languages_ask_the_very_same(string language)
    {
        var proven = SnippetsOf(await ShowAsync("/s/sandbox/help"));
        var page = await ShowAsync($"/s/sandbox/help?language={language}");
        var snippets = SnippetsOf(page);
        Assert.Equal(Snippets.Languages.Single(known => known.Key == language).Name, page.QuerySelector(".tabs [aria-current]")!.TextContent);
        Assert.Equal(proven.Count, snippets.Count);
        foreach (var (curl, snippet) in proven.Zip(snippets))
        {
            var (url, json) = Read(curl);
            Assert.Contains($"\"{url}\"", snippet, StringComparison.Ordinal);
            Assert.Contains(Snippets.Token, snippet, StringComparison.Ordinal);
            if (json is not null) Assert.Contains(json, snippet, StringComparison.Ordinal);
            Assert.Equal(snippet, page.QuerySelectorAll("[data-copy]").Select(button => button.GetAttribute("data-copy")).Single(copied => copied == snippet));
        }
    }

    [Fact]
    public async Task The_base_address_is_the_settings_where_they_say_one_and_the_key_and_tenants_are_the_services()
    {
        await using var behindProxy = new RasanApp();
        behindProxy.Settings["Rasan:PublicBaseUrl"] = "https://sms.example.org/";
        var shop = await new Given(behindProxy.Services).AServiceAsync();
        await shop.ATenantAsync("branch");
        using var browser = await behindProxy.SignInAsync();
        var page = Parse(await browser.GetStringAsync(new Uri($"/s/{shop.Key}/help", UriKind.Relative), Ct));
        Assert.Equal("https://sms.example.org/api/v1", page.QuerySelector("#base-url code")!.TextContent);
        Assert.All(SnippetsOf(page), snippet => Assert.Contains("'https://sms.example.org/api/v1/", snippet, StringComparison.Ordinal));
        Assert.Equal(shop.Key, page.QuerySelector("#client-id code")!.TextContent);
        Assert.Equal(["branch", shop.Key], page.QuerySelectorAll("#tenants code").Select(tenant => tenant.TextContent));
        Assert.Contains($"token create --service {shop.Key}", page.Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal("http://localhost/api/v1", (await ShowAsync("/s/sandbox/help")).QuerySelector("#base-url code")!.TextContent);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Every_code_and_every_state_is_explained_in_the_readers_language(string language)
    {
        var page = await ShowAsync("/s/sandbox/help", language);
        var rows = page.QuerySelectorAll("#errors tbody tr").ToDictionary(row => row.QuerySelectorAll("code")[1].TextContent, row => row, StringComparer.Ordinal);
        Assert.Empty(ApiTexts.Codes.Except(rows.Keys, StringComparer.Ordinal));
        Assert.Empty(ApiTexts.FaultCodes.Except(rows.Keys, StringComparer.Ordinal).Except(["malformed_json", "wrong_type"], StringComparer.Ordinal));
        Assert.All(ApiTexts.Codes, code => Assert.Contains(ApiTexts.Title(code, language), rows[code].TextContent, StringComparison.Ordinal));
        Assert.Equal(("429", "404", "422"), (StatusOf(rows["rate_limited"]), StatusOf(rows["not_found"]), StatusOf(rows["bad_number"])));
        Assert.DoesNotContain("{0}", page.Body!.TextContent, StringComparison.Ordinal);

        var states = page.QuerySelectorAll("#states tbody tr").ToList();
        Assert.Equal(Enum.GetValues<MessageState>().Select(state => state.Word), states.Select(row => row.QuerySelector("code")!.TextContent));
        Assert.All(states, row => Assert.NotEqual(row.QuerySelector("code")!.TextContent, row.QuerySelectorAll("td")[3].TextContent));
        Assert.Equal(["/docs", "/openapi/v1.json"], page.QuerySelectorAll(".page-head a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Every_problem_is_listed_once_with_words_of_its_own()
    {
        Assert.Equal(ApiTexts.Codes, EveryProblem.Codes.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.All(EveryProblem.Values, value => Assert.Equal(422, value.Status));
    }

    [Fact]
    public async Task A_service_without_templates_has_no_snippet_for_codes()
    {
        var shop = await new Given(app.Services).AServiceAsync();
        await using (var store = await app.StoreAsync())
        {
            foreach (var template in store.Templates.Where(template => template.ServiceId == shop.Id)) template.IsActive = false;
            await store.SaveChangesAsync(Ct);
            await app.Get<Core.Services.Catalogs>().RefreshAsync(Ct);
        }

        Assert.Equal(2, SnippetsOf(await ShowAsync($"/s/{shop.Key}/help")).Count);
    }

    private static string StatusOf(IElement row) => row.QuerySelector("code")!.TextContent;

    private static List<string> SnippetsOf(IHtmlDocument page) => [.. page.QuerySelectorAll("#snippets pre").Select(snippet => snippet.TextContent)];

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static (string Url, string? Json) Read(string curl) => (Url().Match(curl).Value, Data().Match(curl) is { Success: true } data ? data.Groups["json"].Value : null);

    /// <summary>As curl would.</summary>
    private async Task<(HttpStatusCode Status, JsonElement Body)> RunAsync(string curl)
    {
        var (url, json) = Read(curl.Replace(Snippets.Token, RasanApp.Token, StringComparison.Ordinal));
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(curl.Contains("-X POST", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, url);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8);
        foreach (Match header in Header().Matches(curl.Replace(Snippets.Token, RasanApp.Token, StringComparison.Ordinal)))
        {
            var (name, value) = (header.Groups["name"].Value, header.Groups["value"].Value);
            if (name == "Content-Type") request.Content!.Headers.ContentType = new(value);
            else request.Headers.Add(name, value);
        }

        using var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    private async Task<IHtmlDocument> ShowAsync(string path, string language = "fa")
    {
        using var browser = await app.SignInAsync();
        (await browser.PostAsync(await browser.GetStringAsync(new Uri("/me", UriKind.Relative), Ct), "/language", form: null, ("language", language), ("returnUrl", "/"))).Dispose();
        return Parse(await browser.GetStringAsync(new Uri(path, UriKind.Relative), Ct));
    }

    [GeneratedRegex(@"(?<=')https?://[^']+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Url();

    [GeneratedRegex(@"-d '(?<json>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Data();

    [GeneratedRegex(@"-H '(?<name>[^:']+): (?<value>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Header();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ExampleId();
}
