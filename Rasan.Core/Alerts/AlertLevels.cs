using Rasan.Core.Accounts;
using Rasan.Core.Messages;

namespace Rasan.Core.Alerts;

/// <summary>Which side of its rule an account is on.</summary>
internal enum AlertLevel
{
    /// <summary>Nobody can say: nothing changes.</summary>
    Unknown,

    /// <summary>Clearly good: the next crossing is told again.</summary>
    Clear,

    /// <summary>Not so any more, and not far from it: whoever wavers about a threshold tells once.</summary>
    Near,
    Crossed,
}

/// <summary>When a rule speaks. Pure: rows in, a word out.</summary>
internal static class AlertLevels
{
    /// <summary>A balance or a date is clearly good again when it is so much above.</summary>
    private const double Above = 1.05;

    /// <summary>While it lasts it is told again after so long.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <param name="balance">By now.</param>
    public static AlertLevel Of(AlertRule rule, Account account, Money? balance, DateTimeOffset now) => rule.On switch
    {
        AlertOn.BalanceBelow => balance is { } known && rule.ThresholdMicros is { } threshold ? Of(known.Micros, threshold) : AlertLevel.Unknown,
        AlertOn.ExpiresWithin => account.ExpiresAt is { } end && rule.Days is { } days ? Of((end - now).TotalDays, days) : AlertLevel.Unknown,
        AlertOn.Paused => account.PausedUntil is not null ? AlertLevel.Crossed : account.PauseCount > 0 ? AlertLevel.Near : AlertLevel.Clear,
        AlertOn.KeyRefused => account.KeyRefusedAt is not null || account.Keys.Exists(key => key is { IsActive: true, RefusedAt: not null }) ? AlertLevel.Crossed : AlertLevel.Clear,
        _ => AlertLevel.Unknown,
    };

    /// <returns>Whether somebody is to be told now.</returns>
    public static bool MustTell(AlertRule rule, AlertLevel level, DateTimeOffset now) =>
        level == AlertLevel.Crossed && (rule.RaisedAt is null || now - rule.ToldAt >= Again);

    public static bool MustRearm(AlertRule rule, AlertLevel level) => level == AlertLevel.Clear && rule.RaisedAt is not null;

    private static AlertLevel Of(double value, double threshold) =>
        value < threshold ? AlertLevel.Crossed : value >= threshold * Above ? AlertLevel.Clear : AlertLevel.Near;
}
