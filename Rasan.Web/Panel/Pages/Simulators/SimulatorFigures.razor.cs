using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Providers.Simulation;

namespace Rasan.Web.Panel.Pages.Simulators;

/// <summary>A simulator's delays, its clock's error and what accounts have: numbers, in anybody's digits.</summary>
public sealed partial class SimulatorFigures : ComponentBase
{
    private const long LongestDelay = 1_000_000, MostCredit = 1_000_000_000_000;

    private (SimulatorControl, double, double, int, decimal)? _shown;

    [CascadingParameter] public Caller Caller { get; set; } = null!;
    [Parameter, EditorRequired] public SimulatorControl Simulator { get; set; } = null!;

    private IReadOnlyList<Figure> Figures { get; set; } = [];
    private string? Outcome { get; set; }

    protected override void OnParametersSet()
    {
        var settings = Simulator.Settings;
        var now = (Simulator, settings.SentSeconds, settings.FinalSeconds, settings.ClockSkewSeconds, settings.Credit);
        if (_shown == now) return;   // what somebody is typing stays
        (_shown, Figures, Outcome) = (now, Read(), null);
    }

    private Figure[] Read()
    {
        var settings = Simulator.Settings;
        return
        [
            new("sent_seconds", (decimal)settings.SentSeconds, 0, LongestDelay, isWhole: false),
            new("final_seconds", (decimal)settings.FinalSeconds, 0, LongestDelay, isWhole: false),
            new("clock_skew_seconds", settings.ClockSkewSeconds, -LongestDelay, LongestDelay, isWhole: true),
            new("credit", settings.Credit, 0, MostCredit, isWhole: false),
        ];
    }

    /// <summary>All of them, or none; a figure that was left as it is stays untouched, for a change of credit is one for every account.</summary>
    private void Save()
    {
        Caller.Demand(Permissions.SeeSystem);
        Outcome = null;
        if (Figures.Any(figure => figure.IsWrong)) return;
        var patch = new JsonObject();
        foreach (var figure in Figures.Where(figure => figure.IsChanged)) patch[figure.Name] = figure.IsWhole ? JsonValue.Create((int)figure.Number!.Value) : JsonValue.Create(figure.Number!.Value);
        Simulator.Change(patch);
        OnParametersSet();
        Outcome = Texts["Saved"];
    }

    private sealed class Figure(string name, decimal was, long least, long most, bool isWhole)
    {
        public string Name => name;
        public long Least => least;
        public long Most => most;
        public bool IsWhole => isWhole;
        public string Text { get; set; } = was.ToString("0.####", CultureInfo.InvariantCulture);
        public bool IsWrong => Number is not { } number || number < least || number > most || (isWhole && number != decimal.Truncate(number));
        public bool IsChanged => Number != was;
        public decimal? Number => decimal.TryParse(Digits.Fold(Text).Trim().Replace('٫', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
