using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;
using Microsoft.Extensions.Options;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Hosting;

/// <summary>Behind a reverse proxy that is trusted a request comes from where the proxy says; from anybody else such words are not heard.</summary>
internal static class Proxies
{
    /// <returns>An address, or a network: <c>10.0.0.5</c>, <c>10.0.0.0/24</c>.</returns>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        if (text.Contains('/', StringComparison.Ordinal)) return IPNetwork.TryParse(text, out network);
        if (!IPAddress.TryParse(text, out var one)) return false;
        network = new(one, one.GetAddressBytes().Length * 8);
        return true;
    }

    extension(WebApplication app)
    {
        /// <summary>Before everything that asks where a request comes from.</summary>
        public void HearProxies()
        {
            var trusted = app.Services.GetRequiredService<IOptions<RasanOptions>>().Value.TrustedProxies;
            if (trusted.Length == 0) return;
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in trusted)
                if (TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(options);
        }
    }
}
