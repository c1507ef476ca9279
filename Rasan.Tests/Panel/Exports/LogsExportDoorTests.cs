using System.Net;
using Rasan.Core.Services;
using Rasan.Tests.Panel.Pages;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Exports;

/// <summary>Both logs as files, through the links of their pages.</summary>
public sealed class LogsExportDoorTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly Given _given = new(app.Services);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_holds_what_the_list_is_filtered_by_and_nothing_of_another_service()
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        await _given.SaveAsync(
            OperationsTests.Row(shop, Noon, "cli", "token.create", "token:1"), OperationsTests.Row(shop, Noon.AddMinutes(1), "cli", "token.create", "token:2"),
            OperationsTests.Row(shop, Noon, "cli", "account.pause", "account:1"), OperationsTests.Row(other, Noon, "cli", "token.create", "token:3"));
        using var browser = await app.SignInAsync();
        using var answer = await browser.GetAsync(At($"/s/{shop.Key}/logs/operations/export?action=token.create&sort=oldest&columns=subject&format=csv"), Ct);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["token:1", "token:2"], lines.Skip(1).Select(line => line.Split(',').Single(cell => cell.StartsWith("token:", StringComparison.Ordinal))));

        using var book = await browser.GetAsync(At($"/s/{shop.Key}/logs/api/export?status=4xx&format=xlsx"), Ct);
        Assert.Equal(HttpStatusCode.OK, book.StatusCode);
        Assert.Matches($"^{shop.Key}-logs-api-.+\\.xlsx$", book.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
    }

    [Theory]
    [InlineData("operations/export?format=csv&from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("api/export?format=xlsx&status=6xx", HttpStatusCode.BadRequest)]
    [InlineData("operations/export?format=pdf", HttpStatusCode.NotFound)]
    [InlineData("api/export", HttpStatusCode.NotFound)]
    public Task A_wrong_question_makes_no_file(string question, HttpStatusCode answered) => app.MakesNoFileAsync($"/s/sandbox/logs/{question}", answered);

    [Theory]
    [InlineData("operations")]
    [InlineData("api")]
    public async Task Who_may_not_see_the_log_takes_no_file_of_it_and_is_not_shown_its_page(string log)
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Viewer), HttpStatusCode.Forbidden);
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Operator), HttpStatusCode.Forbidden);
        await IsAsync(await app.AMemberAsync(other.Id, AccessLevel.Administrator), HttpStatusCode.NotFound);
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Administrator), HttpStatusCode.OK);
        using var stranger = app.CreateClient(new() { AllowAutoRedirect = false });
        using var refused = await stranger.GetAsync(At($"/s/{shop.Key}/logs/{log}/export?format=csv"), Ct);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);

        async Task IsAsync(GivenPerson person, HttpStatusCode answered)
        {
            using var browser = await app.SignInAsync(person.Name, person.Password);
            using var file = await browser.GetAsync(At($"/s/{shop.Key}/logs/{log}/export?format=csv"), Ct);
            using var page = await browser.GetAsync(At($"/s/{shop.Key}/logs/{log}"), Ct);
            Assert.Equal((answered, answered), (file.StatusCode, page.StatusCode));
        }
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
