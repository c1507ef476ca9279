using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rasan.Core.Channels;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Sixth;

/// <summary>docs/add-a-provider.md is enough: what it says is done here for a vendor that the program has never heard of.</summary>
public sealed class SixthProviderTests
{
    private const string Ring = "ring-0451", Window = "09121110111", Wall = "09121110112";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_added_by_the_document_alone_is_set_up_delivers_and_explains_its_codes_in_both_languages()
    {
        await using var loft = new Loft();
        await using var app = new RasanApp
        {
            Added = services => services.AddKeyedSingleton<IProvider, PigeonProvider>(PigeonProvider.ProviderKey).AddKeyedSingleton<CodeTexts>(PigeonProvider.ProviderKey, PigeonCodes.Table.Text),
        };
        using var http = app.CreateApiClient();
        var (english, persian) = (new ApiClient(http, token: null) { Language = "en" }, new ApiClient(http, token: null) { Language = "fa" });
        Assert.Equal("too_short", (await SetUpAsync(english, loft, "abc")).Code);
        Assert.Equal("not_verified", (await SetUpAsync(english, loft, "ring-0000")).Code);
        Assert.Equal(HttpStatusCode.OK, (await SetUpAsync(english, loft, Ring)).Status);
        Assert.Contains((await english.GetAsync("notifications/settings/providers/sms?tenant_id=birds"))["providers"].EnumerateArray(), one => one.GetProperty("provider").GetString() == "pigeon" && one.GetProperty("configured").GetBoolean());

        var delivered = await UntilEndAsync(english, Window);
        Assert.Equal(("delivered", "pigeon"), (delivered["state"].GetString(), delivered["provider"].GetString()));
        Assert.Equal("The text", Assert.Single(loft.Letters, letter => letter.To == "+989121110111").Text);
        var report = Assert.Single(delivered["reports"].EnumerateArray());
        Assert.Equal(("status_2", "On the window sill"), (report.GetProperty("code").GetString(), report.GetProperty("message").GetString()));
        Assert.Equal("روی لبهٔ پنجره", (await persian.GetAsync($"messages/{delivered.TrackingId}"))["reports"][0].GetProperty("message").GetString());

        var failed = await UntilEndAsync(english, Wall);
        Assert.Equal(("failed", "P1", "No window at this address"), (failed["state"].GetString(), Attempt(failed, "code"), Attempt(failed, "message")));
        Assert.Equal("در این نشانی پنجره‌ای نیست", Attempt(await persian.GetAsync($"messages/{failed.TrackingId}"), "message"));
    }

    private static string? Attempt(Answer message, string field) => message["attempts"][0].GetProperty(field).GetString();

    private static Task<Answer> SetUpAsync(ApiClient client, Loft loft, string ring) =>
        client.PostAsync("notifications/providers/sms/setup", $$"""{"provider":"pigeon","api_key":"{{ring}}","base_url":"{{loft.Address}}v1","tenant_id":"birds","options":{"verify":true} }""");

    private static async Task<Answer> UntilEndAsync(ApiClient client, string to)
    {
        var sent = await client.PostAsync("messages", $$"""{"to":"{{to}}","text":"The text","tenant_id":"birds","intent":"ORDER_PAID"}""");
        return await client.UntilAsync($"messages/{sent["messages"][0].GetProperty("tracking_id").GetString()}", answer => answer["state"].GetString() is "delivered" or "failed");
    }

    /// <summary>The vendor, as far as it is needed.</summary>
    private sealed class Loft : IAsyncDisposable
    {
        private readonly WebApplication _server;

        public Loft()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            _server = builder.Build();
            _server.Run(AnswerAsync);
            _server.Start();
        }

        public Uri Address => new(_server.Urls.Single());

        public ConcurrentQueue<(string To, string Text)> Letters { get; } = new();

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task AnswerAsync(HttpContext call)
        {
            var (status, body) = call.Request.Headers["X-Ring"] != Ring ? (401, """{"code":"P7","words":"who are you"}""")
                : call.Request.Method == "POST" ? await TakeAsync(call)
                : (200, """{"id":"17","state":2}""");
            call.Response.StatusCode = status;
            await call.Response.WriteAsync(body, Ct);
        }

        private async Task<(int Status, string Body)> TakeAsync(HttpContext call)
        {
            using var letter = await JsonDocument.ParseAsync(call.Request.Body, cancellationToken: Ct);
            var to = letter.RootElement.GetProperty("to").GetString()!;
            if (to.EndsWith('2')) return (400, """{"code":"P1","words":"a wall"}""");
            Letters.Enqueue((to, letter.RootElement.GetProperty("text").GetString()!));
            return (200, """{"id":"17","code":"P0"}""");
        }
    }
}
