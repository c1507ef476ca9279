using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>A rule while it is made or changed. Whom and what it speaks of is said once.</summary>
public sealed partial class RouteForm(
    Catalogs catalogs, SaveRoute save, RemoveRoute remove, DialogService dialogs, NavigationManager navigation, IStringLocalizer<RoutingTexts> words, PanelWords panelWords)
    : SettingForm(dialogs, navigation, words)
{
    private const string OfSystem = "system", TenantPrefix = "tenant:";

    private Core.Routes.Route? _read;

    /// <summary>Null: a new one.</summary>
    [Parameter] public Core.Routes.Route? Route { get; set; }

    private string Owner { get; set; } = "";
    private bool ByKind { get; set; }
    private string Intent { get; set; } = "";
    private Kind Kind { get; set; } = Kind.Otp;
    private string Channel { get; set; } = ChannelKeys.Sms;
    private bool Fallback { get; set; } = true;
    private bool IsActive { get; set; } = true;
    private List<StepDraft> Steps { get; } = [];

    private string? TenantKey => Route?.TenantId is { } tenant
        ? catalogs.Current.TenantKeys.GetValueOrDefault(tenant)
        : Owner.StartsWith(TenantPrefix, StringComparison.Ordinal) ? Owner[TenantPrefix.Length..] : null;

    private IEnumerable<string> Tenants => catalogs.Current.Tenants.Keys.Where(tenant => tenant.Service == Caller.Service.Id).Select(tenant => tenant.Key).Order(StringComparer.Ordinal);

    private IEnumerable<string> Intents => catalogs.Current.Intents.KeysFor(Caller.Service.Id);

    /// <summary>Accounts that may serve these messages and are not in the list.</summary>
    private IReadOnlyList<Account> Others =>
    [
        .. catalogs.Current.Accounts.Values.Where(account => MayServe(account) && !Steps.Exists(step => step.Account.Id == account.Id)).OrderBy(account => account.Name, StringComparer.CurrentCulture),
    ];

    protected override object? Stored =>
        catalogs.Current.Routes.All.FirstOrDefault(route => route.Id == Route?.Id) is { } stored ? ContentOf(stored) : null;

    protected override void OnParametersSet()
    {
        if (Route is null || _read is not null) return;   // what is edited is not overwritten by somebody else's change
        _read = Route;
        Filled(ContentOf(Route));
        (Fallback, IsActive) = (Route.Fallback, Route.IsActive);
        foreach (var step in Route.InOrder())
            if (catalogs.Current.Accounts.GetValueOrDefault(step.AccountId) is { } account && MayServe(account)) Steps.Add(new(account) { Line = account.Lines.Find(line => line.Id == step.LineId)?.Number });
    }

    private static object ContentOf(Core.Routes.Route route) =>
        (route.Fallback, route.IsActive, string.Join(' ', route.InOrder().Select(step => (step.AccountId, step.LineId))));

    private bool MayServe(Account account)
    {
        if (account.RemovedAt is not null) return false;
        if (Route is not null) return account.Serves(Route.ServiceId, Route.TenantId);
        if (Owner == OfSystem) return account.Serves(serviceId: null, tenantId: null);
        var tenant = TenantKey is { } key ? catalogs.Current.Tenants.GetValueOrDefault((Caller.Service.Id, key)) : null;
        return account.Serves(Caller.Service.Id, tenant?.Id);
    }

    private void ChangedOwner()
    {
        Steps.RemoveAll(step => !MayServe(step.Account));
        Edited();
    }

    private void SpeakOf(bool kind)
    {
        ByKind = kind;
        Edited();
    }

    private void Add(ChangeEventArgs chosen)
    {
        if (!long.TryParse(chosen.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Others.FirstOrDefault(account => account.Id == id) is not { } account) return;
        Steps.Add(new(account));
        Edited();
    }

    private void TakeOut(StepDraft step)
    {
        Steps.Remove(step);
        Edited();
    }

    private void ChooseLine(StepDraft step, string? line)
    {
        step.Line = line is { Length: > 0 } ? line : null;
        Edited();
    }

    private Task SaveAsync() => SaveAsync(async () => Of(await save.RunAsync(Order(), CancellationToken.None)));

    private async Task RemoveAsync()
    {
        if (Route is not { } route || !await IsMeantAsync(Texts["RemoveRouteTitle", route.Intent ?? panelWords.Kind(route.Kind!.Value)], Texts["RemoveRouteMore"])) return;
        await DoAsync(async () => Of(await remove.RunAsync(Caller, route.Id, CancellationToken.None)));
    }

    private RouteOrder Order() => new(Caller, [.. Steps.Select(step => new RouteStepOrder(step.Account.Id, step.Line))])
    {
        Id = Route?.Id,
        OfSystem = Route is null && Owner == OfSystem,
        TenantKey = Route is null ? TenantKey : null,
        Intent = ByKind ? null : Intent.Trim(),
        Kind = ByKind ? Kind : null,
        Channel = Channel,
        Fallback = Fallback,
        IsActive = IsActive,
    };

    private (IReadOnlyList<Fault> Faults, string? Notice) Of(RouteResult result) => result switch
    {
        RouteResult.Done => ([], null),
        RouteResult.Refused(var faults) => (faults, null),
        RouteResult.Exists => ([], Texts["Exists"]),
        RouteResult.NotFound => ([], Texts["Gone"]),
        _ => ([], Texts["Forbidden"]),
    };

    /// <summary>An account in its place.</summary>
    public sealed class StepDraft(Account account)
    {
        public Account Account => account;

        /// <summary>Null: whichever of its lines may carry the message.</summary>
        public string? Line { get; set; }
    }
}
