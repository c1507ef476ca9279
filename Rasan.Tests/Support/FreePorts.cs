using System.Net;
using System.Net.Sockets;

namespace Rasan.Tests.Support;

/// <summary>Ports for processes that are told one: below those the system lends to callers, and never the same twice in a run, so that none is taken in between.</summary>
public static class FreePorts
{
    private const int First = 20_000, Count = 10_000;

    private static int _last = Random.Shared.Next(Count);

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // another program's
            }
        }
    }
}
