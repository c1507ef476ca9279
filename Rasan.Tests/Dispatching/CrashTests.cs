using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

/// <summary>The program is killed while it accepts and sends as fast as it can.</summary>
public sealed class CrashTests
{
    private const int Messages = 500, Kills = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_202_ends_final_and_no_text_arrives_twice_unannounced()
    {
        await using var program = new RasanProcess { Environment = { ["Rasan__Simulators__Enabled"] = "true", ["Logging__LogLevel__Default"] = "Warning" } };
        var traffic = new CrashTraffic(number => new
        {
            to = $"0912{1_000_100 + (number * 20):D7}"[..11],
            text = CrashTraffic.Text(number),
            intent = number % 2 == 0 ? "OTP_LOGIN" : "ORDER_PAID",
        });
        for (var kill = 1; kill <= Kills; kill++)
        {
            var share = kill * Messages / (Kills + 1);
            var moment = Random.Shared.Next(share - (Messages / (Kills + 1)) + 10, share);
            await using var server = await program.StartAsync(Ct);
            var killed = CrashTraffic.KillWhenAsync(server, () => traffic.Accepted.Count >= moment);
            await traffic.AcceptUntilAsync(server, share);
            await killed;
        }

        await using var last = await program.StartAsync(Ct);
        await traffic.AcceptUntilAsync(last, Messages);
        var states = await traffic.UntilFinalAsync(last);
        await traffic.AssertKeptAsync(last, states, await CrashTraffic.ReceivedAsync(last));
        Assert.True(traffic.Accepted.Count >= Messages, $"only {traffic.Accepted.Count} were accepted");
    }
}
