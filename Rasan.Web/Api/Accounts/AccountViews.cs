using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Api.Accounts;

/// <summary>Accounts as a caller may see them.</summary>
internal sealed class AccountViews(ListAccounts list, ReadStanding read, Catalogs catalogs, AccountHealth health, Core.Channels.Providers providers, IOptions<PublicAddressOptions> address)
{
    public async Task<IReadOnlyList<AccountView>> AllAsync(ApiRequest request, CancellationToken ct)
    {
        var accounts = list.Run(request.Caller);
        var days = await read.DaysLeftAsync(accounts, ct);
        return [.. accounts.Select(account => Of(request, account) with { DaysLeft = days.TryGetValue(account.Id, out var left) ? left : null })];
    }

    /// <returns>Null: there is none that the caller may know of.</returns>
    public Account? Find(ApiRequest request, long id) => list.Find(request.Caller, id);

    /// <summary>As of now: what was changed counts already.</summary>
    public AccountView Of(ApiRequest request, long id) => Of(request, catalogs.Current.Accounts[id]);

    public AccountView Of(ApiRequest request, Account account)
    {
        var (pause, inside, provider) = (health.PauseOf(account), request.Caller.MaySeeInside(account), providers.Find(account.Provider));
        return new(
            account.Id, account.Provider, account.Name, account.TenantId is { } tenant ? catalogs.Current.TenantKeys.GetValueOrDefault(tenant) : null, account.ServiceId is null,
            account.IsActive, inside ? account.BaseUrl : null, account.TimeoutSeconds, account.ReportWindowSeconds, inside ? SettingsOf(account, provider) : new Dictionary<string, string>(StringComparer.Ordinal),
            MoneyView.Of(account.Balance), account.ExpiresAt?.UtcDateTime, account.StandingAt?.UtcDateTime, account.StandingFault, pause?.Until.UtcDateTime, pause?.Reason,
            Keys(request, account), [.. account.Lines.OrderBy(line => line.Id).Select(LineView.Of)],
            inside ? CallbackAddresses.Of(account, provider?.Capabilities, address.Value.Base) : new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public static IReadOnlyList<KeyView> Keys(ApiRequest request, Account account) => !request.Caller.MaySeeInside(account) ? [] :
    [
        .. account.Keys.OrderBy(key => key.Position).ThenBy(key => key.Id).Index()
            .Select(key => KeyOf(key.Item, key.Index + 1, request.Words.MessageOf(account.Provider, key.Item.RefusedCode, detail: null))),
    ];

    private static KeyView KeyOf(Key key, int order, string? meaning) => new(key.Id, key.Label, order, key.IsActive, key.RefusedAt?.UtcDateTime, key.RefusedCode, meaning);

    private static Dictionary<string, string> SettingsOf(Account account, Core.Channels.IProvider? provider)
    {
        var shown = provider?.Profile.Settings.Where(setting => !setting.IsSecret).Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return AccountSettings.Read(account.Settings).Where(setting => shown.Contains(setting.Key)).ToDictionary(StringComparer.Ordinal);
    }
}
