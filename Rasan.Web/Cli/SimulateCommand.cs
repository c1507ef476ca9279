using Microsoft.AspNetCore.Connections;
using Rasan.Providers.Simulation;

namespace Rasan.Web.Cli;

/// <summary>The simulated vendors in a process of their own: to rehearse on, without a server beside them.</summary>
internal static class SimulateCommand
{
    private const string Nearby = "http://127.0.0.1:5055";

    private static readonly Option Urls = new("urls", "URL[;URL]");

    public static readonly Command Simulate = new("simulate", [], [Urls], RunAsync) { NeedsDatabase = false };

    private static async Task<int> RunAsync(Call call, CancellationToken ct)
    {
        var urls = call.Option(Urls.Name) ?? Nearby;
        await using var server = SimulatorServer.Build(urls);
        try
        {
            await server.StartAsync(ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return call.Refuse(ExitCode.Busy, "AddressInUse", urls);
        }
        catch (Exception unusable) when (unusable is FormatException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            return call.Refuse(ExitCode.Usage, "BadValue", "--urls", urls);
        }

        foreach (var url in server.Urls)
            foreach (var vendor in server.Services.GetRequiredService<Simulators>().Vendors) call.Say("SimulateVendor", vendor, $"{url}{SimulatorDoors.Root}/{vendor}");
        if (server.Urls.Any(url => !new Uri(url).IsLoopback)) call.Note("SimulateOpen");
        call.Say("SimulateReady");
        await server.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }
}
