using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>What an intent means, while it is defined or changed.</summary>
public sealed partial class IntentForm(
    Catalogs catalogs, SaveIntent save, RemoveIntent remove, DialogService dialogs, NavigationManager navigation, IStringLocalizer<RoutingTexts> words)
    : SettingForm(dialogs, navigation, words)
{
    private bool _isRead;

    /// <summary>Null: a new one.</summary>
    [Parameter] public Intent? Intent { get; set; }

    /// <summary>Of a new one.</summary>
    [Parameter] public string Key { get; set; } = "";

    /// <summary>What its messages were treated as so far.</summary>
    [Parameter] public Kind? TreatedAs { get; set; }

    private string NewKey { get; set; } = "";
    private bool OfSystem { get; set; }
    private Kind Kind { get; set; }
    private string Lifetime { get; set; } = "";
    private string Order { get; set; } = "";

    /// <summary>Every order there can be of one method or more.</summary>
    private static IEnumerable<string> Orders => ChannelKeys.Served.SelectMany(first => OrdersFrom([first])).OrderBy(order => order.Length);

    /// <summary>An order of sending methods in words.</summary>
    internal static string Told(string order, PanelWords panelWords, IStringLocalizer<RoutingTexts> words) =>
        order.Split(',') is [var one] ? words["Only", panelWords.Channel(one)] : string.Join(words["Then"], order.Split(',').Select(panelWords.Channel));

    protected override object? Stored =>
        catalogs.Current.Intents.Of(Caller.Service.Id).FirstOrDefault(intent => intent.Id == Intent?.Id) is { } stored ? ContentOf(stored) : null;

    protected override void OnParametersSet()
    {
        if (_isRead) return;
        (_isRead, NewKey) = (true, Key);
        Kind = Intent?.Kind ?? TreatedAs ?? Kind.Transactional;
        Lifetime = Intent?.LifetimeSeconds?.ToString(CultureInfo.InvariantCulture) ?? "";
        Order = Intent?.Channels ?? "";
        Filled(Intent is null ? null : ContentOf(Intent));
    }

    private static object ContentOf(Intent intent) => (intent.Kind, intent.LifetimeSeconds, intent.Channels);

    private static IEnumerable<string> OrdersFrom(IReadOnlyList<string> begun) =>
        ChannelKeys.Served.Except(begun, StringComparer.Ordinal).SelectMany(next => OrdersFrom([.. begun, next])).Prepend(string.Join(',', begun));

    private Task SaveAsync() => SaveAsync(async () =>
    {
        if (!Seconds.TryRead(Lifetime, out var lifetime)) return ([new("lifetime", "bad_lifetime", Shown(IntentOrder.LongestLifetime))], null);
        var order = new IntentOrder(Caller, Kind) { Id = Intent?.Id, Key = NewKey.Trim(), OfSystem = OfSystem, LifetimeSeconds = lifetime, Channels = Order.Length > 0 ? Order.Split(',') : null };
        return Of(await save.RunAsync(order, CancellationToken.None));
    });

    private async Task RemoveAsync()
    {
        if (Intent is not { } intent || !await IsMeantAsync(Texts["RemoveIntentTitle", intent.Key], Texts["RemoveIntentMore"])) return;
        await DoAsync(async () => Of(await remove.RunAsync(Caller, intent.Id, CancellationToken.None)));
    }

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);

    private (IReadOnlyList<Fault> Faults, string? Notice) Of(IntentResult result) => result switch
    {
        IntentResult.Done => ([], null),
        IntentResult.Refused(var faults) => (faults, null),
        IntentResult.Exists => ([], Texts["IntentExists"]),
        IntentResult.NotFound => ([], Texts["Gone"]),
        _ => ([], Texts["Forbidden"]),
    };
}
