using System.Net;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Pages;

/// <summary>Who comes to the simulators' page, and where there is none.</summary>
public sealed class SimulatorsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_system_administrator_alone_has_the_page()
    {
        await using var app = new RasanApp();
        using var administrator = await app.SignInAsync();
        Assert.Equal((HttpStatusCode.OK, true), await OpenAsync(administrator));
        var member = await app.AMemberAsync(app.Sandbox.Id, AccessLevel.Administrator);
        using var browser = await app.SignInAsync(member.Name, member.Password);
        Assert.Equal((HttpStatusCode.Forbidden, false), await OpenAsync(browser));
    }

    [Fact]
    public async Task Where_the_simulators_are_shut_there_is_no_page_and_no_way_to_it()
    {
        await using var app = new RasanApp { Settings = { ["environment"] = "Production", ["Rasan:Bootstrap:Enabled"] = "true" } };
        using var administrator = await app.SignInAsync();
        Assert.Equal((HttpStatusCode.NotFound, false), await OpenAsync(administrator));
    }

    /// <returns>What is answered, and whether the sidebar leads there.</returns>
    private static async Task<(HttpStatusCode Status, bool IsInSidebar)> OpenAsync(HttpClient browser)
    {
        using var page = await browser.GetAsync(new Uri("/s/sandbox/simulators", UriKind.Relative), Ct);
        using var board = await browser.GetAsync(new Uri("/s/sandbox", UriKind.Relative), Ct);
        return (page.StatusCode, (await board.Content.ReadAsStringAsync(Ct)).Contains("/s/sandbox/simulators", StringComparison.Ordinal));
    }
}
