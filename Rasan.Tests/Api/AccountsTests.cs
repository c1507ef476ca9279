using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Storage;
using Rasan.Tests.Support;

namespace Rasan.Tests.Api;

/// <summary>Accounts as a service's programs make, change and remove them.</summary>
public sealed class AccountsTests(ApiFixture api)
{
    private const string Secret = "top-secret-0123456789";
    private const string Kavenegar = $$"""{"provider":"kavenegar","name":"First","credentials":{"api_key":"{{Secret}}"},"line":"۱۰۰۰۴۳۴۶"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_made_changed_and_read_and_its_secret_stands_nowhere()
    {
        var (service, client) = await ServiceAsync();
        var made = await client.PostAsync("accounts", Kavenegar);
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(("First", "10004346"), (made["name"].GetString(), made["lines"][0].GetProperty("number").GetString()));
        var account = $"accounts/{made["id"]}";
        var changed = await client.PutAsync(account, """{"name":"Second","timeout":20,"is_active":false,"report_window":3600}""");
        Assert.Equal(("Second", 20, false, 3600), (changed["name"].GetString(), changed["timeout"].GetInt32(), changed["is_active"].GetBoolean(), changed["report_window"].GetInt32()));
        var replaced = await client.PutAsync($"{account}/keys/{made["keys"][0].GetProperty("id")}", """{"label":"other","credentials":{"api_key":"another-secret-9876"}}""");
        Assert.Equal("other", replaced["label"].GetString());
        Assert.Equal("cannot_change", (await client.PutAsync(account, """{"name":"x","provider":"twilio"}""")).Code);
        var read = await client.GetAsync(account);

        await using var store = await api.Given.StoreAsync();
        var rows = await store.Operations.Where(row => row.ServiceId == service.Id).OrderBy(row => row.Id).ToListAsync(Ct);
        Assert.Equal(["account.create", "account.change", "key.replace"], rows.Select(row => row.Action));
        Assert.Contains("\"name\":\"First\"", rows[1].Before, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Second\"", rows[1].After, StringComparison.Ordinal);
        var calls = await client.UntilAsync("logs/api?method=PUT", answer => answer["calls"].GetArrayLength() >= 3);
        foreach (var text in rows.Select(row => row.Before + row.After).Append(made.Text).Append(changed.Text).Append(replaced.Text).Append(read.Text).Append(calls.Text))
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var key = await store.Keys.SingleAsync(one => one.AccountId == made["id"].GetInt64(), Ct);
        Assert.Equal("""{"api_key":"another-secret-9876"}""", System.Text.Encoding.UTF8.GetString(api.Services.GetRequiredService<ISecretBox>().Open(key.Sealed)));
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "provider", "required")]
    [InlineData("""{"provider":"nobody","name":"x"}""", "provider", "unknown_provider")]
    [InlineData("""{"provider":"kavenegar"}""", "name", "required")]
    [InlineData("""{"provider":"kavenegar","name":"x","timeout":0}""", "timeout", "bad_timeout")]
    [InlineData("""{"provider":"kavenegar","name":"x","report_window":5}""", "report_window", "bad_report_window")]
    [InlineData("""{"provider":"kavenegar","name":"x","base_url":"nonsense"}""", "base_url", "bad_url")]
    [InlineData("""{"provider":"kavenegar","name":"x","base_url":"https://192.168.1.1/v1"}""", "base_url", "base_url_not_allowed")]
    [InlineData("""{"provider":"kavenegar","name":"x","credentials":{"api_key":"short"}}""", "credentials.api_key", "too_short")]
    [InlineData("""{"provider":"kavenegar","name":"x","credentials":{"api_key":"0123456789","other":"1"}}""", "credentials.other", "unknown_field")]
    [InlineData("""{"provider":"kavenegar","name":"x","settings":{"other":"1"}}""", "settings.other", "unknown_field")]
    [InlineData("""{"provider":"kavenegar","name":"x","tenant_id":"nobody"}""", "tenant_id", "unknown_tenant")]
    public async Task What_is_wrong_is_named_by_its_field_in_both_languages_and_nothing_is_stored(string body, string field, string code)
    {
        var (service, _) = await ServiceAsync();
        var token = await service.ATokenAsync("providers:manage");
        foreach (var language in (string[])["fa", "en"])
        {
            var answer = await api.Client(token, language).PostAsync("accounts", body);
            Assert.Equal((422, code), ((int)answer.Status, answer.Code));
            Assert.DoesNotContain("_", answer["errors"].GetProperty(field)[0].GetString()!.Replace("base_url", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        await using var store = await api.Given.StoreAsync();
        Assert.Empty(await store.Accounts.Where(one => one.ServiceId == service.Id).ToListAsync(Ct));
    }

    [Fact]
    public async Task Outside_development_no_account_names_this_machine()
    {
        await using var app = new RasanApp();
        app.Settings["environment"] = "Production";
        using var http = app.CreateApiClient(await (await new Given(app.Services).AServiceAsync()).ATokenAsync("providers:manage"));
        using var answer = await http.PostAsync(new Uri("/api/v1/accounts", UriKind.Relative), new StringContent("""{"provider":"kavenegar","name":"x","base_url":"http://127.0.0.1:9/v1"}""", System.Text.Encoding.UTF8, "application/json"), Ct);
        Assert.Contains("base_url_not_allowed", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_keys_says_which_is_used_and_a_refused_one_is_put_back_by_saving_it_active()
    {
        await using var simulators = new SimulatorHost();
        var (_, client) = await ServiceAsync();
        var account = await AtSimulatorAsync(client, simulators);
        var spare = await client.PostAsync($"{account}/keys", """{"label":"spare","credentials":{"api_key":"spare-0123456789"}}""");
        Assert.Equal(2, spare["order"].GetInt32());
        Assert.Equal("label_taken", (await client.PostAsync($"{account}/keys", """{"label":"spare","credentials":{"api_key":"third-0123456789"}}""")).Code);
        var first = await client.PutAsync($"{account}/keys/{spare["id"]}", """{"label":"spare","order":1}""");
        Assert.Equal(1, first["order"].GetInt32());
        await client.PostAsync($"{account}/test", """{"to":"09121110111"}""");
        Assert.Equal("spare-0123456789", Assert.Single(await simulators.MessagesAsync("kavenegar")).Account);

        await simulators.SettingsAsync("kavenegar", new { dead_keys = new[] { "spare-0123456789" } });
        var test = await client.PostAsync($"{account}/test", """{"to":"09121110111"}""");
        Assert.Equal(("accepted", 2), (test["outcome"].GetString(), test["answers"].GetArrayLength()));
        var refused = await client.UntilAsync($"{account}/keys", answer => answer["keys"][0].GetProperty("refused_code").GetString() == "403");
        Assert.NotEmpty(refused["keys"][0].GetProperty("refused_message").GetString()!);
        Assert.NotEqual(refused["keys"][0].GetProperty("refused_message").GetString(), (await client.GetAsync($"{account}/keys"))["keys"][1].GetProperty("refused_message").GetString());

        await simulators.SettingsAsync("kavenegar", new { dead_keys = Array.Empty<string>() });
        var back = await client.PutAsync($"{account}/keys/{spare["id"]}", """{"label":"spare","is_active":true}""");
        Assert.Null(back["refused_code"].GetString());
        await client.PostAsync($"{account}/test", """{"to":"09121110111"}""");
        Assert.Equal("spare-0123456789", (await simulators.MessagesAsync("kavenegar"))[^1].Account);
        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync($"{account}/keys/{spare["id"]}")).Status);
        Assert.Equal("main", Assert.Single((await client.GetAsync($"{account}/keys"))["keys"].EnumerateArray()).GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_test_message_goes_through_this_account_alone_and_shows_the_masked_answer_and_its_meaning()
    {
        await using var simulators = new SimulatorHost();
        var (service, client) = await ServiceAsync();
        var account = await AtSimulatorAsync(client, simulators);
        await client.PutAsync(account, $$"""{"name":"First","base_url":"{{simulators.BaseUrl("kavenegar")}}","is_active":false}""");
        var good = await client.PostAsync($"{account}/test", """{"to":"۰۹۱۲۱۱۱۰۱۱۱","text":"سلام آزمایش"}""");
        Assert.Equal(("accepted", "10004346"), (good["outcome"].GetString(), good["line"].GetString()));
        Assert.Contains("***", Assert.Single(good["answers"].EnumerateArray()).GetProperty("body").GetString()!, StringComparison.Ordinal);
        foreach (var hidden in (string[])["9121110111", "سلام آزمایش", Secret]) Assert.DoesNotContain(hidden, good.Text, StringComparison.Ordinal);
        await client.UntilAsync($"messages/{good.TrackingId}", answer => answer["state"].GetString() == "delivered");

        await service.ASandboxAccountAsync("another");
        await simulators.SettingsAsync("kavenegar", new { no_credit = true });
        var persian = api.Client(await service.ATokenAsync("providers:manage"), "fa");
        var (refused, inPersian) = (await client.PostAsync($"{account}/test", """{"to":"09121110111"}"""), await persian.PostAsync($"{account}/test", """{"to":"09121110111"}"""));
        Assert.Equal(("refused", "418"), (refused["outcome"].GetString(), refused["code"].GetString()));
        Assert.NotEqual(refused["message"].GetString(), inPersian["message"].GetString());
        var failed = await client.GetAsync($"messages/{refused.TrackingId}");
        Assert.Equal(("failed", "418"), (failed["state"].GetString(), Assert.Single(failed["attempts"].EnumerateArray()).GetProperty("code").GetString()));

        Assert.Equal("bad_number", (await client.PostAsync($"{account}/test", """{"to":"0912"}""")).Code);
        Assert.Equal("unknown_line", (await client.PostAsync($"{account}/test", """{"to":"09121110111","line":"5000"}""")).Code);
        await client.DeleteAsync($"{account}/keys/{(await client.GetAsync(account))["keys"][0].GetProperty("id")}");
        Assert.Equal("no_usable_key", (await client.PostAsync($"{account}/test", """{"to":"09121110111"}""")).Code);
        await using var store = await api.Given.StoreAsync();
        Assert.Equal(3, await store.Operations.CountAsync(row => row.ServiceId == service.Id && row.Action == "account.test", Ct));
    }

    [Fact]
    public async Task A_test_whose_outcome_nobody_knows_is_asked_about_and_never_goes_to_another_account()
    {
        await using var simulators = new SimulatorHost();
        var (service, client) = await ServiceAsync();
        var account = await AtSimulatorAsync(client, simulators);
        await service.ASandboxAccountAsync("another");
        await simulators.SettingsAsync("kavenegar", new { maintenance = true });
        var unknown = await client.PostAsync($"{account}/test", """{"to":"09121110111"}""");
        Assert.Equal(("unknown", "http_503"), (unknown["outcome"].GetString(), unknown["code"].GetString()));
        Assert.Equal("uncertain", (await client.GetAsync($"messages/{unknown.TrackingId}"))["state"].GetString());
        await simulators.SettingsAsync("kavenegar", new { maintenance = false });
        var ended = await client.UntilAsync($"messages/{unknown.TrackingId}", answer => answer["state"].GetString() is not "uncertain");
        Assert.Equal("expired", ended["state"].GetString());   // it was asked about, and never was there
        Assert.Single(ended["attempts"].EnumerateArray());
    }

    [Fact]
    public async Task Paused_by_hand_an_account_rests_whatever_is_changed_of_it_until_it_is_taken_up_again()
    {
        var (_, client) = await ServiceAsync();
        var first = await client.PostAsync("accounts", """{"provider":"sandbox","name":"first"}""");
        await client.PostAsync("accounts", """{"provider":"sandbox","name":"second"}""");
        var account = $"accounts/{first["id"]}";
        Assert.Equal("first", await TakerAsync(client));
        var paused = await client.PostAsync($"{account}/pause", """{}""");
        Assert.Equal(("by_hand", 9999), (paused["pause_reason"].GetString(), paused["paused_until"].GetDateTime().Year));
        await client.PutAsync(account, """{"name":"first","timeout":5}""");
        await client.PostAsync($"{account}/test", """{"to":"09121112299"}""");
        await client.PostAsync($"{account}/lines", """{"number":"3000"}""");
        Assert.Equal("second", await TakerAsync(client));
        Assert.Equal("by_hand", (await client.GetAsync(account))["pause_reason"].GetString());
        Assert.Null((await client.PostAsync($"{account}/resume", ""))["pause_reason"].GetString());
        Assert.Equal("first", await TakerAsync(client));
        Assert.Equal("bad_limit", (await client.PostAsync($"{account}/pause", """{"minutes":0}""")).Code);
    }

    [Fact]
    public async Task An_account_is_removed_once_nothing_needs_it_and_old_messages_go_on_naming_it()
    {
        await using var simulators = new SimulatorHost();
        var (service, client) = await ServiceAsync();
        var account = await AtSimulatorAsync(client, simulators);
        var id = long.Parse(account.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
        var route = new Route { ServiceId = service.Id, Kind = Core.Intents.Kind.Transactional, CreatedAt = api.Given.Now, Steps = { new() { Position = 0, AccountId = id } } };
        await api.Given.SaveAsync(route);
        Assert.Equal((409, "account_in_use"), Of(await client.DeleteAsync(account)));
        await using (var store = await api.Given.StoreAsync())
        {
            store.Routes.Remove(await store.Routes.Include(one => one.Steps).SingleAsync(one => one.Id == route.Id, Ct));
            await store.SaveChangesAsync(Ct);
        }

        var test = await client.PostAsync($"{account}/test", """{"to":"09121110002"}""");   // never reported
        Assert.Equal((409, "account_has_open_messages"), Of(await client.DeleteAsync(account)));
        await using (var store = await api.Given.StoreAsync())
            await store.InTurnAsync(turn => store.Messages.Where(one => one.AccountId == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, Core.Messages.MessageState.Unconfirmed), turn), Ct);
        Assert.Equal((200, "removed"), ((int)(await client.DeleteAsync(account)).Status, "removed"));
        Assert.Equal(404, (int)(await client.GetAsync(account)).Status);
        Assert.Equal(404, (int)(await client.PostAsync($"{account}/resume", "")).Status);
        Assert.Empty((await client.GetAsync("accounts"))["accounts"].EnumerateArray());
        Assert.Equal("First", (await client.GetAsync($"messages/{test.TrackingId}"))["attempts"][0].GetProperty("account").GetString());
        await using var after = await api.Given.StoreAsync();
        Assert.False(await after.Keys.AnyAsync(key => key.AccountId == id, Ct));
    }

    [Fact]
    public async Task Another_services_account_is_not_there_a_shared_one_is_read_only_and_a_tenants_token_changes_its_tenants_alone()
    {
        var (_, foreign) = await ServiceAsync();
        var (service, client) = await ServiceAsync();
        var account = $"accounts/{(await client.PostAsync("accounts", Kavenegar))["id"]}";
        var key = (await client.GetAsync(account))["keys"][0].GetProperty("id");
        Assert.All([await foreign.GetAsync(account), await foreign.PutAsync(account, """{"name":"x"}"""), await foreign.DeleteAsync(account), await foreign.DeleteAsync($"{account}/keys/{key}"),
            await foreign.PostAsync($"{account}/test", """{"to":"09121110111"}"""), await foreign.PostAsync($"{account}/lines/fetch", ""), await client.GetAsync("accounts/abc"), await client.DeleteAsync($"{account}/keys/999999")], answer => Assert.Equal((404, "not_found"), Of(answer)));
        Assert.Equal("missing_scope", (await api.Client(await service.ATokenAsync("send read")).GetAsync("accounts")).Code);

        var shared = new Account { Provider = "kavenegar", Name = "for all", BaseUrl = "https://api.kavenegar.com/v1", CreatedAt = api.Given.Now, IsActive = false, CallbackSecret = "hook", Keys = { new() { Label = "hidden", Sealed = [1], CreatedAt = api.Given.Now } } };
        await api.Given.SaveAsync(shared);
        var seen = await client.GetAsync($"accounts/{shared.Id}");
        Assert.Equal((true, 0, null), (seen["shared"].GetBoolean(), seen["keys"].GetArrayLength(), seen["base_url"].GetString()));
        Assert.Equal((403, "shared_account"), Of(await client.PutAsync($"accounts/{shared.Id}", """{"name":"mine"}""")));
        await api.Given.ChangeAsync<Account>(shared.Id, one => one.Remove(api.Given.Now));   // the other tests share the server

        var branch = await service.ATenantAsync("branch");
        var bound = api.Client(await service.ATokenAsync("providers:manage", tenant: branch));
        Assert.Equal((403, "foreign_tenant"), Of(await bound.PutAsync(account, """{"name":"x"}""")));
        Assert.Equal((403, "foreign_tenant"), Of(await bound.PostAsync("accounts", """{"provider":"sandbox","name":"x","tenant_id":"other"}""")));
        var own = await bound.PostAsync("accounts", """{"provider":"sandbox","name":"own"}""");
        Assert.Equal("branch", own["tenant_id"].GetString());
        Assert.Equal(200, (int)(await bound.DeleteAsync($"accounts/{own["id"]}")).Status);
    }

    private static (int Status, string? Code) Of(Answer answer) => ((int)answer.Status, answer.Code);

    /// <summary>Who takes a message now.</summary>
    private static async Task<string?> TakerAsync(ApiClient client)
    {
        var id = (await client.PostAsync("messages", """{"to":"09121112299","text":"x"}"""))["messages"][0].GetProperty("tracking_id").GetString();
        var sent = await client.UntilAsync($"messages/{id}", answer => answer["attempts"].GetArrayLength() > 0);
        return sent["attempts"][0].GetProperty("account").GetString();
    }

    private static async Task<string> AtSimulatorAsync(ApiClient client, SimulatorHost simulators)
    {
        var made = await client.PostAsync("accounts", $$"""{"provider":"kavenegar","name":"First","credentials":{"api_key":"{{Secret}}"},"line":"10004346","base_url":"{{simulators.BaseUrl("kavenegar")}}","timeout":40}""");
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        return $"accounts/{made["id"]}";
    }

    private async Task<(GivenShop Service, ApiClient Client)> ServiceAsync()
    {
        var service = await api.Given.AServiceAsync();
        return (service, api.Client(await service.ATokenAsync("send read logs providers:manage"), "en"));
    }
}
