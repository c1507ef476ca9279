using Microsoft.EntityFrameworkCore;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

/// <summary>Where a request comes from, behind a reverse proxy.</summary>
public sealed class ProxiesTests
{
    private const string There = "203.0.113.7";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.0/8", There, true)]
    [InlineData("127.0.0.1", There, true)]
    [InlineData("10.0.0.5", "127.0.0.1", false)]
    [InlineData(null, "127.0.0.1", false)]
    public async Task Only_a_trusted_proxy_is_believed(string? trusted, string from, bool isSecure)
    {
        await using var app = new RasanApp();
        if (trusted is not null) app.Settings["Rasan:TrustedProxies:0"] = trusted;
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Listen() };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", There);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await browser.PostFormAsync("/sign-in", "sign-in", ("name", "admin"), ("password", RasanApp.AdminPassword));
        var session = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("rasan-session=", StringComparison.Ordinal));
        Assert.Equal(isSecure, session.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        await using var store = await app.StoreAsync();
        Assert.Equal(from, (await store.Operations.SingleAsync(o => o.Action == "user.sign_in", Ct)).Address);
    }
}
