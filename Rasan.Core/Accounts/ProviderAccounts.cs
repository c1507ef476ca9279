using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Accounts as providers see them: the first active key opened once per revision of the configuration.</summary>
public sealed class ProviderAccounts(Catalogs catalogs, ISecretBox box)
{
    private volatile Opened _opened = new(-1);

    public ProviderAccount? Find(long accountId)
    {
        var catalog = catalogs.Current;
        var opened = _opened;
        if (opened.Revision != catalog.Revision) _opened = opened = new(catalog.Revision);
        if (opened.Accounts.TryGetValue(accountId, out var known)) return known;
        return catalog.Accounts.TryGetValue(accountId, out var account) ? opened.Accounts.GetOrAdd(accountId, Open(account)) : null;
    }

    private ProviderAccount Open(Account account)
    {
        var key = account.Keys.Where(k => k.IsActive).OrderBy(k => k.Position).ThenBy(k => k.Id).FirstOrDefault();
        var credentials = key is null ? FrozenDictionary<string, string>.Empty : Strings(box.Open(key.Sealed));
        return new(account.Id, account.Name, account.BaseUrl is { } url ? new Uri(url) : null, TimeSpan.FromSeconds(Math.Min(account.TimeoutSeconds, Account.LongestTimeout.TotalSeconds)),
            credentials, Strings(System.Text.Encoding.UTF8.GetBytes(account.Settings)));
    }

    private static FrozenDictionary<string, string> Strings(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);
    }

    private sealed class Opened(long revision)
    {
        public long Revision => revision;
        public ConcurrentDictionary<long, ProviderAccount> Accounts { get; } = new();
    }
}
