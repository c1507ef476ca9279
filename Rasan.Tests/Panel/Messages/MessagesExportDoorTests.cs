using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Messages;

/// <summary>The list as a file: what the address filters, for who may see it.</summary>
public sealed class MessagesExportDoorTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_holds_what_the_address_filters_and_leaves_its_trace()
    {
        await app.SendTextAsync("09126660000", "in the file", reference: "exported");
        await app.SendTextAsync("09126660000", "not in it", reference: "left");
        using var browser = await app.SignInAsync();
        var csv = await browser.GetStringAsync(new Uri("/s/sandbox/messages/export?format=csv&reference=exported&columns=to", UriKind.Relative), Ct);
        Assert.Contains("in the file", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("not in it", csv, StringComparison.Ordinal);

        using var book = await browser.GetAsync(new Uri("/s/sandbox/messages/export?format=xlsx&reference=exported", UriKind.Relative), Ct);
        Assert.Equal("PK"u8.ToArray(), (await book.Content.ReadAsByteArrayAsync(Ct))[..2]);
        await using var store = await app.StoreAsync();
        var traces = await store.Operations.Where(operation => operation.Action == "messages.export" && operation.After!.Contains("reference")).Select(operation => operation.After!).ToListAsync(Ct);
        Assert.Contains(traces, trace => trace.Contains("csv", StringComparison.Ordinal));
        Assert.Contains(traces, trace => trace.Contains("xlsx", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?format=pdf", HttpStatusCode.NotFound)]
    [InlineData("?format=csv&to=12", HttpStatusCode.BadRequest)]
    [InlineData("?format=csv&nonsense=1", HttpStatusCode.BadRequest)]
    public async Task A_wrong_question_is_no_file(string query, HttpStatusCode answered)
    {
        using var browser = await app.SignInAsync();
        using var answer = await browser.GetAsync(new Uri("/s/sandbox/messages/export" + query, UriKind.Relative), Ct);
        Assert.Equal(answered, answer.StatusCode);
    }

    [Fact]
    public async Task A_viewers_file_has_masked_numbers_and_no_texts_and_a_stranger_gets_none()
    {
        await app.SendTextAsync("09126667777", "not for viewers", reference: "viewers");
        var person = await app.AMemberAsync(app.Sandbox.Id, AccessLevel.Viewer);
        using var viewer = await app.SignInAsync(person.Name, person.Password);
        var csv = await viewer.GetStringAsync(new Uri("/s/sandbox/messages/export?format=csv&reference=viewers", UriKind.Relative), Ct);
        Assert.Contains("***", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("not for viewers", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("9126667777", csv, StringComparison.Ordinal);
        using var byText = await viewer.GetAsync(new Uri("/s/sandbox/messages/export?format=csv&q=not", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, byText.StatusCode);

        using var stranger = app.CreateClient(new() { AllowAutoRedirect = false });
        using var turnedAway = await stranger.GetAsync(new Uri("/s/sandbox/messages/export?format=csv", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.Redirect, turnedAway.StatusCode);
    }
}
