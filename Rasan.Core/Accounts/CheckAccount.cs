using System.Globalization;
using Microsoft.Extensions.Options;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Core.Accounts;

/// <summary>What is wrong with an account before it is stored, and whether its provider takes the credentials.</summary>
public sealed class CheckAccount(Providers providers, ProviderAccounts accounts, IOptionsMonitor<OutgoingOptions> outgoing, TimeProvider clock)
{
    /// <returns>The provider, and nothing wrong; or what is.</returns>
    public async Task<(ProviderProfile? Provider, IReadOnlyList<Fault> Faults)> RunAsync(AccountOrder order, CancellationToken ct)
    {
        if (providers.Find(order.Provider) is not { Profile.Credentials: not [] } provider) return (null, [new("provider", "unknown_provider", order.Provider)]);
        if (FaultsOf(order, provider) is { Count: > 0 } faults) return (null, faults);
        if (order.Verify && await RefusalOf(order, provider, ct) is { } code) return (null, [new("options.verify", "not_verified", code)]);
        return (provider.Profile, []);
    }

    private List<Fault> FaultsOf(AccountOrder order, IProvider provider)
    {
        List<Fault> faults =
        [
            .. from field in provider.Profile.Credentials
               let value = order.Credentials.GetValueOrDefault(field.Name)
               where field.IsRequired || value is not null
               let code = string.IsNullOrWhiteSpace(value) ? "required" : value.Length < field.MinLength ? "too_short" : null
               where code is not null
               select new Fault(field.Name, code, field.MinLength.ToString(CultureInfo.InvariantCulture)),
        ];
        if (provider.Capabilities.NeedsLine && string.IsNullOrWhiteSpace(order.Line)) faults.Add(new("from", "required"));
        if (order.BaseUrl is { } address && !OutgoingAddresses.IsAllowed(address, provider.Profile, outgoing.CurrentValue)) faults.Add(new("base_url", "base_url_not_allowed", address.Host));
        return faults;
    }

    /// <summary>Sends nothing, stores nothing.</summary>
    /// <returns>Null: the credentials are taken. Otherwise the raw code, or the word for what happened on the way.</returns>
    private async Task<string?> RefusalOf(AccountOrder order, IProvider provider, CancellationToken ct)
    {
        var account = accounts.Try(order.Provider, order.BaseUrl, TimeSpan.FromSeconds(order.TimeoutSeconds), order.Credentials);
        try
        {
            using var deadline = new CallDeadline(account.Timeout, clock, ct);
            await provider.ProbeAsync(account, deadline.Token);
            return null;
        }
        catch (ProviderRefusedException refused)
        {
            return refused.Code;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return TransportCodes.Of(exception);
        }
    }
}
