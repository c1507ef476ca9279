using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Users;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel;

/// <summary>How often a secret may be guessed, one try after another and all at once.</summary>
public sealed class LockOutTests : IAsyncDisposable
{
    private const string Wrong = "درست نیست", Locked = "قفل است", TooMany = "ورودهای ناموفق زیادی";
    private readonly RasanApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_wrong_passwords_at_once_five_are_looked_at()
    {
        var person = await _app.APersonAsync();
        using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
        await FiveAreLookedAtAsync(browser, "/sign-in", "sign-in", ("name", person.Name), ("password", "a-wrong-word"));
        Assert.Equal(4, await CountAsync(person, "user.sign_in_failed"));
    }

    [Theory]
    [InlineData("false", "000000")]
    [InlineData("true", "AAAAA-AAAAA")]
    public async Task Of_many_wrong_codes_at_once_five_are_looked_at(string recovery, string code)
    {
        var person = await _app.APersonAsync();
        using var phone = await _app.SignInAsync(person.Name, person.Password);
        await new SecondFactorForm(phone, person).TurnOnAsync();
        using var browser = await _app.SignInAsync(person.Name, person.Password);
        await FiveAreLookedAtAsync(browser, "/sign-in/code", "code", ("recovery", recovery), ("code", code));
    }

    [Theory]
    [InlineData("/me/password", "password", "old", "new", "again")]
    [InlineData(SecondFactorForm.Path, "factor", "password", "code", "code")]
    public async Task A_session_is_no_way_to_guess_the_password_and_the_log_tells_of_it(string path, string form, string field, string other, string another)
    {
        var person = await _app.APersonAsync();
        using var browser = await _app.SignInAsync(person.Name, person.Password);
        await FiveAreLookedAtAsync(browser, path, form, ("action", "on"), (field, "a-wrong-word"), (other, "yet-another-word"), (another, "yet-another-word"));
        Assert.Equal(4, await CountAsync(person, "user.password_refused"));
        Assert.NotEqual(0, await CountAsync(person, "user.locked_out"));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_like_one_that_somebody_has()
    {
        var person = await _app.APersonAsync();
        Assert.Equal(await AnswersAsync(person.Name), await AnswersAsync("nobody-of-this-name"));

        async Task<List<string>> AnswersAsync(string name)
        {
            using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
            var page = await PageAsync(browser, "/sign-in");
            var answers = new List<string>();
            for (var tries = 0; tries < 7; tries++) answers.Add(await AnswerAsync(browser, page, "/sign-in", "sign-in", ("name", tries % 2 == 0 ? name : name.ToUpperInvariant()), ("password", "a-wrong-word")));
            return answers;
        }
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_for_five_minutes()
    {
        var clock = new ManualClock();
        await using var app = new RasanApp { Clock = clock };
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false });
        var page = await PageAsync(browser, "/sign-in");
        for (var tries = 1; tries <= 5; tries++) Assert.Equal(tries < 5 ? Wrong : Locked, await TryAsync());
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(Locked, await TryAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Wrong, await TryAsync());

        Task<string> TryAsync() => AnswerAsync(browser, page, "/sign-in", "sign-in", ("name", "nobody"), ("password", "a-wrong-word"));
    }

    [Fact]
    public async Task A_person_with_a_persian_name_is_locked_out_too_and_can_change_the_password()
    {
        var user = User.Named("سارا", isSystemAdministrator: false, TimeProvider.System.GetUtcNow());
        user.SetPassword(_app.Get<IPasswordHasher<User>>(), GivenPeople.Password, mustChange: false);
        await new Given(_app.Services).SaveAsync(user);
        using var signedIn = await _app.SignInAsync("سارا", GivenPeople.Password);
        using var changed = await signedIn.PostFormAsync("/me/password", "password", ("old", GivenPeople.Password), ("new", "yet-another-word"), ("again", "yet-another-word"));
        using var again = await _app.SignInAsync("سارا", "yet-another-word");
        using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
        await FiveAreLookedAtAsync(browser, "/sign-in", "sign-in", ("name", "سارا"), ("password", "a-wrong-word"));
    }

    [Fact]
    public async Task Sixty_failures_from_one_address_in_a_minute_are_enough_for_every_name_and_every_step()
    {
        var person = await _app.APersonAsync();
        using var phone = await _app.SignInAsync(person.Name, person.Password);
        var key = await new SecondFactorForm(phone, person).TurnOnAsync();
        using var second = await _app.SignInAsync(person.Name, person.Password);
        using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
        var page = await PageAsync(browser, "/sign-in");
        for (var failures = 1; failures <= 59; failures++) Assert.Equal(Wrong, await TryAsync($"nobody-{failures}"));
        using var one = await _app.SignInAsync();
        using var other = await _app.SignInAsync();   // who gets in is not counted
        Assert.Equal(Wrong, await TryAsync("nobody-60"));
        Assert.Equal(TooMany, await TryAsync("admin", RasanApp.AdminPassword));
        Assert.Equal(TooMany, await AnswerAsync(second, await PageAsync(second, "/sign-in/code"), "/sign-in/code", "code", ("code", Totp.Next(key))));

        Task<string> TryAsync(string name, string password = "a-wrong-word") => AnswerAsync(browser, page, "/sign-in", "sign-in", ("name", name), ("password", password));
    }

    [Fact]
    public async Task Sixty_of_many_failures_at_once_from_one_address_are_looked_at()
    {
        using var browser = _app.CreateClient(new() { AllowAutoRedirect = false });
        var page = await PageAsync(browser, "/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(number => AnswerAsync(browser, page, "/sign-in", "sign-in", ("name", $"nobody-{number}"), ("password", "a-wrong-word"))));
        Assert.Equal((60, 20), (answers.Count(answer => answer == Wrong), answers.Count(answer => answer == TooMany)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The fifth locks: four are answered as wrong, all others as locked.</summary>
    private static async Task FiveAreLookedAtAsync(HttpClient browser, string path, string form, params (string, string)[] fields)
    {
        var page = await PageAsync(browser, path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => AnswerAsync(browser, page, path, form, fields)));
        Assert.Equal((4, 26), (answers.Count(answer => answer == Wrong), answers.Count(answer => answer == Locked)));
    }

    private static Task<string> PageAsync(HttpClient browser, string path) => browser.GetStringAsync(new Uri(path, UriKind.Relative), Ct);

    private static async Task<string> AnswerAsync(HttpClient browser, string page, string path, string form, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(page, path, form, fields);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        return new[] { Wrong, Locked, TooMany }.SingleOrDefault(part => text.Contains(part, StringComparison.Ordinal)) ?? $"{answer.StatusCode}";
    }

    private async Task<int> CountAsync(GivenPerson person, string action)
    {
        await using var store = await _app.StoreAsync();
        var actor = User.InLog(person.Id);
        return await store.Operations.CountAsync(o => o.Actor == actor && o.Action == action, Ct);
    }
}
