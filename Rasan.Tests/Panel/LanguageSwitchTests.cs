using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

public sealed partial class LanguageSwitchTests(RasanApp app) : IClassFixture<RasanApp>, IDisposable
{
    private readonly HttpClient _reader = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/?a=1", "/?a=1")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    public async Task The_way_back_is_always_inside_the_program(string asked, string given)
    {
        using var answer = await ChooseAsync("en", asked, await TokenAsync());
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(given, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_that_another_site_sends_changes_nothing()
    {
        using var answer = await ChooseAsync("en", "/", token: "forged");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("lang=\"fa\"", await _reader.GetStringAsync("/sign-in", Ct), StringComparison.Ordinal);
    }

    public void Dispose() => _reader.Dispose();

    private async Task<HttpResponseMessage> ChooseAsync(string language, string returnUrl, string token)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["language"] = language,
            ["returnUrl"] = returnUrl,
            ["__RequestVerificationToken"] = token,
        });
        return await _reader.PostAsync(new Uri("/language", UriKind.Relative), form, Ct);
    }

    private async Task<string> TokenAsync() => TokenField().Match(await _reader.GetStringAsync("/sign-in", Ct)).Groups["token"].Value;

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TokenField();
}
