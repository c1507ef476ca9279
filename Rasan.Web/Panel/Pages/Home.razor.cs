using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Panel.Pages;

public sealed partial class Home(HealthCheckService health, IOptions<DocsOptions> docs) : ComponentBase
{
    private static readonly string Version =
        typeof(Home).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private bool Ready { get; set; }

    /// <summary>A link that leads nowhere is not shown.</summary>
    private bool ShowsDocs => docs.Value.Public == true;

    protected override async Task OnInitializedAsync() => Ready = (await health.CheckHealthAsync()).Status != HealthStatus.Unhealthy;
}
