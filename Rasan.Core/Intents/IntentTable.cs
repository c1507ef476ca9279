using System.Collections.Frozen;

namespace Rasan.Core.Intents;

/// <summary>What an intent means for a message: the kind's rule, the service's before the system's, with the intent's own lifetime.</summary>
public sealed record IntentRule(Kind Kind, Lane Lane, TimeSpan Lifetime, OnUnknown OnUnknown, SendingWindow? Window)
{
    /// <summary>So long a delivery report is waited for before the next account takes the message; null: as long as the account's report window.</summary>
    public TimeSpan? NoReportAfter { get; init; }

    /// <summary>The intent's own order of sending methods; null: the service's.</summary>
    public IReadOnlyList<string>? Channels { get; init; }
}

/// <summary>Every intent and kind as of one revision of the configuration.</summary>
public sealed class IntentTable(IReadOnlyCollection<Intent> intents, IEnumerable<KindRule> rules)
{
    public static readonly IntentTable Empty = new([], []);

    private static readonly KindRule[] Last =
    [
        new() { Kind = Kind.Otp, Lane = Lane.Otp, LifetimeSeconds = 120, OnUnknown = OnUnknown.NextAccount },
        new() { Kind = Kind.Transactional, Lane = Lane.Normal, LifetimeSeconds = 3600, OnUnknown = OnUnknown.Wait },
        new() { Kind = Kind.Bulk, Lane = Lane.Bulk, LifetimeSeconds = 86400, OnUnknown = OnUnknown.Wait },
    ];

    private readonly FrozenDictionary<(long Service, string Key), Intent> _intents = intents.ToFrozenDictionary(i => (i.ServiceId ?? 0, i.Key));
    private readonly FrozenDictionary<long, string[]> _channels = intents.Where(i => i.Channels is not null).ToFrozenDictionary(i => i.Id, i => i.Channels!.Split(','));
    private readonly FrozenDictionary<(long Service, Kind Kind), IntentRule> _rules = rules.ToFrozenDictionary(r => (r.ServiceId ?? 0, r.Kind), ToRule);

    public IntentRule Find(long serviceId, string key, bool otpDoor)
    {
        if (!_intents.TryGetValue((serviceId, key), out var intent)) intent = _intents.GetValueOrDefault((0, key));
        var kind = intent?.Kind ?? (otpDoor || key.StartsWith("OTP", StringComparison.OrdinalIgnoreCase) ? Kind.Otp : Kind.Transactional);
        var rule = Rule(serviceId, kind);
        if (intent is null or { LifetimeSeconds: null, Channels: null }) return rule;
        return rule with
        {
            Lifetime = intent.LifetimeSeconds is { } own ? TimeSpan.FromSeconds(own) : rule.Lifetime,
            Channels = _channels.GetValueOrDefault(intent.Id),
        };
    }

    /// <summary>The service's own and the system's; where both have defined a key, the service's counts.</summary>
    public IEnumerable<Intent> Of(long serviceId) => _intents.Values.Where(i => i.ServiceId is null || i.ServiceId == serviceId);

    public bool IsDefined(long serviceId, string key) => _intents.ContainsKey((serviceId, key)) || _intents.ContainsKey((0, key));

    /// <summary>What a service has said of a kind itself; with 0, the system. Null: nothing.</summary>
    public IntentRule? OwnRule(long serviceId, Kind kind) => _rules.GetValueOrDefault((serviceId, kind));

    /// <summary>The service's own and the system's, by key.</summary>
    public IEnumerable<string> KeysFor(long serviceId) =>
        _intents.Keys.Where(i => i.Service == 0 || i.Service == serviceId).Select(i => i.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public IntentRule Rule(long serviceId, Kind kind) =>
        _rules.TryGetValue((serviceId, kind), out var own) ? own : _rules.TryGetValue((0, kind), out var common) ? common : ToRule(Last[(int)kind]);

    private static IntentRule ToRule(KindRule rule) =>
        new(rule.Kind, rule.Lane, TimeSpan.FromSeconds(rule.LifetimeSeconds), rule.OnUnknown, SendingWindow.Of(rule))
        {
            NoReportAfter = rule is { OnNoReport: OnNoReport.NextAccount, NoReportSeconds: { } seconds } ? TimeSpan.FromSeconds(seconds) : null,
        };
}
