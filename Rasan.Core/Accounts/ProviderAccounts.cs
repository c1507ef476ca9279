using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Accounts;

/// <summary>Where the program is reached from outside; the host says it.</summary>
public sealed class PublicAddressOptions
{
    /// <summary>The address under which providers reach this installation. Null: they can't; nobody is asked to call back.</summary>
    public Uri? Base { get; set; }
}

/// <summary>Accounts as providers see them: the first usable key opened once per revision of the configuration.</summary>
public sealed class ProviderAccounts(Catalogs catalogs, ISecretBox box, IOptions<PublicAddressOptions> address)
{
    private volatile Opened _opened = new(-1);

    public ProviderAccount? Find(long accountId)
    {
        var catalog = catalogs.Current;
        var opened = OpenedOf(catalog);
        if (opened.Accounts.TryGetValue(accountId, out var known)) return known;
        return catalog.Accounts.TryGetValue(accountId, out var account) ? opened.Accounts.GetOrAdd(accountId, Open(account, UsableKeys(account, opened).FirstOrDefault())) : null;
    }

    /// <summary>The account with its next key, from now on for everybody. The last usable key is never given up: then the account pauses instead.</summary>
    /// <param name="keyId">The key that was refused.</param>
    /// <returns>Null: there is no other key.</returns>
    public ProviderAccount? UseNextKey(long accountId, long? keyId)
    {
        var catalog = catalogs.Current;
        var opened = OpenedOf(catalog);
        if (keyId is not { } refused || !catalog.Accounts.TryGetValue(accountId, out var account)) return null;
        if (UsableKeys(account, opened).FirstOrDefault(key => key.Id != refused) is not { } next) return null;
        opened.Refused[refused] = true;
        return opened.Accounts.AddOrUpdate(accountId, _ => Open(account, next), (_, now) => now.KeyId == refused ? Open(account, next) : now);
    }

    /// <summary>The account with the key in use first, then with each of its other active ones, a refused one too; without any key where it has none.</summary>
    public IEnumerable<ProviderAccount> UnderEachKey(long accountId)
    {
        if (Find(accountId) is not { } used || !catalogs.Current.Accounts.TryGetValue(accountId, out var account)) yield break;
        yield return used;
        foreach (var key in account.Keys.Where(key => key.IsActive && key.Id != used.KeyId).OrderBy(key => key.Position).ThenBy(key => key.Id)) yield return Open(account, key);
    }

    /// <summary>An account that is not stored, or not with this key, to be tried.</summary>
    public ProviderAccount Try(string provider, Uri? baseUrl, TimeSpan timeout, IReadOnlyDictionary<string, string> credentials) =>
        new(0, "", baseUrl, timeout, credentials, FrozenDictionary<string, string>.Empty) { CallbackBase = CallbackBaseOf(provider) };

    private Opened OpenedOf(Catalog catalog)
    {
        var opened = _opened;
        if (opened.Revision != catalog.Revision) _opened = opened = new(catalog.Revision);
        return opened;
    }

    private static IEnumerable<Key> UsableKeys(Account account, Opened opened) =>
        account.Keys.Where(key => key.IsUsable && !opened.Refused.ContainsKey(key.Id)).OrderBy(key => key.Position).ThenBy(key => key.Id);

    private ProviderAccount Open(Account account, Key? key)
    {
        var credentials = key is null ? FrozenDictionary<string, string>.Empty : AccountSettings.Read(box.Open(key.Sealed));
        return new(account.Id, account.Name, account.BaseUrl is { } url ? new Uri(url) : null, TimeSpan.FromSeconds(Math.Min(account.TimeoutSeconds, Account.LongestTimeout.TotalSeconds)),
            credentials, AccountSettings.Read(account.Settings)) { KeyId = key?.Id, CallbackBase = CallbackBaseOf(account.Provider) };
    }

    private Uri? CallbackBaseOf(string provider) => address.Value.Base is { } publicBase ? new($"{publicBase.ToString().TrimEnd('/')}/hooks/{provider}") : null;

    private sealed class Opened(long revision)
    {
        public long Revision => revision;
        public ConcurrentDictionary<long, ProviderAccount> Accounts { get; } = new();

        /// <summary>Keys that were refused since; their rows say so a moment later.</summary>
        public ConcurrentDictionary<long, bool> Refused { get; } = new();
    }
}
