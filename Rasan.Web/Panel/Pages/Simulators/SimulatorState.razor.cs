using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Providers.Simulation;

namespace Rasan.Web.Panel.Pages.Simulators;

/// <summary>What a simulator's time is and how much it holds; moves its clock on, and empties it after asking.</summary>
public sealed partial class SimulatorState : ComponentBase, IDisposable
{
    private static readonly (int Minutes, string Word)[] Steps = [(1, "Minute"), (10, "TenMinutes"), (60, "Hour"), (24 * 60, "Day")];

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _title;
    private bool _asks;

    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public SimulatorControl Simulator { get; set; } = null!;

    /// <summary>The vendor's, for people.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What is shown elsewhere is another now.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private bool IsAsking { get; set; }
    private bool IsBusy { get; set; }
    private string? Outcome { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_asks) return;
        _asks = false;
        await _title.FocusAsync();
    }

    private async Task AdvanceAsync(int minutes)
    {
        Caller.Demand(Permissions.SeeSystem);
        IsBusy = true;
        try
        {
            await Simulator.AdvanceAsync(TimeSpan.FromMinutes(minutes).TotalSeconds, _gone.Token);
            Outcome = Texts["Advanced"];
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;   // the clock has moved, and nobody looks any more
        }
        finally
        {
            IsBusy = false;
        }

        await Changed.InvokeAsync();
    }

    private void Ask() => (IsAsking, Outcome, _asks) = (true, null, true);

    private async Task ResetAsync()
    {
        Caller.Demand(Permissions.SeeSystem);
        Simulator.Reset();
        (IsAsking, Outcome) = (false, Texts["WasReset"]);
        await Changed.InvokeAsync();
    }
}
