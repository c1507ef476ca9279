using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>What a kind means, while it is changed.</summary>
public sealed partial class KindForm(
    Catalogs catalogs, SaveKind save, ResetKind reset, DialogService dialogs, NavigationManager navigation, IStringLocalizer<RoutingTexts> words, PanelWords panelWords)
    : SettingForm(dialogs, navigation, words)
{
    private bool _isRead;

    [Parameter, EditorRequired] public Kind Kind { get; set; }

    private bool OfSystem { get; set; }
    private Lane Lane { get; set; }
    private string Lifetime { get; set; } = "";
    private OnUnknown OnUnknown { get; set; }
    private OnNoReport OnNoReport { get; set; }
    private string NoReportAfter { get; set; } = "";
    private string WindowFrom { get; set; } = "";
    private string WindowUntil { get; set; } = "";
    private string WindowZone { get; set; } = "";

    private IntentRule Common => catalogs.Current.Intents.Rule(0, Kind);
    private IntentRule Rule => OfSystem ? Common : catalogs.Current.Intents.Rule(Caller.Service.Id, Kind);
    private bool IsOwn => catalogs.Current.Intents.OwnRule(Caller.Service.Id, Kind) is not null;

    protected override object Stored => Rule;

    protected override void OnParametersSet()
    {
        if (_isRead) return;
        _isRead = true;
        Read();
    }

    private void Choose()
    {
        Read();
        Edited();
    }

    private void Read()
    {
        var rule = Rule;
        Filled(rule);
        (Lane, OnUnknown, OnNoReport) = (rule.Lane, rule.OnUnknown, rule.NoReportAfter is null ? OnNoReport.Wait : OnNoReport.NextAccount);
        Lifetime = ((int)rule.Lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        NoReportAfter = ((int?)rule.NoReportAfter?.TotalSeconds)?.ToString(CultureInfo.InvariantCulture) ?? "";
        (WindowFrom, WindowUntil, WindowZone) = rule.Window is { } window ? (HourOf(window.From), HourOf(window.Until), window.Zone.Id) : ("", "", "");
    }

    private Task SaveAsync() => SaveAsync(async () =>
    {
        var faults = new List<Fault>();
        if (!Seconds.TryRead(Lifetime, out var lifetime) || lifetime is null) faults.Add(new("lifetime", "bad_lifetime", IntentOrder.LongestLifetime.ToString(CultureInfo.InvariantCulture)));
        if (!Seconds.TryRead(NoReportAfter, out var noReport)) faults.Add(new("no_report_after", "bad_no_report", Lifetime));
        if (faults.Count > 0) return (faults, null);
        return Of(await save.RunAsync(Order(lifetime!.Value, noReport), CancellationToken.None));
    });

    private KindOrder Order(int lifetime, int? noReport) => new(Caller, Kind, Lane, lifetime)
    {
        OfSystem = OfSystem,
        OnUnknown = OnUnknown,
        OnNoReport = OnNoReport,
        NoReportSeconds = noReport,
        WindowFrom = Typed(WindowFrom),
        WindowUntil = Typed(WindowUntil),
        WindowZone = Typed(WindowZone),
    };

    private async Task ResetAsync()
    {
        if (!await IsMeantAsync(Texts["ResetKindTitle", panelWords.Kind(Kind)], Texts["ResetKindMore"])) return;
        await DoAsync(async () => Of(await reset.RunAsync(Caller, Kind, CancellationToken.None)));
    }

    private static string? Typed(string text) => string.IsNullOrWhiteSpace(text) ? null : Digits.Fold(text.Trim());

    private static string HourOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private (IReadOnlyList<Fault> Faults, string? Notice) Of(IntentResult result) => result switch
    {
        IntentResult.Done => ([], null),
        IntentResult.Refused(var faults) => (faults, null),
        IntentResult.NotFound => ([], Texts["Gone"]),
        _ => ([], Texts["Forbidden"]),
    };
}
