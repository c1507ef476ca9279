using System.Net;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Inbox;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>Accounts with secrets that can be recognised go every way a call can fail, with every log as talkative as it can be set; then all that was written is searched for them.</summary>
public sealed class SecretsTests
{
    private const string RaygansUser = "rasan-user";

    /// <summary>What stays of a secret in any spelling: around it stands what addresses and JSON write otherwise.</summary>
    private static readonly Dictionary<string, string> Cores = VendorAccounts.Vendors.ToDictionary(vendor => vendor, vendor => $"s3cr3tOf{vendor}0451", StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_ever_written_anywhere()
    {
        await using var apart = new RasanProcess();
        await using var vendors = await apart.SimulateAsync(Ct);   // in a process of their own: what a vendor writes of us is not ours
        using var said = new EverythingSaid();
        await using var app = Talkative();
        using var http = app.CreateApiClient();
        var client = new ApiClient(http, token: null) { Language = "en" };
        await using var failing = new RawServer(RawServer.Http(500, ""));
        await using var garbage = new RawServer(RawServer.Http(200, "<html>{[" + new string('x', 50)));
        await using var cut = new RawServer("");
        await using var half = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"return\":");

        foreach (var vendor in VendorAccounts.Vendors)
        {
            var good = new Uri(vendors.Http.BaseAddress!, $"simulators/{vendor}{(vendor is "kavenegar" or "ippanel" ? "/v1" : "")}");
            await SwitchAsync(vendors, vendor, """{"bad_key":true}""");
            await SetUpAsync(said, client, vendor, good, verify: true);
            await SwitchAsync(vendors, vendor, """{"bad_key":false}""");
            foreach (var wrong in (Uri[])[failing.Address, garbage.Address, cut.Address, half.Address, new($"http://127.0.0.1:{FreePorts.Next()}/"), new("http://10.1.2.3/v1")])
            {
                await SetUpAsync(said, client, vendor, wrong, verify: true);
                if (await SetUpAsync(said, client, vendor, wrong, verify: false) is not HttpStatusCode.OK) continue;
                await SendAsync(said, client, vendor, "09121110111");
                await TryAsync(said, client, vendor);
                await AskAsync(app);
            }

            Assert.Equal(HttpStatusCode.OK, await SetUpAsync(said, client, vendor, good, verify: true));
            foreach (var number in (string[])["0111", "0001", "0006", "0007", "0008", "0009"]) await SendAsync(said, client, vendor, $"0912111{number}");
            foreach (var fault in (string[])["bad_key", "maintenance", "truncated_json", "no_credit", "ip_not_allowed", "line_not_owned"])
            {
                await SwitchAsync(vendors, vendor, $$"""{"{{fault}}":true}""");
                await SendAsync(said, client, vendor, "09121110111");
                await AskAsync(app);
                await SwitchAsync(vendors, vendor, $$"""{"{{fault}}":false}""");
            }

            await CallBackAsync(said, app, vendor);
        }

        foreach (var path in (string[])["accounts", "notifications/settings/providers/sms", "messages?limit=100", "logs/operations", "logs/api", "inbox", "/openapi/v1.json", "/healthz", "/readyz"])
            said.Add($"answer:{path}", (await client.GetAsync(path)).Text);
        foreach (var id in await IdsAsync(app)) said.Add("answer:message", (await client.GetAsync($"messages/{id}")).Text);
        await Eventually.IsTrueAsync(async () =>
        {
            await using var logs = await app.Get<IDbContextFactory<Core.Logs.LogsDb>>().CreateDbContextAsync(Ct);
            return await logs.ApiCalls.AnyAsync(call => call.Route.Contains("/inbox"), Ct);
        }, "the API log is written", Ct);
        await said.AddFilesAsync(app.DataDirectory, Ct);

        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "answer", "exception", "file", "metric" }, said.Heard.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.All(Cores, secret => Assert.Empty(said.WhereSaid(secret.Value)));
        var doors = await CallbackSecretsAsync(app);
        Assert.All(doors, door => Assert.DoesNotContain(said.WhereSaid(door), where => !where.StartsWith("answer:accounts", StringComparison.Ordinal) && !where.StartsWith("file:rasan.db", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_search_finds_a_secret_however_it_is_written()
    {
        using var said = new EverythingSaid();
        const string secret = "s3cr3tToBeFound0451";
        foreach (var before in (string[])["", "a", "ab", "user:"]) said.Add("here", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{before}{secret}+/%")));
        said.Add("there", Uri.EscapeDataString($"+/{secret}%"));
        var path = Directory.CreateTempSubdirectory("rasan-said-").FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "file.db"), $"…{secret}", Ct);
        await said.AddFilesAsync(path, Ct);
        Directory.Delete(path, recursive: true);
        Assert.Equal(6, said.WhereSaid(secret).Count());
        Assert.Empty(said.WhereSaid("s3cr3tNobodyHasWritten"));
    }

    /// <summary>As in production, where the log keeps every property beside its words; each category at its most talkative.</summary>
    private static RasanApp Talkative()
    {
        var app = new RasanApp();
        foreach (var category in (string[])["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.Hosting.Lifetime", "Microsoft.AspNetCore.DataProtection", "Quartz", "System"]) app.Settings[$"Logging:LogLevel:{category}"] = "Trace";
        app.Settings["environment"] = "Production";
        app.Settings["Rasan:Bootstrap:Enabled"] = "true";
        app.Settings["Rasan:Outgoing:AllowedHosts:0"] = "127.0.0.1";
        return app;
    }

    private static string Credentials(string vendor) => vendor switch
    {
        "raygansms" => $$""" "username":"{{RaygansUser}}","password":"+/{{Cores[vendor]}}%&","from":"50002910001080" """,
        "twilio" => $$""" "account_sid":"AC00000000000000000000000000000001","auth_token":"+/{{Cores[vendor]}}%&","from":"+15017122661" """,
        "ippanel" => $$""" "api_key":"+/{{Cores[vendor]}}%&","from":"+983000505" """,
        _ => $$""" "api_key":"+{{Cores[vendor]}}%&" """,
    };

    private static async Task<HttpStatusCode> SetUpAsync(EverythingSaid said, ApiClient client, string vendor, Uri baseUrl, bool verify)
    {
        var answer = await client.PostAsync("notifications/providers/sms/setup", $$$"""{"provider":"{{{vendor}}}",{{{Credentials(vendor)}}},"base_url":"{{{baseUrl}}}","timeout":1,"tenant_id":"{{{vendor}}}","options":{"verify":{{{(verify ? "true" : "false")}}} }}""");
        said.Add("answer:setup", answer.Text);
        return answer.Status;
    }

    /// <summary>Tried by hand: the provider's own words are on the screen.</summary>
    private static async Task TryAsync(EverythingSaid said, ApiClient client, string vendor)
    {
        var account = (await client.GetAsync("accounts"))["accounts"].EnumerateArray().Single(one => one.GetProperty("provider").GetString() == vendor).GetProperty("id");
        said.Add("answer:test", (await client.PostAsync($"accounts/{account}/test", """{"to":"09121110111"}""")).Text);
        said.Add("answer:refresh", (await client.PostAsync($"accounts/{account}/refresh", "")).Text);
        said.Add("answer:fetch", (await client.PostAsync($"accounts/{account}/lines/fetch", "")).Text);
    }

    /// <summary>Until its first call is over, whatever came of it.</summary>
    private static async Task SendAsync(EverythingSaid said, ApiClient client, string vendor, string number)
    {
        var id = (await client.PostAsync("notifications/send", $$$"""{"intent":"ORDER_PAID","recipient":{"phone":"{{{number}}}","tenant_id":"{{{vendor}}}"},"payload":{"text":"سلام"}}""")).TrackingId;
        var answer = await client.UntilAsync($"notifications/{id}", answer => answer["attempts"].EnumerateArray().Any(attempt => attempt.GetProperty("outcome").GetString() != "started") || answer["delivery_status"].GetString() is not ("queued" or "submitting"));
        said.Add("answer:notification", answer.Text);
    }

    /// <summary>What the jobs ask: standing, reports, what came in.</summary>
    private static async Task AskAsync(RasanApp app)
    {
        await app.Get<RefreshStandings>().RunAsync(Ct);
        await app.Get<PollReports>().RunAsync(Ct);
        await app.Get<PullInbound>().RunAsync(Ct);
    }

    private static async Task CallBackAsync(EverythingSaid said, RasanApp app, string vendor)
    {
        await using var store = await app.StoreAsync();
        var account = await store.Accounts.SingleAsync(one => one.Provider == vendor, Ct);
        using var http = app.CreateClient();
        foreach (var path in (string[])[$"/hooks/{vendor}/{account.CallbackSecret}/status", $"/hooks/{vendor}/{account.CallbackSecret}x/status", $"/hooks/{vendor}/{account.CallbackSecret}/inbound", $"/hooks/{vendor}/{account.Id}/12345", $"/hooks/{vendor}/{account.Id}/inbound"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("messageid", "1"), new("status", "nonsense")]) };
            request.Headers.Add("X-Twilio-Signature", "bm90aGluZw==");
            using var answer = await http.SendAsync(request, Ct);
            said.Add("answer:hook", await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    private static async Task SwitchAsync(RunningProgram vendors, string vendor, string settings)
    {
        using var answer = await vendors.Http.PutAsync(new Uri($"/simulators/{vendor}/__fake/settings", UriKind.Relative), new StringContent(settings), Ct);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(RasanApp app)
    {
        await using var store = await app.StoreAsync();
        return [.. (await store.Messages.Select(message => message.TrackingId).ToListAsync(Ct)).Select(id => id.ToString())];
    }

    private static async Task<IReadOnlyList<string>> CallbackSecretsAsync(RasanApp app)
    {
        await using var store = await app.StoreAsync();
        return await store.Accounts.Where(account => account.CallbackSecret != null && account.CallbackSecret != "").Select(account => account.CallbackSecret!).ToListAsync(Ct);
    }
}
