using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>A new account: first its provider, then that provider's own form.</summary>
public sealed partial class AddAccount(CreateAccount create, Core.Channels.Providers providers, Catalogs catalogs, NavigationManager navigation) : AccountSection
{
    private string? _drawnFor;

    [Parameter] public string ServiceKey { get; set; } = "";
    [SupplyParameterFromQuery] public string? Provider { get; set; }

    private AccountDraft Draft { get; set; } = new();
    private Dictionary<string, string> Secrets { get; set; } = new(StringComparer.Ordinal);
    private string Line { get; set; } = "";
    private string Tenant { get; set; } = "";
    private bool IsShared { get; set; }
    private bool IsDirty { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private IProvider? Chosen => Provider is { Length: > 0 } key ? providers.Find(key) : null;

    private IEnumerable<(string Key, ProviderProfile Profile)> Offered =>
        providers.Capabilities.Keys.Select(key => (key, providers.Find(key)!.Profile)).OrderBy(one => one.Profile.DefaultBaseUrl is null).ThenBy(one => one.Profile.English, StringComparer.Ordinal);

    private IReadOnlyList<string> Tenants => [.. catalogs.Current.Tenants.Keys.Where(tenant => tenant.Service == Caller.Service.Id).Select(tenant => tenant.Key).Order(StringComparer.Ordinal)];

    protected override void OnParametersSet()
    {
        if (_drawnFor == Provider) return;
        (_drawnFor, Draft, Secrets, IsDirty) = (Provider, new() { Name = Chosen?.Profile.Name(Language) ?? "" }, new(StringComparer.Ordinal), false);
        (Line, Tenant) = ("", "");
        Forget();
    }

    private string CurrencyOf(ProviderProfile profile) => profile.Currency == "IRR" ? Texts["Rials"] : profile.Currency == "USD" ? Texts["Dollars"] : profile.Currency;

    private void Edited() => IsDirty = true;

    private async Task SaveAsync()
    {
        if (Chosen is not { } chosen) return;
        var order = new NewAccount(Caller, chosen.Key, Draft.ToForm(chosen.Profile.Settings))
        {
            TenantKey = Tenant.Length == 0 ? null : Tenant,
            IsShared = IsShared,
            Credentials = chosen.Profile.Credentials.Count == 0 ? null : Secrets.ToDictionary(secret => secret.Key, secret => secret.Value.Trim(), StringComparer.Ordinal),
            Line = Line.Trim().Length == 0 ? null : Line,
        };
        if (await DoAsync(() => create.RunAsync(order, CancellationToken.None), said: null) is not { } made) return;
        (IsDirty, Secrets) = (false, new(StringComparer.Ordinal));
        navigation.NavigateTo(Addresses.Account(Caller.Service, made.AccountId));
    }
}
