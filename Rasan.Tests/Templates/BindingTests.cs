using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Templates;

/// <summary>Templates bound to patterns at Kavenegar's simulator, with Ghasedak behind it; and calls, which go the same way.</summary>
public sealed class BindingTests(ApiFixture api) : IAsyncLifetime
{
    private const string Slots = """[{"variable":"number","slot":"token"},{"variable":"place","slot":"token3"},{"variable":"price","slot":"token2"}]""";

    private readonly SimulatorHost _simulators = new();
    private GivenShop _service = null!;
    private ApiClient _client = null!;
    private long _kavenegar;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await api.Given.AServiceAsync();
        await _service.ATemplateAsync("order", "Order {number} of {price} goes to {place}");
        _client = api.Client(await _service.ATokenAsync("send read providers:manage templates"), "en");
        _kavenegar = await SetUpAsync("kavenegar");
        await SetUpAsync("ghasedak");
    }

    public ValueTask DisposeAsync() => _simulators.DisposeAsync();

    [Fact]
    public async Task A_bound_template_goes_by_the_pattern_with_its_values_in_their_places_and_arrives()
    {
        await BindAsync();
        var delivered = await DeliveredAsync(await SendAsync("Tehran"));
        Assert.Equal(("kavenegar", true), (delivered["attempts"][0].GetProperty("provider").GetString(), delivered["attempts"][0].GetProperty("by_template").GetBoolean()));
        Assert.Equal(("order", "سفارش 1405 به مبلغ 900 در Tehran ثبت شد"), Assert.Single((await _simulators.MessagesAsync("kavenegar")).Select(message => (message.Template, message.Text))));
        Assert.Contains((await _simulators.RequestsAsync("kavenegar")), request => request.Target.Contains("/verify/lookup.json", StringComparison.Ordinal));
        await using var store = await api.Given.StoreAsync();
        Assert.True((await store.Attempts.SingleAsync(attempt => attempt.AccountId == _kavenegar, Ct)).ByTemplate);
    }

    [Fact]
    public async Task A_code_is_sealed_and_goes_by_the_pattern_all_the_same()
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.PutAsync($"templates/otp_login/bindings/{_kavenegar}", """{"code":"login","slots":[{"variable":"token","slot":"token"}]}""")).Status);
        await SentAsync(await CodeAsync("4321"));
        Assert.Equal("کد شما 4321", Assert.Single(await _simulators.MessagesAsync("kavenegar")).Text);

        await SentAsync(await CodeAsync("43 21"));
        Assert.Equal("Your code is 43 21", Assert.Single(await _simulators.MessagesAsync("ghasedak")).Text);
    }

    [Fact]
    public async Task A_value_with_a_space_takes_the_message_to_the_second_account_and_everybody_is_told_why()
    {
        await BindAsync();
        const string Body = """{"to":"09121110111","template":"order","params":{"number":"1405","price":"900","place":"New York"},"dry_run":true}""";
        foreach (var path in (string[])["routes/explain", "messages"])
        {
            var told = (await _client.PostAsync(path, Body))["route"];
            Assert.Equal(("kavenegar", "value_not_allowed"), Assert.Single(told.GetProperty("skipped").EnumerateArray().Select(skip => (skip.GetProperty("provider").GetString(), skip.GetProperty("reason").GetString()))));
            Assert.Equal("ghasedak", Assert.Single(told.GetProperty("accounts").EnumerateArray()).GetProperty("provider").GetString());
        }

        var good = await _client.PostAsync("routes/explain", Body.Replace("New York", "Tehran", StringComparison.Ordinal));
        Assert.Equal([("kavenegar", "order"), ("ghasedak", null)], good["route"].GetProperty("accounts").EnumerateArray().Select(account => (account.GetProperty("provider").GetString(), account.GetProperty("pattern").GetString())));

        var id = await SendAsync("New York");
        var sent = await SentAsync(id);
        Assert.Equal([("ghasedak", false)], sent["attempts"].EnumerateArray().Select(attempt => (attempt.GetProperty("provider").GetString(), attempt.GetProperty("by_template").GetBoolean())));
        Assert.Equal("Order 1405 of 900 goes to New York", Assert.Single(await _simulators.MessagesAsync("ghasedak")).Text);
        Assert.Empty(await _simulators.MessagesAsync("kavenegar"));

        await using var store = await api.Given.StoreAsync();
        var message = await store.Messages.AsNoTracking().SingleAsync(one => one.ServiceId == _service.Id, Ct);
        var why = api.Services.GetRequiredService<ExplainMessage>().Run(Caller(Permissions.SeeMessages), message);
        Assert.Equal([(_kavenegar, "value_not_allowed")], why.Skipped.Select(skip => (skip.Account.Id, skip.Reason)));
    }

    [Fact]
    public async Task A_binding_to_a_pattern_that_is_not_there_costs_the_message_one_attempt_and_the_account_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.PutAsync($"templates/order/bindings/{_kavenegar}", $$"""{"code":"misspelt","slots":{{Slots}}}""")).Status);
        var sent = await SentAsync(await SendAsync("Tehran"));
        Assert.Equal([("kavenegar", "424"), ("ghasedak", null)], sent["attempts"].EnumerateArray().Select(attempt => (attempt.GetProperty("provider").GetString(), attempt.GetProperty("code").GetString())));
        await SentAsync((await _client.PostAsync("messages", """{"to":"09121110111","text":"a text"}"""))["messages"][0].GetProperty("tracking_id").GetString()!);
        Assert.Equal("a text", Assert.Single(await _simulators.MessagesAsync("kavenegar")).Text);
    }

    [Fact]
    public async Task Without_a_binding_and_after_it_is_gone_the_text_goes_on_the_line()
    {
        await BindAsync();
        await _client.SendAsync(HttpMethod.Delete, $"templates/order/bindings/{_kavenegar}", content: null);
        await SentAsync(await SendAsync("New York"));
        Assert.Equal((null, "Order 1405 of 900 goes to New York"), Assert.Single((await _simulators.MessagesAsync("kavenegar")).Select(message => (message.Template, message.Text))));
    }

    [Fact]
    public async Task Sent_again_it_goes_by_the_pattern_again()
    {
        await BindAsync();
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var waiting = await SendAsync("Tehran", $""","scheduled_at":"{tomorrow}" """);
        await _client.PostAsync($"messages/{waiting}/cancel", "");
        await SentAsync((await _client.PostAsync($"messages/{waiting}/resend", "")).TrackingId);
        Assert.Equal("order", Assert.Single(await _simulators.MessagesAsync("kavenegar")).Template);
    }

    [Fact]
    public async Task Bindings_are_listed_changed_and_taken_off_and_the_log_says_by_whom()
    {
        await BindAsync();
        await BindAsync();
        var changed = await _client.PutAsync($"templates/order/bindings/{_kavenegar}", """{"code":" welcome ","slots":[],"language":"en"}""");
        Assert.Equal(("welcome", "en", "kavenegar"), (changed["code"].GetString(), changed["language"].GetString(), changed["provider"].GetString()));
        Assert.Equal("welcome", Assert.Single((await _client.GetAsync("templates/order/bindings"))["bindings"].EnumerateArray()).GetProperty("code").GetString());
        Assert.Empty((await _client.SendAsync(HttpMethod.Delete, $"templates/order/bindings/{_kavenegar}", content: null))["bindings"].EnumerateArray());
        WrongInputTests.AssertProblem(await _client.SendAsync(HttpMethod.Delete, $"templates/order/bindings/{_kavenegar}", content: null), 404, "not_found");

        await using var store = await api.Given.StoreAsync();
        var rows = await store.Operations.Where(row => row.ServiceId == _service.Id && row.Subject == "template:order").OrderBy(row => row.Id).ToListAsync(Ct);
        Assert.Equal(["template.bind", "template.bind", "template.bind", "template.unbind"], rows.Select(row => row.Action));
        Assert.Equal((true, true), (rows[0].Before is null, rows[2].Before == rows[1].After));
        Assert.Equal("welcome", JsonDocument.Parse(rows[3].Before!).RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("order", "{kavenegar}", """{"slots":[]}""", "required", "code")]
    [InlineData("order", "{kavenegar}", """{"code":"x","slots":[{"slot":"token"}]}""", "required", "slots[0].variable")]
    [InlineData("none", "{kavenegar}", """{"code":"x"}""", "unknown_template", "template")]
    [InlineData("order", "999999", """{"code":"x"}""", "unknown_account", "account")]
    [InlineData("order", "{foreign}", """{"code":"x"}""", "unknown_account", "account")]
    [InlineData("order", "{sandbox}", """{"code":"x"}""", "no_patterns", "account")]
    [InlineData("order", "{kavenegar}", """{"code":"x","slots":[{"variable":"town","slot":"token"}]}""", "unknown_variable", "slots[0].variable")]
    [InlineData("order", "{kavenegar}", """{"code":"x","slots":[{"variable":"place","slot":"token4"}]}""", "unknown_slot", "slots[0].slot")]
    [InlineData("order", "{kavenegar}", """{"code":"x","slots":[{"variable":"place","slot":"token"},{"variable":"price","slot":"token"}]}""", "repeated_slot", "slots[1].slot")]
    [InlineData("order", "{kavenegar}", """{"code":"x","language":"de"}""", "unknown_language", "language")]
    public async Task A_binding_that_makes_no_sense_is_refused_by_name(string template, string account, string body, string code, string field)
    {
        var id = account switch
        {
            "{kavenegar}" => $"{_kavenegar}",
            "{sandbox}" => $"{(await _service.ASandboxAccountAsync("plain")).Id}",
            "{foreign}" => $"{(await (await api.Given.AServiceAsync()).ASandboxAccountAsync("theirs")).Id}",
            _ => account,
        };
        var refused = await _client.PutAsync($"templates/{template}/bindings/{id}", body);
        WrongInputTests.AssertProblem(refused, 422, code);
        Assert.Equal([field], refused["errors"].EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Only_the_scope_opens_them_and_a_tenants_token_sees_its_own_accounts_alone()
    {
        await BindAsync();
        WrongInputTests.AssertProblem(await api.Client(await _service.ATokenAsync("send read providers:manage")).GetAsync("templates/order/bindings"), 403, "missing_scope");
        WrongInputTests.AssertProblem(await _client.GetAsync("templates/none/bindings"), 404, "not_found");

        var east = api.Client(await _service.ATokenAsync("templates", tenant: await _service.ATenantAsync("east")));
        Assert.Empty((await east.GetAsync("templates/order/bindings"))["bindings"].EnumerateArray());
        WrongInputTests.AssertProblem(await east.PutAsync($"templates/order/bindings/{_kavenegar}", """{"code":"x"}"""), 422, "unknown_account");
        WrongInputTests.AssertProblem(await east.SendAsync(HttpMethod.Delete, $"templates/order/bindings/{_kavenegar}", content: null), 404, "not_found");
    }

    [Fact]
    public async Task A_code_to_be_read_out_is_called_in_by_an_account_that_makes_calls()
    {
        await _service.ASandboxAccountAsync("texts alone");
        var channels = await api.Client(await _service.ATokenAsync("routing:manage")).PutAsync("channels", """{"channels":[{"channel":"sms","is_on":true},{"channel":"voice","is_on":true}]}""");
        Assert.True(channels.Status == HttpStatusCode.OK, channels.Text);
        var service = api.Services.GetRequiredService<Catalogs>().Current.Services[_service.Id];
        var order = new SendOrder
        {
            Caller = new(service, null, "test", Permissions.Send), Intent = "OTP_CALL", To = [Recipient.TryParse("09121110111", out var to) ? to : default],
            Text = "1 2 3 4", Channel = ChannelKeys.Voice,
        };
        var forecast = Assert.IsType<SendResult.DryRun>(await api.Services.GetRequiredService<SendMessage>().RunAsync(order with { DryRun = true }, Ct)).Forecast;
        Assert.Equal((0, null), (forecast.Segments, forecast.CostEstimate));
        Assert.Equal(["channel_unsupported"], forecast.Plan.Skipped.Select(skip => skip.Reason));
        var sent = Assert.IsType<SendResult.Accepted>(await api.Services.GetRequiredService<SendMessage>().RunAsync(order, Ct)).Receipt.Items[0].Id;

        var delivered = await _client.UntilAsync($"messages/{sent}", answer => answer["state"].GetString() == "delivered");
        Assert.Equal(("voice", 0, "kavenegar"), (delivered["channel"].GetString(), delivered["segments"].GetInt32(), delivered["attempts"][0].GetProperty("provider").GetString()));
        Assert.Equal((true, "1 2 3 4"), Assert.Single((await _simulators.MessagesAsync("kavenegar")).Select(message => (message.IsVoice, message.Text))));
    }

    private Caller Caller(Permissions permissions) => new(api.Services.GetRequiredService<Catalogs>().Current.Services[_service.Id], null, "test", permissions);

    private async Task BindAsync() =>
        Assert.Equal(HttpStatusCode.OK, (await _client.PutAsync($"templates/order/bindings/{_kavenegar}", $$"""{"code":"order","slots":{{Slots}}}""")).Status);

    private async Task<string> SendAsync(string place, string more = "")
    {
        var sent = await _client.PostAsync("messages", $$$"""{"to":"09121110111","template":"order","params":{"number":"1405","price":"900","place":"{{{place}}}"}{{{more}}}}""");
        Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
        return sent["messages"][0].GetProperty("tracking_id").GetString()!;
    }

    private async Task<string> CodeAsync(string code) =>
        (await _client.PostAsync("notifications/otp/send", $$$"""{"phone":"09121110111","internal_template_key":"otp_login","params":{"token":"{{{code}}}"}}""")).TrackingId;

    private Task<Answer> SentAsync(string id) => _client.UntilAsync($"messages/{id}", answer => answer["state"].GetString() is "sent" or "delivered");

    private Task<Answer> DeliveredAsync(string id) => _client.UntilAsync($"messages/{id}", answer => answer["state"].GetString() == "delivered");

    private async Task<long> SetUpAsync(string vendor)
    {
        var answer = await _client.PostAsync("notifications/providers/sms/setup", $$"""{"provider":"{{vendor}}","api_key":"{{vendor}}-0123456789","base_url":"{{_simulators.BaseUrl(vendor)}}","timeout":40}""");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (await _client.GetAsync("accounts"))["accounts"].EnumerateArray().Single(account => account.GetProperty("provider").GetString() == vendor).GetProperty("id").GetInt64();
    }
}
