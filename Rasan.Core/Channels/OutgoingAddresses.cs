using System.Net;
using System.Net.Sockets;

namespace Rasan.Core.Channels;

/// <summary>Where the program may call, section <c>Rasan:Outgoing</c>.</summary>
public sealed class OutgoingOptions
{
    public const string Section = "Rasan:Outgoing";

    /// <summary>Host names or addresses that accounts may name beside the vendors' own, private ones too. A name stands for its subdomains.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Calls nobody but <see cref="AllowedHosts"/>, and in Development this machine: for a rehearsal that must reach no vendor.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether an account may name this machine itself: in Development, and never by a setting.</summary>
    public bool LoopbackIsAllowed { get; private set; }

    /// <summary>The host says so in Development.</summary>
    public void AllowLoopback() => LoopbackIsAllowed = true;
}

/// <summary>The rules for addresses that came with a token or a form: the vendor's hosts or those the settings allow, never into private networks.</summary>
public static class OutgoingAddresses
{
    /// <summary>Whether an account of this provider may have this address at all. Where its name leads is asked when a connection is made.</summary>
    public static bool IsAllowed(Uri address, ProviderProfile provider, OutgoingOptions options) =>
        address is { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "" }
        && (provider.Hosts.Concat(options.AllowedHosts).Any(host => Covers(host, address.IdnHost)) || (options.LoopbackIsAllowed && address.IsLoopback));

    public static bool IsAllowed(string host, IPAddress address, OutgoingOptions options) =>
        options.AllowedHosts.Any(allowed => Covers(allowed, host)) || (!options.Closed && IsPublic(address)) || (options.LoopbackIsAllowed && IPAddress.IsLoopback(Plain(address)));

    /// <summary>Whether a name is worth asking for at all: where nobody but a few may be called, nobody's name server need hear of the others.</summary>
    public static bool MayBeAskedFor(string host, OutgoingOptions options) =>
        !options.Closed || options.AllowedHosts.Any(allowed => Covers(allowed, host)) || (options.LoopbackIsAllowed && (host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(Plain(address)))));

    private static bool Covers(string allowed, string host)
    {
        var (name, asked) = (allowed.Trim().Trim('[', ']'), host.Trim('[', ']'));
        return name.Length > 0 && (string.Equals(name, asked, StringComparison.OrdinalIgnoreCase) || asked.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Neither this machine, nor its neighbours, nor an address with a special meaning (RFC 6890).</summary>
    private static bool IsPublic(IPAddress given)
    {
        var address = Plain(given);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var six = address.GetAddressBytes();
            return !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any) && (six[0] & 0xe0) == 0x20   // global unicast alone: 2000::/3
                && !(six[0] == 0x20 && six[1] == 0x02) && !(six[0] == 0x20 && six[1] == 0x01 && six[2] == 0 && six[3] == 0);   // 6to4 and Teredo hide an IPv4 address
        }

        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 0, 0 or 2, _] => false,
            [192, 168, ..] => false,
            [198, 18 or 19, ..] => false,
            [198, 51, 100, _] => false,
            [203, 0, 113, _] => false,
            [>= 224, ..] => false,
            _ => true,
        };
    }
}
