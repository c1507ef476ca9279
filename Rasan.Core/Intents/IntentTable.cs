using System.Collections.Frozen;

namespace Rasan.Core.Intents;

/// <summary>What an intent means for a message: the kind's rule, the service's before the system's, with the intent's own lifetime.</summary>
public sealed record IntentRule(Kind Kind, Lane Lane, TimeSpan Lifetime, OnUnknown OnUnknown, SendingWindow? Window);

/// <summary>Every intent and kind as of one revision of the configuration.</summary>
public sealed class IntentTable(IEnumerable<Intent> intents, IEnumerable<KindRule> rules)
{
    public static readonly IntentTable Empty = new([], []);

    private static readonly KindRule[] Last =
    [
        new() { Kind = Kind.Otp, Lane = Lane.Otp, LifetimeSeconds = 120, OnUnknown = OnUnknown.NextAccount },
        new() { Kind = Kind.Transactional, Lane = Lane.Normal, LifetimeSeconds = 3600, OnUnknown = OnUnknown.Wait },
        new() { Kind = Kind.Bulk, Lane = Lane.Bulk, LifetimeSeconds = 86400, OnUnknown = OnUnknown.Wait },
    ];

    private readonly FrozenDictionary<(long Service, string Key), Intent> _intents = intents.ToFrozenDictionary(i => (i.ServiceId ?? 0, i.Key));
    private readonly FrozenDictionary<(long Service, Kind Kind), IntentRule> _rules = rules.ToFrozenDictionary(r => (r.ServiceId ?? 0, r.Kind), ToRule);

    public IntentRule Find(long serviceId, string key, bool otpDoor)
    {
        if (!_intents.TryGetValue((serviceId, key), out var intent)) intent = _intents.GetValueOrDefault((0, key));
        var kind = intent?.Kind ?? (otpDoor || key.StartsWith("OTP", StringComparison.OrdinalIgnoreCase) ? Kind.Otp : Kind.Transactional);
        var rule = Rule(serviceId, kind);
        return intent?.LifetimeSeconds is { } own ? rule with { Lifetime = TimeSpan.FromSeconds(own) } : rule;
    }

    /// <summary>The service's own and the system's, by key.</summary>
    public IEnumerable<string> KeysFor(long serviceId) =>
        _intents.Keys.Where(i => i.Service == 0 || i.Service == serviceId).Select(i => i.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public IntentRule Rule(long serviceId, Kind kind) =>
        _rules.TryGetValue((serviceId, kind), out var own) ? own : _rules.TryGetValue((0, kind), out var common) ? common : ToRule(Last[(int)kind]);

    private static IntentRule ToRule(KindRule rule) =>
        new(rule.Kind, rule.Lane, TimeSpan.FromSeconds(rule.LifetimeSeconds), rule.OnUnknown, SendingWindow.Of(rule));
}
