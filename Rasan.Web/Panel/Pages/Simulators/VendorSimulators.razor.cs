using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Providers.Simulation;
using Rasan.Web.Api;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Simulators;

/// <summary>The simulated vendors inside this server, to rehearse on: the same telecom that their <c>__fake</c> doors steer. Where those are shut there is no such page.</summary>
public sealed partial class VendorSimulators(Rasan.Providers.Simulation.Simulators simulators, Core.Channels.Providers providers, SimulatorOptions options) : ComponentBase
{
    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Whose simulator is shown; the first unless said.</summary>
    [SupplyParameterFromQuery] public string? Vendor { get; set; }

    private IEnumerable<string> Vendors => simulators.Vendors;
    private string ChosenVendor => Vendors.Contains(Vendor, StringComparer.Ordinal) ? Vendor! : Vendors.First();

    /// <summary>Null: the simulators are shut.</summary>
    private SimulatorControl? Chosen { get; set; }

    protected override void OnParametersSet()
    {
        Chosen = options.Enabled ? simulators.Find(ChosenVendor) : null;
        if (Chosen is null) Http?.AnswerAtStart(StatusCodes.Status404NotFound);
    }

    private string NameOf(string vendor) => providers.Find(vendor)?.Profile.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? vendor;
}
