using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Users;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private const string Wrong = "کد درست نیست";
    private readonly RasanApp _app = new();
    private GivenPerson _person = null!;
    private HttpClient _browser = null!;
    private SecondFactorForm _form = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _person = await _app.APersonAsync();
        _browser = await _app.SignInAsync(_person.Name, _person.Password);
        _form = new(_browser, _person);
    }

    [Fact]
    public async Task A_copy_of_the_database_holds_neither_the_second_factors_key_nor_a_recovery_code_nor_a_cookies_key()
    {
        var key = await _form.TurnOnAsync();
        var codes = _form.RecoveryCodes;
        Assert.Equal(10, codes.Count);

        await using var store = await _app.StoreAsync();
        var kept = await store.UserTokens.Where(token => token.UserId == _person.Id).Select(token => token.Value!).ToListAsync(Ct);
        Assert.Equal(2, kept.Count);
        var plain = key.Replace(" ", "", StringComparison.Ordinal);
        Assert.All(kept, value => Assert.DoesNotContain(codes.Append(plain), secret => value.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_look_at_the_page_shows_a_fresh_key_and_changes_nothing()
    {
        using var other = await _app.SignInAsync(_person.Name, _person.Password);
        await _form.LookAsync();
        var first = _form.Key;
        await _form.LookAsync();
        Assert.NotEqual(first, _form.Key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, "/me"));
        await using var store = await _app.StoreAsync();
        Assert.False(await store.UserTokens.AnyAsync(token => token.UserId == _person.Id, Ct));
    }

    [Fact]
    public async Task After_a_wrong_code_the_key_that_was_scanned_stays_good()
    {
        await _form.LookAsync();
        var key = _form.Key;
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), _form.Carried, StringComparison.Ordinal);
        await _form.DoAsync("on", "000000");
        Assert.Contains(Wrong, _form.Page, StringComparison.Ordinal);
        Assert.Equal(key, _form.Key);
        await _form.DoAsync("on", Totp.Now(key));
        Assert.Equal(10, _form.RecoveryCodes.Count);
        Assert.True((await UserAsync()).TwoFactorEnabled);
    }

    [Fact]
    public async Task A_key_that_was_made_for_somebody_else_turns_nothing_on()
    {
        var other = await _app.APersonAsync();
        using var theirs = await _app.SignInAsync(other.Name, other.Password);
        var their = new SecondFactorForm(theirs, other);
        await their.LookAsync();
        await _form.LookAsync();
        await _form.DoAsync("on", Totp.Now(their.Key), carried: their.Carried);
        Assert.Contains(Wrong, _form.Page, StringComparison.Ordinal);
        Assert.False((await UserAsync()).TwoFactorEnabled);
    }

    [Fact]
    public async Task A_code_signs_in_once_and_the_one_that_turned_it_on_never()
    {
        var key = await _form.TurnOnAsync();
        var (used, next) = (Totp.Now(key), Totp.Next(key));
        Assert.False(await EntersAsync(used));
        Assert.True(await EntersAsync(next));
        Assert.False(await EntersAsync(next));
    }

    [Fact]
    public async Task A_code_that_is_sent_twice_at_once_signs_in_once()
    {
        var key = await _form.TurnOnAsync();
        var code = Totp.Next(key);
        var entered = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EntersAsync(code)));
        Assert.Single(entered, enters => enters);
    }

    [Fact]
    public async Task A_sign_in_by_recovery_code_is_told_as_such()
    {
        await _form.TurnOnAsync();
        var code = _form.RecoveryCodes[0];
        Assert.True(await EntersAsync(code, recovery: true));
        Assert.False(await EntersAsync(code, recovery: true));
        Assert.Equal(["user.sign_in", "user.second_factor_on", "user.sign_in_by_recovery_code", "user.sign_in_failed"], await ActionsAsync());
    }

    [Fact]
    public async Task Turned_off_it_leaves_nothing_behind()
    {
        await _form.TurnOnAsync();
        await _form.DoAsync("off");
        await NothingIsLeftAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_browser, "/me"));
        using var _ = await _app.SignInAsync(_person.Name, _person.Password);
    }

    [Fact]
    public async Task Who_has_lost_phone_and_codes_is_helped_on_the_command_line()
    {
        await _form.TurnOnAsync();
        await using var rasan = new RasanProcess(_app.DataDirectory);
        Assert.Equal(66, (await rasan.CommandAsync(Ct, "user", "reset-second-factor", "nobody")).Code);
        var ended = await rasan.CommandAsync(Ct, "user", "reset-second-factor", _person.Name.ToUpperInvariant());
        Assert.Equal((0, ""), (ended.Code, ended.Output));
        await NothingIsLeftAsync();
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(_browser, "/me"));
        using var _ = await _app.SignInAsync(_person.Name, _person.Password);
        await using var store = await _app.StoreAsync();
        var subject = User.InLog(_person.Id);
        Assert.Equal("cli", (await store.Operations.SingleAsync(o => o.Action == "user.reset_second_factor" && o.Subject == subject, Ct)).Actor);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<bool> EntersAsync(string code, bool recovery = false)
    {
        using var browser = await _app.SignInAsync(_person.Name, _person.Password);
        using var answer = await browser.PostFormAsync("/sign-in/code", "code", ("code", code), ("recovery", recovery ? "true" : "false"), ("returnUrl", "/me"));
        return await StatusAsync(browser, "/me") == HttpStatusCode.OK;
    }

    private async Task NothingIsLeftAsync()
    {
        Assert.False((await UserAsync()).TwoFactorEnabled);
        await using var store = await _app.StoreAsync();
        Assert.False(await store.UserTokens.AnyAsync(token => token.UserId == _person.Id, Ct));
    }

    private async Task<User> UserAsync()
    {
        await using var store = await _app.StoreAsync();
        return await store.Users.SingleAsync(user => user.Id == _person.Id, Ct);
    }

    private async Task<List<string>> ActionsAsync()
    {
        await using var store = await _app.StoreAsync();
        var actor = User.InLog(_person.Id);
        return await store.Operations.Where(o => o.Actor == actor).OrderBy(o => o.Id).Select(o => o.Action).ToListAsync(Ct);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return answer.StatusCode;
    }
}
