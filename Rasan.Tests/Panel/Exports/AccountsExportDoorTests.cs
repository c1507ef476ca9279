using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Exports;

/// <summary>The accounts and an account's alerts as files: what the address asks for, for who may see it.</summary>
public sealed class AccountsExportDoorTests(RasanApp app) : IClassFixture<RasanApp>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly Given _given = new(app.Services);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_holds_the_accounts_that_are_asked_for_in_their_order_written_for_machines_and_leaves_its_trace()
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        var (low, lower, rich) = (await shop.ASandboxAccountAsync("=low", "30001234"), await shop.ASandboxAccountAsync("lower"), await shop.ASandboxAccountAsync("rich"));
        await other.ASandboxAccountAsync("elsewhere");
        foreach (var (account, balance) in new[] { (low, 1_500_000), (lower, 900), (rich, 9_000_000) })
            await _given.ChangeAsync<Account>(account.Id, changed => changed.Stand(new(Money.Rials(balance), Noon, Money.Rials(120)), changed.CreatedAt));
        using var browser = await app.SignInAsync();   // reads Persian
        var csv = await browser.GetStringAsync(At($"/s/{shop.Key}/accounts/export?format=csv&balance_below=۲٬۰۰۰٬۰۰۰&sort=balance&columns=lines&q=low"), Ct);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("نام", lines[0], StringComparison.Ordinal);
        Assert.Equal(["lower", "'=low"], lines.Skip(1).Select(line => line.Split(',')[1].Trim('"')));
        Assert.Contains(",1500000,IRR,", lines[2], StringComparison.Ordinal);
        Assert.Contains("2026-11-20T12:00:00.000Z", lines[2], StringComparison.Ordinal);

        using var book = await browser.GetAsync(At($"/s/{shop.Key}/accounts/export?format=xlsx&owner=service"), Ct);
        Assert.Matches($"^{shop.Key}-accounts-.+\\.xlsx$", book.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var bytes = new MemoryStream(await book.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(4, ExportTableTests.ReadAll(bytes)[0].Count);
        await using var store = await app.StoreAsync();
        var traces = await store.Operations.Where(row => row.ServiceId == shop.Id && row.Action == "accounts.export").OrderBy(row => row.Id).Select(row => row.After!).ToListAsync(Ct);
        Assert.Equal(2, traces.Count);
        Assert.Contains("\"balance_below\":\"2000000\"", traces[0], StringComparison.Ordinal);
        Assert.Contains("\"rows\":2,\"whole\":true", traces[0], StringComparison.Ordinal);
        Assert.DoesNotContain("low\"", traces[0].Replace("balance_below", "", StringComparison.Ordinal), StringComparison.Ordinal);   // what is typed is nobody's business
    }

    [Fact]
    public async Task A_file_holds_the_alerts_that_are_asked_for_and_masks_the_mobile_for_who_may_not_see_numbers()
    {
        var shop = await _given.AServiceAsync();
        var (account, other) = (await shop.ASandboxAccountAsync("watched"), await shop.ASandboxAccountAsync("other"));
        await _given.SaveAsync(Unsent(account, AlertOn.Paused, "paused now"), Unsent(account, AlertOn.KeyRefused, "no key"), Unsent(other, AlertOn.Paused, "of another"));
        using var browser = await app.SignInAsync();
        using var answer = await browser.GetAsync(At($"{PathOf(shop, account)}?format=csv&on=paused&fate=unsent&columns=text"), Ct);
        Assert.Matches($"^{shop.Key}-account-{account.Id}-alerts-.+\\.csv$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var line = Assert.Single((await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Contains("paused now", line, StringComparison.Ordinal);
        Assert.Contains("'+989121112233", line, StringComparison.Ordinal);
        Assert.Contains("2026-11-20T12:00:00.000Z,paused,no,", line, StringComparison.Ordinal);
        Assert.Contains(",unsent,too_late,", line, StringComparison.Ordinal);

        await _given.SaveAsync(new AccessLevel { Key = "bookkeeper", Permissions = Permissions.SeeAccounts });
        var person = await app.AMemberAsync(shop.Id, "bookkeeper");
        using var bookkeeper = await app.SignInAsync(person.Name, person.Password);
        var masked = await bookkeeper.GetStringAsync(At($"{PathOf(shop, account)}?format=csv"), Ct);
        Assert.Equal(3, masked.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("+98912***2233", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("1112233", masked, StringComparison.Ordinal);
        await using var store = await app.StoreAsync();
        Assert.Equal([$"account:{account.Id}:alerts"], await store.Operations.Where(row => row.ServiceId == shop.Id && row.Action == "alerts.export").Select(row => row.Subject).Distinct().ToListAsync(Ct));
    }

    [Theory]
    [InlineData("export?format=csv&state=lost", HttpStatusCode.BadRequest)]
    [InlineData("export?format=csv&balance_below=much", HttpStatusCode.BadRequest)]
    [InlineData("export?format=csv&days_below=0", HttpStatusCode.BadRequest)]
    [InlineData("export?format=xlsx&sort=colour", HttpStatusCode.BadRequest)]
    [InlineData("export?format=csv&nonsense=1", HttpStatusCode.BadRequest)]
    [InlineData("export?format=pdf", HttpStatusCode.NotFound)]
    [InlineData("1/alerts/export?format=csv&fate=lost", HttpStatusCode.BadRequest)]
    [InlineData("1/alerts/export?format=csv&on=rain", HttpStatusCode.BadRequest)]
    [InlineData("1/alerts/export", HttpStatusCode.NotFound)]
    [InlineData("999999/alerts/export?format=csv", HttpStatusCode.NotFound)]
    public Task A_wrong_question_makes_no_file(string question, HttpStatusCode answered) => app.MakesNoFileAsync($"/s/sandbox/accounts/{question}", answered);

    [Fact]
    public async Task Who_may_not_see_accounts_takes_no_file_of_them_and_nobody_the_alerts_of_one_they_may_not_look_into()
    {
        var (shop, other) = (await _given.AServiceAsync(), await _given.AServiceAsync());
        var account = await shop.ASandboxAccountAsync("ours");
        var shared = new Account { Provider = "sandbox", Name = "everybody's", IsActive = false, CreatedAt = _given.Now };
        await _given.SaveAsync(shared);
        var (files, ofShared) = ((string[])[$"/s/{shop.Key}/accounts/export", PathOf(shop, account)], (string[])[PathOf(shop, shared)]);
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Viewer), files, HttpStatusCode.Forbidden);
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Operator), files, HttpStatusCode.OK);
        await IsAsync(await app.AMemberAsync(shop.Id, AccessLevel.Administrator), ofShared, HttpStatusCode.NotFound);
        await IsAsync(await app.AMemberAsync(other.Id, AccessLevel.Administrator), files, HttpStatusCode.NotFound);
        await IsAsync(await app.AMemberAsync(other.Id, AccessLevel.Administrator), [PathOf(other, account)], HttpStatusCode.NotFound);
        using var stranger = app.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var file in files)
        {
            using var refused = await stranger.GetAsync(At($"{file}?format=csv"), Ct);
            Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        }
    }

    private async Task IsAsync(GivenPerson person, string[] files, HttpStatusCode answered)
    {
        using var browser = await app.SignInAsync(person.Name, person.Password);
        foreach (var file in files)
        {
            using var answer = await browser.GetAsync(At($"{file}?format=csv"), Ct);
            Assert.Equal(answered, answer.StatusCode);
        }
    }

    private static Alert Unsent(Account account, AlertOn on, string text)
    {
        var alert = new Alert { AccountId = account.Id, RuleId = 1, On = on, At = Noon, IsRepeat = false, Recipient = "+989121112233", Language = "en", Text = text };
        alert.Failed(Alert.TooLate, Noon);
        return alert;
    }

    private static string PathOf(GivenShop shop, Account account) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/s/{shop.Key}/accounts/{account.Id}/alerts/export");

    private static Uri At(string path) => new(path, UriKind.Relative);
}
