using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Tests.Support;

namespace Rasan.Tests.Hosting;

/// <summary>The doors at which providers call back: who may speak, and what it changes.</summary>
public sealed class CallbackTests : IAsyncLifetime
{
    private const string AuthToken = "twilio-0123456789", PublicBase = "https://sms.example.org";
    private readonly RasanApp _app = new();
    private readonly SimulatorHost _simulators = new();
    private HttpClient _api = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.Settings["Rasan:PublicBaseUrl"] = PublicBase;
        _app.Listen();
        _api = _app.CreateApiClient();
        await _simulators.SettingsAsync("kavenegar", new { final_seconds = 100_000 });   // its own word is waited for by nobody here
        await _simulators.SettingsAsync("twilio", new { final_seconds = 100_000 });
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
        await _simulators.DisposeAsync();
    }

    [Fact]
    public async Task A_report_behind_the_secret_counts_once_however_often_it_comes_and_a_late_failure_changes_nothing()
    {
        var (account, message, reference) = await SentAsync("kavenegar", """{"provider":"kavenegar","api_key":"0123456789","base_url":"BASE"}""");
        for (var times = 0; times < 5; times++) Assert.Equal(HttpStatusCode.OK, await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}/status", ("messageid", reference), ("status", "10")));
        await UntilAsync(message, MessageState.Delivered);
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}/status", ("messageid", reference), ("status", "6")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}/inbound", ("messageid", "77"), ("from", "09121112233"), ("to", "10004346"), ("message", "لغو"), ("date", "1795000000")));   // behind the others in the queue
        await UntilInboxAsync(1);
        await using var store = await _app.StoreAsync();
        Assert.Equal(MessageState.Delivered, (await store.Messages.SingleAsync(one => one.TrackingId == message, Ct)).State);
        Assert.Equal(1, await store.DeliveryReports.CountAsync(Ct));
    }

    [Fact]
    public async Task A_wrong_secret_finds_nothing_and_is_logged()
    {
        var (account, message, reference) = await SentAsync("kavenegar", """{"provider":"kavenegar","api_key":"0123456789","base_url":"BASE"}""");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}x/status", ("messageid", reference), ("status", "10")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/hooks/ghasedak/{account.CallbackSecret}/inbound", ("id", "1"), ("from", "09121112233"), ("to", "1000"), ("message", "x")));
        await AssertUnchangedAsync(message);
    }

    [Fact]
    public async Task A_signed_report_counts_and_one_with_another_signature_is_refused_logged_and_changes_nothing()
    {
        var (account, message, reference) = await SentAsync("twilio", """{"provider":"twilio","account_sid":"AC00000000000000000000000000000001","auth_token":"AUTH","from":"+15017122661","base_url":"BASE"}""".Replace("AUTH", AuthToken, StringComparison.Ordinal));
        await using var store = await _app.StoreAsync();
        var ownId = await store.Attempts.Where(attempt => attempt.Reference == reference).Select(attempt => attempt.OwnId).SingleAsync(Ct);
        var path = $"/hooks/twilio/{account.Id}/{ownId}";
        (string, string)[] form = [("MessageSid", reference), ("MessageStatus", "delivered"), ("AccountSid", "AC00000000000000000000000000000001")];

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, Sign(path, form, "another-token"), form));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, form));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, Sign(path, form, AuthToken), [("MessageSid", reference), ("MessageStatus", "failed"), ("AccountSid", "AC00000000000000000000000000000001")]));
        await AssertUnchangedAsync(message);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(path, Sign(path, form, AuthToken), form));
        await UntilAsync(message, MessageState.Delivered);
    }

    [Fact]
    public async Task What_comes_in_is_kept_once_and_read_by_its_own_service_alone()
    {
        var (account, _, _) = await SentAsync("kavenegar", """{"provider":"kavenegar","api_key":"0123456789","base_url":"BASE"}""");
        for (var times = 0; times < 3; times++)
            await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}/inbound", ("messageid", "35850015"), ("from", "09121112233"), ("to", "10004346"), ("message", "لغو ۱۱"), ("date", "1795000000"));
        await PostAsync($"/hooks/kavenegar/{account.CallbackSecret}/inbound", ("messageid", "35850016"), ("from", "09121112244"), ("to", "10004346"), ("message", "سلام"), ("date", "1795000001"));
        var page = await UntilInboxAsync(2);
        Assert.Equal(["+989121112244", "+989121112233"], page.EnumerateArray().Select(one => one.GetProperty("from").GetString()));
        Assert.Equal("لغو ۱۱", page[1].GetProperty("text").GetString());
        Assert.Equal(1, (await InboxAsync("?sender=09121112233")).GetArrayLength());

        var other = await new Given(_app.Services).AServiceAsync();
        using var stranger = _app.CreateApiClient(await other.ATokenAsync("read"));
        Assert.Equal(0, (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/inbox", Ct)).GetProperty("messages").GetArrayLength());
    }

    private async Task<(Account Account, TrackingId Message, string Reference)> SentAsync(string vendor, string setUp)
    {
        using var answer = await _api.PostAsync(new Uri("/api/v1/notifications/providers/sms/setup", UriKind.Relative), Json(setUp.Replace("BASE", _simulators.BaseUrl(vendor).ToString(), StringComparison.Ordinal)), Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        using var sent = await _api.PostAsJsonAsync("/api/v1/messages", new { to = "+989121112345", text = "x" }, Ct);
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("messages")[0].GetProperty("tracking_id").GetGuid();
        var message = new TrackingId(id);
        await UntilAsync(message, MessageState.Sent);
        await using var store = await _app.StoreAsync();
        var reference = await store.Attempts.Where(attempt => store.Messages.Any(one => one.Id == attempt.MessageId && one.TrackingId == message)).Select(attempt => attempt.Reference).SingleAsync(Ct);
        return (await store.Accounts.SingleAsync(one => one.Provider == vendor, Ct), message, reference!);
    }

    private async Task AssertUnchangedAsync(TrackingId message)
    {
        await using var store = await _app.StoreAsync();
        Assert.Equal(MessageState.Sent, (await store.Messages.SingleAsync(one => one.TrackingId == message, Ct)).State);
        Assert.Equal(0, await store.DeliveryReports.CountAsync(Ct));
        await Eventually.IsTrueAsync(async () =>
        {
            await using var logs = await _app.Get<IDbContextFactory<Core.Logs.LogsDb>>().CreateDbContextAsync(Ct);
            return await logs.ApiCalls.AnyAsync(call => call.Route.StartsWith("/hooks/") && (call.Status == 403 || call.Status == 404), Ct);
        }, "the refusal is logged", Ct);
    }

    private Task UntilAsync(TrackingId message, MessageState state) => Eventually.IsTrueAsync(async () =>
    {
        await using var store = await _app.StoreAsync();
        return await store.Messages.AnyAsync(one => one.TrackingId == message && one.State == state, Ct);
    }, $"it is {state}", Ct);

    private async Task<JsonElement> InboxAsync(string query = "") => (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/inbox{query}", Ct)).GetProperty("messages");

    private async Task<JsonElement> UntilInboxAsync(int count)
    {
        await Eventually.IsTrueAsync(async () => (await InboxAsync()).GetArrayLength() >= count, "what came in is kept", Ct);
        var page = await InboxAsync();
        Assert.Equal(count, page.GetArrayLength());
        return page;
    }

    private Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] form) => PostAsync(path, signature: null, form);

    private async Task<HttpStatusCode> PostAsync(string path, string? signature, (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        if (signature is not null) request.Headers.Add("X-Twilio-Signature", signature);
        using var provider = _app.CreateClient();
        using var answer = await provider.SendAsync(request, Ct);
        return answer.StatusCode;
    }

#pragma warning disable CA5350 // the vendor signs with SHA-1
    /// <summary>As the vendor's own description has it, word for word.</summary>
    private static string Sign(string path, (string Name, string Value)[] form, string token) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(PublicBase + path + string.Concat(form.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value)))));
#pragma warning restore CA5350

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
