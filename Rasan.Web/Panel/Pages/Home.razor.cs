using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rasan.Web.Panel.Pages;

public sealed partial class Home(HealthCheckService health) : ComponentBase
{
    private static readonly string Version =
        typeof(Home).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private bool Ready { get; set; }

    protected override async Task OnInitializedAsync() => Ready = (await health.CheckHealthAsync()).Status != HealthStatus.Unhealthy;
}
