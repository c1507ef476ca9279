using System.Net;
using System.Net.Sockets;

namespace Rasan.Bench.Machine;

internal static class FreePorts
{
    /// <summary>Ports nobody listens on now, for programs that can't be told to choose one themselves.</summary>
    public static int[] Take(int count)
    {
        var doors = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var door in doors) door.Start();
        var ports = doors.Select(d => ((IPEndPoint)d.LocalEndpoint).Port).ToArray();
        foreach (var door in doors) door.Dispose();
        return ports;
    }
}
