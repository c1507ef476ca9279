using Microsoft.Extensions.Options;
using Rasan.Providers;
using Rasan.Providers.Simulation;

namespace Rasan.Web.Api;

/// <summary>Whether the simulators' doors are open, section <c>Rasan:Simulators</c>.</summary>
public sealed class SimulatorOptions
{
    public const string Section = "Rasan:Simulators";

    /// <summary>Whether they are open, their page in the panel with them. In Development they are; outside it too, where this says so. The doors are there for callers on this machine only.</summary>
    public bool Enabled { get; set; }
}

/// <summary>The simulated vendors and the Sandbox's record, inside the server.</summary>
public static class SimulatorsApi
{
    public static IServiceCollection AddSimulators(this IServiceCollection services)
    {
        services.AddOptions<SimulatorOptions>().BindConfiguration(SimulatorOptions.Section).PostConfigure<IHostEnvironment>((simulators, environment) => simulators.Enabled |= environment.IsDevelopment()).ValidateOnStart();
        return services.AddSingleton(rooms => rooms.GetRequiredService<IOptions<SimulatorOptions>>().Value).AddFronts();
    }

    /// <summary>In Development, or where they are switched on, and then to callers on this machine only: to all others there is nothing here.</summary>
    public static IEndpointRouteBuilder MapSimulators(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<IOptions<SimulatorOptions>>().Value.Enabled) return routes;
        routes.MapSandboxSimulator();
        return routes.MapVendors(nearOnly: true);
    }
}
