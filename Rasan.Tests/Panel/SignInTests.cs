using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Users;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

/// <summary>What the sign-in promises beyond what a browser shows.</summary>
public sealed class SignInTests : IAsyncDisposable
{
    private readonly RasanApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/me/sessions", "/me/sessions")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    public async Task The_way_back_is_always_inside_the_program(string asked, string given)
    {
        using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
        using var answer = await browser.PostFormAsync("/sign-in", "sign-in", ("name", "admin"), ("password", RasanApp.AdminPassword), ("returnUrl", asked));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(given, answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString);
    }

    [Fact]
    public async Task A_password_that_somebody_else_sets_ends_every_session()
    {
        var person = await _app.APersonAsync();
        using var browser = await _app.SignInAsync(person.Name, person.Password);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/me"));
        Assert.IsType<ResetPasswordResult.Done>(await _app.Get<ResetPassword>().RunAsync(person.Name, "yet-another-word", "cli", Ct));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser, "/me"));
    }

    [Fact]
    public async Task Whoever_changes_the_password_stays_and_the_other_browser_is_out()
    {
        var person = await _app.APersonAsync();
        using var here = await _app.SignInAsync(person.Name, person.Password);
        using var there = await _app.SignInAsync(person.Name, person.Password);
        using var answer = await here.PostFormAsync("/me/password", "password", ("old", person.Password), ("new", "yet-another-word"), ("again", "yet-another-word"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here, "/me"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(there, "/me"));
        using var _ = await _app.SignInAsync(person.Name, "yet-another-word");
    }

    [Fact]
    public async Task Nobody_ends_another_persons_session()
    {
        var (person, other) = (await _app.APersonAsync(), await _app.APersonAsync());
        using var theirs = await _app.SignInAsync(other.Name, other.Password);
        using var browser = await _app.SignInAsync(person.Name, person.Password);
        var sessions = await _app.Get<Sessions>().ListAsync(other.Id, Ct);
        using var answer = await browser.PostFormAsync("/me/sessions", "end", ("id", sessions[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(theirs, "/me"));
    }

    [Fact]
    public async Task Signing_in_and_out_and_failing_at_it_is_in_the_operation_log()
    {
        var member = await _app.AMemberAsync(_app.Sandbox.Id, AccessLevel.Viewer);
        using var stranger = _app.CreateClient(new() { AllowAutoRedirect = false });
        using var refused = await stranger.PostFormAsync("/sign-in", "sign-in", ("name", member.Name), ("password", "a-wrong-password"));
        using var browser = await _app.SignInAsync(member.Name, member.Password);
        using var left = await browser.PostAsync(await browser.GetStringAsync(new Uri("/me", UriKind.Relative), Ct), "/sign-out", form: null);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        await using var store = await _app.StoreAsync();
        var actor = User.InLog(member.Id);
        Assert.Equal(["user.sign_in_failed", "user.sign_in", "user.sign_out"], await store.Operations.Where(o => o.Actor == actor).OrderBy(o => o.Id).Select(o => o.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_circuit_is_opened_for_nobody_who_is_not_signed_in()
    {
        using var stranger = _app.CreateClient(new() { AllowAutoRedirect = false });
        using var answer = await stranger.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), content: null, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return answer.StatusCode;
    }
}
