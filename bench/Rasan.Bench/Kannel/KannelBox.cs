using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rasan.Bench.Load;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Kannel;

/// <summary>Kannel from Debian, store=file, with the fake provider behind it: what the field's fast C program reaches on this machine.</summary>
internal sealed class KannelBox : IAsyncDisposable
{
    private const string Bearerbox = "/usr/sbin/bearerbox";
    private const string Smsbox = "/usr/sbin/smsbox";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rasan-bench-kannel-");
    private readonly List<Process> _boxes = [];

    private KannelBox(int port) => Port = port;

    /// <summary>Where it takes messages.</summary>
    public int Port { get; }

    public static string Request =>
        RequestBytes.Get($"/cgi-bin/sendsms?username=bench&password=bench&from=1000&to=98912{RequestBytes.Phone}&text=code+{RequestBytes.Stamp}");

    /// <returns>Null, after saying so, when there is no Kannel and it can't be installed.</returns>
    public static async Task<KannelBox?> StartAsync(Provider provider)
    {
        if (!await IsInstalledAsync())
        {
            Report.Note("Kannel is not installed and could not be (apt-get install kannel, as root): nothing to compare with.");
            return null;
        }
        var ports = FreePorts.Take(4);
        var box = new KannelBox(ports[2]);
        try
        {
            await box.StartAsync(ports, provider);
            return box;
        }
        catch
        {
            await box.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var box in _boxes)
        {
            box.Kill();
            await box.WaitForExitAsync();
            box.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsInstalledAsync()
    {
        if (!File.Exists(Bearerbox) && Environment.IsPrivilegedProcess)
        {
            await RunAsync("apt-get", "update", "-q");
            await RunAsync("apt-get", "install", "-y", "-q", "--no-install-recommends", "kannel");
        }
        return File.Exists(Bearerbox) && File.Exists(Smsbox);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private async Task StartAsync(int[] ports, Provider provider)
    {
        var settings = Path.Combine(_folder.FullName, "kannel.conf");
        await File.WriteAllTextAsync(settings, KannelSettings.Write(_folder.FullName, ports, provider.Port));
        _boxes.Add(Start(Bearerbox, settings));
        await Wait.UntilAsync(() => IsOpenAsync(ports[1]), "Kannel's bearerbox", 20, everyMs: 100);
        _boxes.Add(Start(Smsbox, settings));
        await Wait.UntilAsync(() => IsOpenAsync(Port), "Kannel's smsbox", 20, everyMs: 100);
    }

    private static Process Start(string program, string settings) =>
        Process.Start(new ProcessStartInfo(program, ["-v", "4", settings]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

internal static class KannelSettings
{
    /// <param name="ports">Administration, smsbox, sending, receiving.</param>
    public static string Write(string folder, int[] ports, int provider) => string.Create(CultureInfo.InvariantCulture, $"""
        group = core
        admin-port = {ports[0]}
        admin-interface = 127.0.0.1
        admin-password = bench
        smsbox-port = {ports[1]}
        smsbox-interface = 127.0.0.1
        log-file = "{folder}/bearerbox.log"
        log-level = 4
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        store-type = file
        store-location = "{folder}/kannel.store"
        dlr-storage = internal

        group = smsc
        smsc = http
        smsc-id = fake
        system-type = generic
        port = {ports[3]}
        send-url = "http://127.0.0.1:{provider}/send?to=%p&from=%P&text=%b"
        status-success-regex = "ok"
        status-permfail-regex = "refused"
        status-tempfail-regex = "later"

        group = smsbox
        bearerbox-host = 127.0.0.1
        bearerbox-port = {ports[1]}
        sendsms-port = {ports[2]}
        sendsms-interface = 127.0.0.1
        log-file = "{folder}/smsbox.log"
        log-level = 4

        group = sendsms-user
        username = bench
        password = bench

        """);
}
