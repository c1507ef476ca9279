using System.Collections.Frozen;

namespace Rasan.Core.Channels;

/// <summary>Every provider this program knows, by key.</summary>
public sealed class Providers(IEnumerable<IProvider> providers)
{
    private readonly FrozenDictionary<string, IProvider> _byKey = providers.ToFrozenDictionary(provider => provider.Key, StringComparer.Ordinal);

    /// <summary>What each of them can do, by key; what the route planner is given.</summary>
    public IReadOnlyDictionary<string, ProviderCapabilities> Capabilities { get; } =
        providers.ToFrozenDictionary(provider => provider.Key, provider => provider.Capabilities, StringComparer.Ordinal);

    public IProvider? Find(string key) => _byKey.GetValueOrDefault(key);
}
