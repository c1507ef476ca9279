using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Logs;
using Rasan.Core.Users;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

/// <summary>What a person changes about themselves, and what the log tells of it.</summary>
public sealed class MyselfTests : IAsyncLifetime
{
    private readonly RasanApp _app = new();
    private GivenPerson _person = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _person = await _app.APersonAsync();
        _browser = await _app.SignInAsync(_person.Name, _person.Password);
    }

    [Fact]
    public async Task Of_two_new_passwords_at_once_one_is_taken_and_its_owner_stays()
    {
        string[] wanted = ["a-first-new-word", "a-second-new-word"];
        var page = await PageAsync("/me/password");
        var said = await Task.WhenAll(wanted.Select(async word =>
        {
            using var answer = await _browser.PostAsync(page, "/me/password", "password", ("old", _person.Password), ("new", word), ("again", word));
            return await TextAsync(answer);
        }));
        var taken = Array.FindIndex(said, text => text.Contains("گذرواژه تغییر کرد", StringComparison.Ordinal));
        Assert.Single(said, text => text.Contains("گذرواژه تغییر کرد", StringComparison.Ordinal));
        using var again = await _app.SignInAsync(_person.Name, wanted[taken]);
        using var here = await _browser.GetAsync(new Uri("/me", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
    }

    [Fact]
    public async Task A_changed_profile_is_told_before_and_after_by_what_changed_alone()
    {
        await SaveAsync(("displayName", "Sara"), ("phone", "09121112233"), ("language", "en"));
        await SaveAsync(("displayName", "Sara"), ("phone", "09121112233"), ("language", "en"));
        await SaveAsync(("displayName", ""), ("phone", "09121112233"), ("language", "en"), ("theme", "dark"));
        var told = await OperationsAsync("user.change_profile");
        Assert.Equal(
            [
                ("""{"display_name":null,"phone":null,"language":null}""", """{"display_name":"Sara","phone":"\u002B98912***2233","language":"en"}"""),
                ("""{"display_name":"Sara","theme":null}""", """{"display_name":null,"theme":"dark"}"""),
            ],
            told.Select(o => (o.Before!, o.After!)));

        async Task SaveAsync(params (string, string)[] fields)
        {
            using var answer = await _browser.PostFormAsync("/me", "profile", fields);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Language_and_theme_chosen_in_the_header_are_told_once()
    {
        var page = await PageAsync("/me");
        foreach (var (path, field, value) in new[] { ("/language", "language", "en"), ("/language", "language", "en"), ("/theme", "theme", "dark"), ("/theme", "theme", "dark") })
        {
            using var answer = await _browser.PostAsync(page, path, form: null, (field, value), ("returnUrl", "/me"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        var told = await OperationsAsync("user.change_profile");
        Assert.Equal([("""{"language":null}""", """{"language":"en"}"""), ("""{"theme":null}""", """{"theme":"dark"}""")], told.Select(o => (o.Before!, o.After!)));
    }

    [Fact]
    public async Task A_name_longer_than_a_hundred_characters_is_refused()
    {
        using var refused = await _browser.PostFormAsync("/me", "profile", ("displayName", new string('x', 101)));
        Assert.Contains("۱۰۰", await TextAsync(refused), StringComparison.Ordinal);
        using var taken = await _browser.PostFormAsync("/me", "profile", ("displayName", new string('x', 100)));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
    }

    [Fact]
    public async Task Another_session_that_is_ended_is_told_by_its_number()
    {
        using var other = await _app.SignInAsync(_person.Name, _person.Password);
        var newest = (await _app.Get<Sessions>().ListAsync(_person.Id, Ct))[0].Id;
        using var answer = await _browser.PostFormAsync("/me/sessions", "end", ("id", newest.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal($"session:{newest}", Assert.Single(await OperationsAsync("session.end")).Subject);
        Assert.Empty(await OperationsAsync("user.sign_out"));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    private Task<string> PageAsync(string path) => _browser.GetStringAsync(new Uri(path, UriKind.Relative), Ct);

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    private async Task<List<Operation>> OperationsAsync(string action)
    {
        await using var store = await _app.StoreAsync();
        var actor = User.InLog(_person.Id);
        return await store.Operations.Where(o => o.Actor == actor && o.Action == action).OrderBy(o => o.Id).ToListAsync(Ct);
    }
}
