using System.Globalization;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Creations;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Intents;

/// <summary>An intent as somebody wants it.</summary>
public sealed record IntentOrder(Caller Caller, Kind Kind)
{
    /// <summary>Longest life of a message, whatever an intent or a kind says: a week.</summary>
    public const int LongestLifetime = 604_800;

    /// <summary>Less would be over before an account has answered.</summary>
    public const int ShortestLifetime = 10;

    public const int LongestKey = 120;

    /// <summary>The one that is changed; null: a new one. Its key stays.</summary>
    public long? Id { get; init; }
    public string Key { get; init; } = "";

    /// <summary>For every service; a system administrator's to say.</summary>
    public bool OfSystem { get; init; }

    /// <summary>Null: the kind's.</summary>
    public int? LifetimeSeconds { get; init; }

    /// <summary>Sending methods in the order they are tried; null: the service's.</summary>
    public IReadOnlyList<string>? Channels { get; init; }
    public IdempotencyGuard<Intent>? Idempotency { get; init; }

    internal string? ChannelText => Channels is { Count: > 0 } named ? string.Join(',', named) : null;

    internal List<Fault> Faults()
    {
        var faults = new List<Fault>();
        if (Id is null && string.IsNullOrWhiteSpace(Key)) faults.Add(new("key", "required"));
        if (Key.Length > LongestKey) faults.Add(new("key", "too_long", LongestKey.ToString(CultureInfo.InvariantCulture)));
        if (LifetimeSeconds is < ShortestLifetime or > LongestLifetime) faults.Add(new("lifetime", "bad_lifetime", LongestLifetime.ToString(CultureInfo.InvariantCulture)));
        foreach (var (index, channel) in (Channels ?? []).Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"channels[{index}]");
            if (!ChannelKeys.Served.Contains(channel, StringComparer.Ordinal)) faults.Add(new(field, "unknown_channel", channel));
            else if (Channels!.Take(index).Contains(channel, StringComparer.Ordinal)) faults.Add(new(field, "repeated", channel));
        }

        return faults;
    }
}

/// <summary>How an intent stands in the operation log.</summary>
internal static class IntentInLog
{
    public static string SubjectOf(Intent intent) => $"intent:{intent.Key}";

    public static string Describe(Intent intent) => JsonSerializer.Serialize(new { key = intent.Key, kind = intent.Kind.Word, lifetime = intent.LifetimeSeconds, channels = intent.Channels });
}

/// <summary>What became of a change of an intent or a kind.</summary>
public abstract record IntentResult
{
    private IntentResult() { }

    /// <param name="Id">The intent's; 0 for a kind.</param>
    public sealed record Done(long Id) : IntentResult;

    /// <summary>An intent was defined under the request's Idempotency-Key before.</summary>
    public sealed record Kept(FirstAnswer Answer) : IntentResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : IntentResult;

    /// <summary>The key is defined already.</summary>
    public sealed record Exists : IntentResult;

    public sealed record NotFound : IntentResult;

    /// <summary>What is the system's, system administrators change.</summary>
    public sealed record SystemOwned : IntentResult;

    /// <summary>The caller speaks for one tenant, and intents are the whole service's.</summary>
    public sealed record ForeignTenant : IntentResult;
}
