using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rasan.Core.Channels;
using Rasan.Web.Api;

namespace Rasan.Tests.Sandbox;

public sealed class SandboxSimulatorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_record_is_read_page_by_page_and_by_number_and_outcome()
    {
        await using var rig = await SandboxRig.StartAsync();
        await rig.SendAsync(rig.To("+989120000100", "یک"));
        await rig.SendAsync(rig.To("+989120000001", "دو"));
        await rig.SendAsync(rig.To("+989120000100", "سه"));
        await using var door = await DoorAsync(rig);
        using var http = door.Client();

        var first = await http.GetFromJsonAsync<JsonElement>("/simulators/sandbox/__fake/requests?limit=2", Ct);
        Assert.Equal((2, 3), (first.GetProperty("requests").GetArrayLength(), first.GetProperty("total").GetInt32()));
        var one = first.GetProperty("requests")[0];
        Assert.Equal(
            ("+989120000100", "یک", "received", 1, 100),
            (one.GetProperty("recipient").GetString(), one.GetProperty("text").GetString(), one.GetProperty("outcome").GetString(), one.GetProperty("account_id").GetInt32(), one.GetProperty("cost").GetInt32()));
        Assert.Equal("4000000000000000001", one.GetProperty("own_id").GetString());

        var rest = await http.GetFromJsonAsync<JsonElement>("/simulators/sandbox/__fake/requests?after=2", Ct);
        Assert.Equal("سه", Assert.Single(rest.GetProperty("requests").EnumerateArray()).GetProperty("text").GetString());
        var refused = await http.GetFromJsonAsync<JsonElement>("/simulators/sandbox/__fake/requests?outcome=refused", Ct);
        Assert.Equal("bad_number", Assert.Single(refused.GetProperty("requests").EnumerateArray()).GetProperty("code").GetString());
        var ofNumber = await http.GetFromJsonAsync<JsonElement>("/simulators/sandbox/__fake/requests?recipient=09120000100", Ct);
        Assert.Equal(2, ofNumber.GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(new Uri("/simulators/sandbox/__fake/requests?outcome=lost", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task An_account_is_steered_and_every_change_is_answered_with_how_it_stands()
    {
        await using var rig = await SandboxRig.StartAsync();
        await using var door = await DoorAsync(rig);
        using var http = door.Client();

        using var changed = await http.PostAsJsonAsync("/simulators/sandbox/__fake/accounts/7", new { healthy = false, credit = 500 }, Ct);
        Assert.Equal("""{"id":7,"healthy":false,"credit":500,"expires_at":null}""", await changed.Content.ReadAsStringAsync(Ct));
        Assert.Equal("unreachable", Assert.IsType<ProviderAnswer.Refused>(await rig.SendAsync(rig.To("+989120000100"), SandboxRig.Account(7))).Code);

        using var healed = await http.PostAsJsonAsync("/simulators/sandbox/__fake/accounts/7", new { healthy = true, expires_at = "2026-11-21T00:00:00Z" }, Ct);
        Assert.Equal("""{"id":7,"healthy":true,"credit":500,"expires_at":"2026-11-21T00:00:00+00:00"}""", await healed.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"credit":"much"}""")]
    [InlineData("""{"credit":-1}""")]
    public async Task An_unreadable_change_is_refused_and_changes_nothing(string body)
    {
        await using var rig = await SandboxRig.StartAsync();
        await using var door = await DoorAsync(rig);
        using var http = door.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync(new Uri("/simulators/sandbox/__fake/accounts/7", UriKind.Relative), content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null((await rig.Provider.StandingAsync(SandboxRig.Account(7), Ct)).ExpiresAt);
    }

    [Theory]
    [InlineData("Development", false, null, HttpStatusCode.OK)]
    [InlineData("Production", false, null, HttpStatusCode.NotFound)]
    [InlineData("Production", true, null, HttpStatusCode.OK)]
    [InlineData("Development", true, "203.0.113.7", HttpStatusCode.NotFound)]
    [InlineData("Production", true, "203.0.113.7", HttpStatusCode.NotFound)]
    [InlineData("Production", true, "::ffff:127.0.0.1", HttpStatusCode.OK)]
    public async Task The_doors_are_there_for_this_machine_in_development_or_when_opened(string environment, bool enabled, string? caller, HttpStatusCode status)
    {
        await using var rig = await SandboxRig.StartAsync();
        await using var door = await DoorAsync(rig, environment, enabled, caller);
        using var http = door.Client();

        foreach (var path in (string[])["/simulators/sandbox/__fake/requests", "/simulators/kavenegar/__fake/requests", "/simulators/kavenegar/v1/0/utils/getdate.json"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static async Task<Door> DoorAsync(SandboxRig rig, string environment = "Development", bool enabled = false, string? caller = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Rasan:Simulators:Enabled"] = enabled.ToString();
        builder.Services.AddSimulators().AddSingleton(rig.Control).AddSingleton<TimeProvider>(rig.Clock);
        var app = builder.Build();
        if (caller is not null)
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
                return next(context);
            });
        }
        app.MapSimulators();
        await app.StartAsync(Ct);
        return new(app);
    }

    private sealed class Door(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Client() => new() { BaseAddress = new(app.Urls.Single()) };

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
