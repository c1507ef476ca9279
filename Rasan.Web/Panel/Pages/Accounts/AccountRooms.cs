using Microsoft.AspNetCore.Components;
using Radzen;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>What every part of an account's page looks things up in.</summary>
public sealed record AccountRooms(Catalogs Catalogs, Core.Channels.Providers Providers, AccountHealth Health, PanelWords Words, AttemptMeanings Meanings, DialogService Dialogs, NavigationManager Navigation)
{
    public Catalog Catalog => Catalogs.Current;

    /// <returns>Null: its provider is not in this program any more.</returns>
    public ProviderProfile? ProfileOf(Account account) => Providers.Find(account.Provider)?.Profile;

    public ProviderCapabilities? CapabilitiesOf(Account account) => Providers.Find(account.Provider)?.Capabilities;
}
