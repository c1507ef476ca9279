using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

public sealed class DocsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true", "/docs/index.html", HttpStatusCode.OK)]
    [InlineData("true", "/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("false", "/docs/index.html", HttpStatusCode.Redirect)]
    [InlineData("false", "/openapi/v1.json", HttpStatusCode.Redirect)]
    public async Task The_documentation_is_open_to_all_by_setting_alone(string isPublic, string path, HttpStatusCode answered)
    {
        await using var app = new RasanApp();
        app.Settings["Rasan:Docs:Public"] = isPublic;
        using var stranger = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), Ct);
        Assert.Equal(answered, answer.StatusCode);

        using var operatorOfIt = await app.SignInAsync();
        using var seen = await operatorOfIt.GetAsync(new Uri(path, UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }
}
