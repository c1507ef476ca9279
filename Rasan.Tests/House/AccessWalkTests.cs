using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.House;

/// <summary>Every page and every endpoint there is, tried by somebody who may look only, and by somebody of another service.</summary>
public sealed class AccessWalkTests : IAsyncLifetime
{
    private const string Number = "9121112233", Text = "words that are nobody else's business";
    private readonly RasanApp _app = new();
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private GivenShop _ours = null!, _theirs = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var given = new Given(_app.Services);
        (_ours, _theirs) = (await given.AServiceAsync(), await given.AServiceAsync());
        var ours = await _ours.ASandboxAccountAsync("ours", "30001234");
        var account = ours.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (route, intent) = await ARuleAsync(given, ours.Id);
        await given.SaveAsync(new Core.Alerts.Alert { AccountId = ours.Id, RuleId = 1, On = Core.Alerts.AlertOn.Paused, At = TimeProvider.System.GetUtcNow(), IsRepeat = false, Recipient = "+98" + Number, Language = "en", Text = Text });
        using var api = _app.CreateApiClient(await _ours.ATokenAsync(string.Join(' ', Scopes.All)));
        using var answer = await api.PostAsJsonAsync("/api/v1/messages", new { to = "0" + Number, text = Text, reference = $"call 0{Number[..3]} {Number[3..6]} {Number[6..]}", tags = new[] { "0" + Number }, scheduled_at = "2027-01-01T00:00:00Z" }, Ct);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetString()!;
        foreach (var (name, value) in new[] { ("ServiceKey", _ours.Key), ("service", _ours.Key), ("id", id), ("Id", id), ("tracking_id", id), ("trackingId", id), ("documentName", "v1"), ("path", "panel.css"), ("nonfile", "x"), ("account", account), ("AccountId", account), ("line", "1"), ("rule", "1"), ("route", route), ("intent", intent), ("kind", "bulk"), ("attempt", "1"), ("secret", "guessed"), ("key", id), ("Key", id), ("Form", await _app.AFormAsync(_ours.Id, "0" + Number, Text)) })
            _places[name] = value;
    }

    private async Task<(string Route, string Intent)> ARuleAsync(Given given, long account)
    {
        var route = new Core.Routes.Route { ServiceId = _ours.Id, Intent = "OURS", CreatedAt = TimeProvider.System.GetUtcNow() };
        route.Steps.Add(new() { Position = 0, AccountId = account });
        var intent = new Core.Intents.Intent { ServiceId = _ours.Id, Key = "OURS", Kind = Core.Intents.Kind.Bulk };
        await given.SaveAsync(route, intent, new Core.Intents.KindRule { ServiceId = _ours.Id, Kind = Core.Intents.Kind.Bulk, Lane = Core.Intents.Lane.Bulk, LifetimeSeconds = 60, OnUnknown = Core.Intents.OnUnknown.Wait });
        return (route.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), intent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_viewer_reads_no_whole_number_and_no_text_at_any_address_and_changes_nothing()
    {
        var viewer = await _app.AMemberAsync(_ours.Id, AccessLevel.Viewer);
        using var browser = await _app.SignInAsync(viewer.Name, viewer.Password);
        var before = await StandingAsync();
        foreach (var (path, answer, body) in await WalkAsync(browser, methods: ["GET", "POST"]))
        {
            using (answer)
            {
                Assert.False(body.Replace(" ", "", StringComparison.Ordinal).Contains(Number, StringComparison.Ordinal), $"{path} shows the number");
                Assert.False(body.Contains(Text, StringComparison.Ordinal), $"{path} shows the text");
                Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            }
        }

        Assert.Equal(before, await StandingAsync());
    }

    [Fact]
    public async Task A_member_of_another_service_finds_nothing_of_this_one_by_any_address()
    {
        var stranger = await _app.AMemberAsync(_theirs.Id, AccessLevel.Administrator);
        using var browser = await _app.SignInAsync(stranger.Name, stranger.Password);
        var before = await StandingAsync();
        foreach (var (path, answer, body) in await WalkAsync(browser, methods: ["GET", "POST"]))
        {
            using (answer)
            {
                if (path.Contains($"/s/{_ours.Key}", StringComparison.Ordinal)) Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");
                Assert.False(body.Contains(Number, StringComparison.Ordinal) || body.Contains(Text, StringComparison.Ordinal), $"{path} shows another service's message");
            }
        }

        Assert.Equal(before, await StandingAsync());
    }

    [Fact]
    public async Task Who_has_to_change_the_password_first_sees_nothing_else()
    {
        var fresh = await _app.APersonAsync(mustChange: true);
        await new Given(_app.Services).SaveAsync(new Member { ServiceId = _ours.Id, UserId = fresh.Id, AccessLevel = AccessLevel.Administrator, CreatedAt = TimeProvider.System.GetUtcNow() });
        using var browser = await _app.SignInAsync(fresh.Name, fresh.Password);
        foreach (var (path, answer, body) in await WalkAsync(browser, methods: ["GET"], asMember: "/me/password"))
        {
            using (answer)
            {
                Assert.False(path.Contains("/s/", StringComparison.Ordinal) && answer.StatusCode != HttpStatusCode.Redirect, $"{path}: {answer.StatusCode}");
                Assert.False(body.Contains(Number, StringComparison.Ordinal) || body.Contains(Text, StringComparison.Ordinal), $"{path} shows a message");
            }
        }
    }

    [Fact]
    public async Task Another_services_token_finds_nothing_of_this_one_by_any_call()
    {
        using var api = _app.CreateApiClient(await _theirs.ATokenAsync(string.Join(' ', Scopes.All)));
        var before = await StandingAsync();
        foreach (var (path, answer, body) in await WalkAsync(api, methods: ["GET", "POST", "PUT", "DELETE"], under: "/api/"))
        {
            using (answer) Assert.False(body.Contains(Number, StringComparison.Ordinal) || body.Contains(Text, StringComparison.Ordinal), $"{path} shows another service's message");
        }

        Assert.Equal(before, await StandingAsync());
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_sign_in_or_a_token()
    {
        using var stranger = _app.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var (template, page) in PanelPages.All.Where(page => !PanelPages.IsOpenToAll(page.Page)))
        {
            using var answer = await stranger.GetAsync(new Uri(PanelPages.Fill(template, _places), UriKind.Relative), Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal), $"{template} ({page.Name}): {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_walk_would_see_what_it_looks_for()
    {
        using var administrator = await _app.SignInAsync();
        var seen = await WalkAsync(administrator, methods: ["GET"]);
        foreach (var (_, answer, _) in seen) answer.Dispose();
        Assert.Contains(seen, page => page.Body.Contains(Number, StringComparison.Ordinal));
        Assert.Contains(seen, page => page.Body.Contains(Text, StringComparison.Ordinal));
    }

    /// <summary>Every address of the router under every method, with the other service's ids.</summary>
    private async Task<List<(string Path, HttpResponseMessage Answer, string Body)>> WalkAsync(HttpClient client, string[] methods, string under = "/", string asMember = "/me")
    {
        var token = under == "/" ? await client.GetStringAsync(new Uri(asMember, UriKind.Relative), Ct) : "";
        var answers = new List<(string, HttpResponseMessage, string)>();
        foreach (var path in Addresses().Where(path => path.StartsWith(under, StringComparison.Ordinal)))
        {
            foreach (var method in methods)
            {
                var answer = method == "POST" && !path.StartsWith("/api/", StringComparison.Ordinal)
                    ? await client.PostAsync(token, path, form: null, ("id", _places["id"]), ("to", "09124445566"), ("text", "sent by trespass"), ("returnUrl", "/"))
                    : await SendAsync(client, method, path);
                answers.Add(($"{method} {path}", answer, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct))));
            }
        }

        Assert.True(answers.Count > 20, "The walk found too few addresses to mean anything.");
        return answers;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (method != "GET") request.Content = JsonContent.Create(new { to = "09124445566", phone = "09124445566", text = "sent by trespass" });
        return await client.SendAsync(request, Ct);
    }

    private IEnumerable<string> Addresses() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .Where(template => !template.StartsWith("_blazor", StringComparison.Ordinal) && !template.StartsWith("/_blazor", StringComparison.Ordinal) && !template.StartsWith("_framework", StringComparison.Ordinal)
            && !template.Contains('.', StringComparison.Ordinal) && template is not ("/sign-out" or "/language" or "/theme")
            && (!template.StartsWith("/simulators/", StringComparison.Ordinal) || template.StartsWith("/simulators/sandbox/", StringComparison.Ordinal)))   // a simulated vendor knows nobody of ours
        .Select(template => PanelPages.Fill(template, _places))
        .SelectMany(Asked)
        .Distinct(StringComparer.Ordinal);

    /// <summary>Lists and files with every question that could tell what may not be seen.</summary>
    private static IEnumerable<string> Asked(string path) => path switch
    {
        _ when path.EndsWith("/export", StringComparison.Ordinal) => from format in (string[])["csv", "xlsx"] from question in Questions select $"{path}?format={format}{question}",
        _ when path.EndsWith("/messages", StringComparison.Ordinal) => Questions.Select(question => $"{path}?sort=newest{question}"),
        _ => [path],
    };

    private static readonly string[] Questions = ["", "&q=nobody", "&to=0912111", "&reference=nothing", "&tag=nothing", "&columns=to,text,reference,tags"];

    /// <summary>Whose messages stand how: of our service, and how many there are at all; and what it has set.</summary>
    private async Task<(int All, MessageState State, int Rules, string Accounts)> StandingAsync()
    {
        await using var store = await _app.StoreAsync();
        var ours = await store.Messages.Where(m => m.ServiceId == _ours.Id).ToListAsync(Ct);
        var rules = await store.Routes.CountAsync(r => r.ServiceId == _ours.Id, Ct) + await store.Intents.CountAsync(i => i.ServiceId == _ours.Id, Ct) + await store.KindRules.CountAsync(r => r.ServiceId == _ours.Id, Ct);
        var accounts = await store.Accounts.Where(a => a.ServiceId == _ours.Id).Select(a => $"{a.Name} {a.IsActive} {a.PausedUntil} {a.RemovedAt} {a.Keys.Count} {a.Lines.Count}").ToListAsync(Ct);
        return (ours.Count, ours[0].State, rules, string.Join(';', accounts));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
