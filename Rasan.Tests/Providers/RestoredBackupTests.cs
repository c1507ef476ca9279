using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers;

/// <summary>A vendor that answers a repeated id with the message it has under it would swallow what a restored server sends, if that gave its ids again.</summary>
public sealed class RestoredBackupTests
{
    private const int Each = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_restored_server_sends_to_the_same_vendor_all_arrives()
    {
        await using var here = NewProgram();
        await using var there = NewProgram();
        await using var vendors = await here.SimulateAsync(Ct);
        var file = here.Data.File("rasan.backup");
        await using (var server = await here.StartAsync(Ct))
        {
            var client = new ApiClient(server.Http, RasanProcess.Token);
            await VendorAccounts.SetUpAsync(client, "kavenegar", new(vendors.Http.BaseAddress!, "simulators/kavenegar/v1"), tenant: "sandbox");
            await client.PutAsync("notifications/settings/otp-routing", """{"providers":["kavenegar"]}""");
            await SendAsync(client, "before the backup");
            Assert.Equal(0, (await here.RunAsync(Ct, "backup", file)).Code);
            await SendAsync(client, "after the backup");   // the vendor knows their ids, the backup does not
        }

        Assert.Equal(0, (await there.RunAsync(Ct, "restore", file, "--send")).Code);
        await using (var restored = await there.StartAsync(Ct)) await SendAsync(new(restored.Http, RasanProcess.Token), "after the restore");

        var messages = (await vendors.Http.GetFromJsonAsync<JsonElement>(new Uri("/simulators/kavenegar/__fake/messages?limit=1000", UriKind.Relative), Ct)).GetProperty("messages").EnumerateArray().ToList();
        foreach (var when in (string[])["before the backup", "after the backup", "after the restore"])
            Assert.Equal(Texts(when), messages.Select(message => message.GetProperty("text").GetString()!).Where(text => text.EndsWith(when, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(messages.Count, messages.Select(message => message.GetProperty("own_id").GetString()).Distinct().Count());
    }

    private static RasanProcess NewProgram() => new() { Environment = { ["Rasan__Outgoing__AllowedHosts__0"] = "127.0.0.1", ["Logging__LogLevel__Default"] = "Warning" } };

    private static IEnumerable<string> Texts(string when) => Enumerable.Range(10, Each).Select(number => $"{number} {when}");

    /// <summary>Each until it has arrived.</summary>
    private static async Task SendAsync(ApiClient client, string when)
    {
        List<string> ids = [];
        foreach (var text in Texts(when))
        {
            var answer = await client.PostAsync("messages", $$"""{"to":"09121110111","text":"{{text}}","intent":"OTP_LOGIN"}""");
            Assert.Equal(HttpStatusCode.Accepted, answer.Status);
            ids.Add(answer["messages"][0].GetProperty("tracking_id").GetString()!);
        }

        foreach (var id in ids)
        {
            var delivered = await client.UntilAsync($"notifications/{id}", answer => answer["delivery_status"].GetString() is "delivered" or "failed" or "expired");
            Assert.Equal(("delivered", "kavenegar"), (delivered["delivery_status"].GetString(), delivered["attempts"][0].GetProperty("provider").GetString()));
        }
    }
}
