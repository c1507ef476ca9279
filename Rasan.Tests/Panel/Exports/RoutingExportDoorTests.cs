using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Exports;

/// <summary>A service's routes and intents as files, for who may see them.</summary>
public sealed class RoutingExportDoorTests(RasanApp app) : IClassFixture<RasanApp>
{
    private readonly Given _given = new(app.Services);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_holds_every_route_an_account_a_row_in_the_order_they_are_tried()
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        var (first, second) = (await shop.ASandboxAccountAsync("=first", "30001234"), await shop.ASandboxAccountAsync("second"));
        await ARouteAsync(shop, "RECEIPT", (second, null), (first, first.Lines[0].Id));
        await ARouteAsync(other, "ELSEWHERE", (await other.ASandboxAccountAsync("elsewhere"), null));
        using var browser = await app.SignInAsync();   // reads Persian
        using var answer = await browser.GetAsync(At(shop, "routes/export?format=csv"), Ct);
        Assert.Matches($"^{shop.Key}-routes-.+\\.csv$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("ارائه‌دهنده", lines[0], StringComparison.Ordinal);
        var ours = lines.Where(line => line.Contains("RECEIPT", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(["service,,RECEIPT,,sms,yes,no,1,second,sandbox,", "service,,RECEIPT,,sms,yes,no,2,'=first,sandbox,30001234"], ours.Select(line => line.Replace("\"", "", StringComparison.Ordinal)));
        Assert.DoesNotContain("ELSEWHERE", string.Join('\n', lines), StringComparison.Ordinal);
        await using var store = await app.StoreAsync();
        var trace = await store.Operations.SingleAsync(row => row.ServiceId == shop.Id && row.Action == "routes.export", Ct);
        Assert.Equal(("routes", $"\"rows\":{lines.Length - 1},\"whole\":true"), (trace.Subject, trace.After![trace.After!.IndexOf("\"rows\"", StringComparison.Ordinal)..^1]));
    }

    [Fact]
    public async Task A_file_holds_the_intents_that_are_defined_and_those_that_messages_brought()
    {
        var shop = await _given.AServiceAsync();
        await shop.ASandboxAccountAsync("any", "30001234");
        await _given.SaveAsync(new Intent { ServiceId = shop.Id, Key = "RECEIPT", Kind = Kind.Transactional, LifetimeSeconds = 90, Channels = "sms,voice" });
        using var api = app.CreateApiClient(await shop.ATokenAsync(string.Join(' ', Scopes.All)));
        foreach (var number in (string[])["09127770001", "09127770002"])
        {
            using var sent = await api.PostAsJsonAsync("/api/v1/messages", new { to = number, text = "x", intent = "SURPRISE" }, Ct);
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        }

        using var browser = await app.SignInAsync();
        using var answer = await browser.GetAsync(At(shop, "intents/export?format=xlsx"), Ct);
        Assert.Matches($"^{shop.Key}-intents-.+\\.xlsx$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var bytes = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        var rows = ExportTableTests.ReadAll(bytes)[0];
        var (key, defined, messages) = (0, 1, 6);
        Assert.Equal(["RECEIPT", "yes", "service", "transactional", "90", "sms,voice"], Assert.Single(rows, row => row[key]?.ToString() == "RECEIPT").Take(6).Select(cell => cell?.ToString()));
        var seen = Assert.Single(rows, row => row[key]?.ToString() == "SURPRISE");
        Assert.Equal(("no", "2"), (seen[defined]?.ToString(), seen[messages]?.ToString()));
        await using var store = await app.StoreAsync();
        Assert.Equal("intents", (await store.Operations.SingleAsync(row => row.ServiceId == shop.Id && row.Action == "intents.export", Ct)).Subject);
    }

    [Theory]
    [InlineData("routes/export?format=csv&q=x", HttpStatusCode.BadRequest)]
    [InlineData("intents/export?format=xlsx&limit=1", HttpStatusCode.BadRequest)]
    [InlineData("routes/export?format=pdf", HttpStatusCode.NotFound)]
    [InlineData("intents/export", HttpStatusCode.NotFound)]
    public Task A_wrong_question_makes_no_file(string question, HttpStatusCode answered) => app.MakesNoFileAsync($"/s/sandbox/routing/{question}", answered);

    [Fact]
    public async Task Who_may_not_see_accounts_takes_no_file_of_where_messages_go()
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        foreach (var (person, answered) in new[]
        {
            (await app.AMemberAsync(shop.Id, AccessLevel.Viewer), HttpStatusCode.Forbidden),
            (await app.AMemberAsync(shop.Id, AccessLevel.Operator), HttpStatusCode.OK),
            (await app.AMemberAsync(other.Id, AccessLevel.Administrator), HttpStatusCode.NotFound),
        })
        {
            using var browser = await app.SignInAsync(person.Name, person.Password);
            foreach (var list in (string[])["routes", "intents"])
            {
                using var answer = await browser.GetAsync(At(shop, $"{list}/export?format=csv"), Ct);
                Assert.Equal(answered, answer.StatusCode);
            }
        }
    }

    private async Task ARouteAsync(GivenShop shop, string intent, params (Account Account, long? Line)[] steps)
    {
        var route = new Core.Routes.Route { ServiceId = shop.Id, Intent = intent, Fallback = false, CreatedAt = _given.Now };
        for (var place = 0; place < steps.Length; place++) route.Steps.Add(new() { Position = place, AccountId = steps[place].Account.Id, LineId = steps[place].Line });
        await _given.SaveAsync(route);
    }

    private static Uri At(GivenShop shop, string path) => new($"/s/{shop.Key}/routing/{path}", UriKind.Relative);
}
