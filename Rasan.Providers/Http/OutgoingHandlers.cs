using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Rasan.Core.Channels;

namespace Rasan.Providers;

/// <summary>Connections to providers, kept by what accounts ask of TLS. Where a name leads is looked at each time a connection is made: it may lead elsewhere tomorrow.</summary>
public sealed class OutgoingHandlers(IOptionsMonitor<OutgoingOptions> options) : IDisposable
{
    /// <summary>Settings of an account: the oldest TLS it takes (<c>1.2</c>, <c>1.3</c>), and the root certificate (PEM) it trusts in place of the machine's.</summary>
    public const string MinimumTls = "tls_minimum", TrustedRoot = "tls_root";

    private readonly ConcurrentDictionary<(string? Minimum, string? Root), SocketsHttpHandler> _handlers = new();

    internal HttpMessageHandler For(ProviderAccount account) =>
        _handlers.GetOrAdd((account.Settings.GetValueOrDefault(MinimumTls), account.Settings.GetValueOrDefault(TrustedRoot)), Open);

    public void Dispose()
    {
        foreach (var handler in _handlers.Values) handler.Dispose();
    }

    private SocketsHttpHandler Open((string? Minimum, string? Root) tls) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,   // no trace of a call is made at all: its address may hold a key
        ConnectCallback = ConnectAsync,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = tls.Minimum == "1.3" ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = tls.Root is null ? null : Trusting(tls.Root),
        },
    };

    private static X509ChainPolicy Trusting(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var target = context.DnsEndPoint;
        if (!OutgoingAddresses.MayBeAskedFor(context.InitialRequestMessage.RequestUri?.IdnHost ?? target.Host, options.CurrentValue)) throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody but the hosts of the settings may be called.");
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var isProxy = context.InitialRequestMessage.RequestUri is { } asked && !string.Equals(asked.IdnHost.Trim('[', ']'), target.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);   // the administrator's own choice; it resolves the rest
        var allowed = isProxy ? addresses : Array.FindAll(addresses, address => OutgoingAddresses.IsAllowed(target.Host, address, options.CurrentValue));
        if (allowed is []) throw new HttpRequestException(HttpRequestError.ConnectionError, "The address lies in a network that is not allowed.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
