using System.Globalization;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Core.Accounts;

/// <summary>What is wrong with an account before it is stored, and whether its provider takes the credentials.</summary>
public sealed class CheckAccount(Providers providers, ProviderAccounts accounts, AskProvider ask, IOptionsMonitor<OutgoingOptions> outgoing)
{
    /// <returns>The provider, and nothing wrong; or what is.</returns>
    public async Task<(ProviderProfile? Provider, IReadOnlyList<Fault> Faults)> RunAsync(AccountOrder order, CancellationToken ct)
    {
        if (providers.Find(order.Provider) is not { Profile.Credentials: not [] } provider) return (null, [new("provider", "unknown_provider", order.Provider)]);
        if (FaultsOf(order, provider) is { Count: > 0 } faults) return (null, faults);
        if (order.Verify && await RefusalOf(order, provider, ct) is { } code) return (null, [new("options.verify", "not_verified", code)]);
        return (provider.Profile, []);
    }

    /// <param name="provider">Null: not in this program any more; what depends on it is taken as it is.</param>
    internal List<Fault> FaultsOf(AccountForm form, IProvider? provider)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(form.Name)) faults.Add(new("name", "required"));
        else if (form.Name.Trim().Length > AccountForm.LongestName) faults.Add(new("name", "too_long", Number(AccountForm.LongestName)));
        if (form.TimeoutSeconds < 1 || form.TimeoutSeconds > Account.LongestTimeout.TotalSeconds) faults.Add(new("timeout", "bad_timeout", Number((int)Account.LongestTimeout.TotalSeconds)));
        if (form.ReportWindowSeconds is < AccountForm.LeastReportSeconds or > AccountForm.MostReportSeconds) faults.Add(new("report_window", "bad_report_window", Number(AccountForm.MostReportSeconds)));
        if (!string.IsNullOrWhiteSpace(form.BaseUrl) && AddressFault(form.BaseUrl.Trim(), provider?.Profile) is { } fault) faults.Add(fault);
        if (form.Settings is { } settings && provider is not null) faults.AddRange(SettingFaults(provider.Profile, settings));
        return faults;
    }

    /// <param name="path">What stands before the field's name.</param>
    internal static IEnumerable<Fault> CredentialFaults(ProviderProfile profile, IReadOnlyDictionary<string, string> secrets, string path = "")
    {
        foreach (var field in profile.Credentials)
        {
            var value = secrets.GetValueOrDefault(field.Name);
            if (!field.IsRequired && string.IsNullOrEmpty(value)) continue;
            if (string.IsNullOrWhiteSpace(value)) yield return new(path + field.Name, "required");
            else if (value.Length < field.MinLength) yield return new(path + field.Name, "too_short", Number(field.MinLength));
            else if (value.Length > KeyForm.LongestSecret) yield return new(path + field.Name, "too_long", Number(KeyForm.LongestSecret));
        }

        if (path.Length == 0) yield break;   // a program's setup names every vendor's fields at once
        foreach (var name in secrets.Keys.Where(name => !profile.Credentials.Any(field => field.Name == name)))
            yield return new(path + name, "unknown_field", name);
    }

    private static IEnumerable<Fault> SettingFaults(ProviderProfile profile, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!profile.Settings.Any(field => field.Name == name)) yield return new("settings." + name, "unknown_field", name);
            else if (value.Length > AccountForm.LongestSetting) yield return new("settings." + name, "too_long", Number(AccountForm.LongestSetting));
        }

        foreach (var field in profile.Settings.Where(field => field.IsRequired && string.IsNullOrWhiteSpace(settings.GetValueOrDefault(field.Name))))
            yield return new("settings." + field.Name, "required");
    }

    private Fault? AddressFault(string text, ProviderProfile? profile)
    {
        if (text.Length > AccountForm.LongestUrl) return new("base_url", "too_long", Number(AccountForm.LongestUrl));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "https" or "http", Query: "", Fragment: "" }) return new("base_url", "bad_url", text);
        return profile is null || OutgoingAddresses.IsAllowed(address, profile, outgoing.CurrentValue) ? null : new("base_url", "base_url_not_allowed", address.Host);
    }

    private List<Fault> FaultsOf(AccountOrder order, IProvider provider)
    {
        List<Fault> faults = [.. CredentialFaults(provider.Profile, order.Credentials)];
        if (provider.Capabilities.NeedsLine && string.IsNullOrWhiteSpace(order.Line)) faults.Add(new("from", "required"));
        if (order.BaseUrl is { } address && !OutgoingAddresses.IsAllowed(address, provider.Profile, outgoing.CurrentValue)) faults.Add(new("base_url", "base_url_not_allowed", address.Host));
        return faults;
    }

    /// <summary>Sends nothing, stores nothing.</summary>
    /// <returns>Null: the credentials are taken. Otherwise the raw code, or the word for what happened on the way.</returns>
    private async Task<string?> RefusalOf(AccountOrder order, IProvider provider, CancellationToken ct)
    {
        var account = accounts.Try(order.Provider, order.BaseUrl, TimeSpan.FromSeconds(order.TimeoutSeconds), order.Credentials);
        return (await ask.RunAsync(account, AskProvider.Probe(provider), ct)).Fault;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
