using System.Net;
using System.Net.Sockets;
using Rasan.Tests.Support;

namespace Rasan.Tests.Cli;

public sealed class SimulateCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_simulators_run_alone_until_they_are_stopped_and_leave_nothing_behind()
    {
        await using var rasan = new RasanProcess();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        var running = rasan.CommandAsync(stop.Token, "simulate", "--urls", address);
        using var http = new HttpClient();
        await Eventually.IsTrueAsync(async () => running.IsCompleted || await IsThereAsync(http, address), "the simulators answer", Ct);
        await stop.CancelAsync();
        var ended = await running;

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains($"kavenegar: {address}/simulators/kavenegar", ended.Output, StringComparison.Ordinal);
        Assert.False(await IsThereAsync(http, address));
        Assert.Empty(Directory.EnumerateFileSystemEntries(rasan.Data.Root));
    }

    [Fact]
    public async Task An_address_that_is_taken_or_makes_no_sense_is_said_so()
    {
        await using var rasan = new RasanProcess();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = await rasan.CommandAsync(Ct, "simulate", "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        Assert.Equal(75, taken.Code);
        Assert.Equal(64, (await rasan.CommandAsync(Ct, "simulate", "--urls", "nonsense")).Code);
        Assert.Equal(64, (await rasan.CommandAsync(Ct, "simulate", "--urls", "https://127.0.0.1:5056")).Code);
    }

    private static async Task<bool> IsThereAsync(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{address}/simulators/kavenegar/v1/0/utils/getdate.json"), Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
