using System.Net;
using System.Net.Sockets;

namespace Rasan.Web.Hosting.Settings;

/// <summary>Whether the server would listen where the text says. What Kestrel does not understand it takes for a host name, and listens everywhere.</summary>
internal static class ListenAddress
{
    public static bool IsGood(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe) return address.IsUnixPipe || OperatingSystem.IsWindows();
            return (Same(address.Scheme, "http") || Same(address.Scheme, "https")) && address is { Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort, PathBase: "" }
                && IsHost(address.Host) && !(Same(address.Host, "localhost") && address.Port == 0);   // two sockets: Kestrel can't find one free port for both
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsHost(string host)
    {
        if (host is "*" or "+") return true;
        if (host is ['[', .. var inside, ']']) return IPAddress.TryParse(inside, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6;
        if (IPAddress.TryParse(host, out var four)) return four.ToString() == host && four.AddressFamily == AddressFamily.InterNetwork;   // 127.1 is read as well, and 010.0.0.1 as octal
        return Uri.CheckHostName(host) == UriHostNameType.Dns && !host.Split('.')[^1].All(char.IsAsciiDigit);
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
