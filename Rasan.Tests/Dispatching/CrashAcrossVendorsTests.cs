using System.Net.Http.Json;
using System.Text.Json;
using Rasan.Tests.Api;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>The server is killed in the middle of thousands of messages to vendors that run on: what they have taken they keep, and nobody told us of it.</summary>
public sealed class CrashAcrossVendorsTests
{
    private const int Messages = 5_000;

    /// <summary>One that knows our ids, one that takes many texts in a call, one that is searched for what it has.</summary>
    private static readonly string[] Vendors = ["kavenegar", "ghasedak", "twilio"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_message_is_final_after_the_restart_and_no_vendor_has_a_text_twice()
    {
        await using var program = new RasanProcess
        {
            Environment = { ["Rasan__Simulators__Enabled"] = "true", ["Rasan__Outgoing__AllowedHosts__0"] = "127.0.0.1", ["Logging__LogLevel__Default"] = "Warning" },
        };
        await using var vendors = await program.SimulateAsync(Ct);
        var traffic = new CrashTraffic(number => new
        {
            to = $"0912{number / 1000:000}1{number % 1000:000}",   // no magic number among them
            text = CrashTraffic.Text(number),
            tenant_id = Vendors[number % Vendors.Length],
            intent = number % 10 == 0 ? "OTP_LOGIN" : "ORDER_PAID",
        });
        foreach (var kill in (int[])[1, 2])
        {
            await using var server = await program.StartAsync(Ct);
            if (kill == 1) await SetUpAsync(server, vendors);
            var share = kill * Messages / 2;
            var killed = KillAtAsync(server, vendors, share - (Messages / 4) + Random.Shared.Next(Messages / 8));
            await traffic.AcceptUntilAsync(server, share);
            await killed;
        }

        await using var last = await program.StartAsync(Ct);
        await traffic.AcceptUntilAsync(last, Messages);
        var states = await traffic.UntilFinalAsync(last);
        var received = await CrashTraffic.ReceivedAsync(last);   // should a vendor have been paused on a busy machine, the Sandbox's accounts stood in
        foreach (var vendor in Vendors)
            foreach (var text in await TextsAsync(vendors, vendor)) received[text] = received.GetValueOrDefault(text) + 1;
        await traffic.AssertKeptAsync(last, states, received);
        Assert.True(traffic.Accepted.Count >= Messages, $"only {traffic.Accepted.Count} were accepted");
        Assert.True(states.Values.Count(state => state == "delivered") > Messages * 3 / 4, string.Join(", ", states.Values.CountBy(state => state)));
    }

    private static async Task SetUpAsync(RunningProgram server, RunningProgram vendors)
    {
        var client = new ApiClient(server.Http, RasanProcess.Token);
        foreach (var vendor in Vendors)
            await VendorAccounts.SetUpAsync(client, vendor, new(vendors.Http.BaseAddress!, $"simulators/{vendor}{(vendor == "kavenegar" ? "/v1" : "")}"), tenant: vendor);
    }

    /// <summary>Once the vendors together have taken so many.</summary>
    private static async Task KillAtAsync(RunningProgram server, RunningProgram vendors, int taken)
    {
        await Eventually.IsTrueAsync(async () =>
        {
            long count = 0;
            foreach (var vendor in Vendors) count += (await MessagesAsync(vendors, vendor, limit: 1)).GetProperty("total").GetInt64();
            return count >= taken;
        }, $"{taken} are taken", Ct);
        await server.KillAsync(Ct);
    }

    private static async Task<IEnumerable<string>> TextsAsync(RunningProgram vendors, string vendor) =>
        (await MessagesAsync(vendors, vendor, limit: 10_000)).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!).ToList();

    private static Task<JsonElement> MessagesAsync(RunningProgram vendors, string vendor, int limit) =>
        vendors.Http.GetFromJsonAsync<JsonElement>(new Uri($"/simulators/{vendor}/__fake/messages?limit={limit}", UriKind.Relative), Ct);
}
