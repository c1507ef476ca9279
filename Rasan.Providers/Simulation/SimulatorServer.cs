using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rasan.Providers.Simulation;

/// <summary>The simulators in a program of their own: no settings, no database, no data directory.</summary>
public static class SimulatorServer
{
    /// <param name="urls">Where to listen, http alone. Who can reach it may use it.</param>
    public static WebApplication Build(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        builder.Services.AddRoutingCore().AddFronts();
        builder.Services.TryAddSingleton(TimeProvider.System);
        var app = builder.Build();
        app.UseRouting();
        app.MapVendors(nearOnly: false);
        return app;
    }
}
