using System.Net;
using Rasan.Tests.Api;

namespace Rasan.Tests.Hosting;

/// <summary>Watchers that need no token.</summary>
public sealed class HealthDoorsTests(ApiFixture api)
{
    [Theory]
    [InlineData("GET", "/healthz")]
    [InlineData("HEAD", "/healthz")]
    [InlineData("GET", "/readyz")]
    [InlineData("HEAD", "/readyz")]
    public async Task A_watcher_may_ask_for_the_head_alone(string method, string path) =>
        Assert.Equal(HttpStatusCode.OK, (await api.Client().SendAsync(new HttpMethod(method), path, content: null)).Status);
}
