using System.Globalization;
using Rasan.Core.Channels;

namespace Rasan.Providers.Sandbox;

/// <summary>An account's settings as the Sandbox reads them: <c>magic</c>, <c>price</c>, <c>credit</c>, <c>expires_at</c>.</summary>
/// <param name="Id">The account.</param>
/// <param name="Magic">Whether magic numbers work on it.</param>
/// <param name="Price">Rials a segment.</param>
/// <param name="InitialCredit">Rials before its first use; afterwards its credit stands in the Sandbox's own record.</param>
/// <param name="ExpiresAt">Its end, unless the record knows another one.</param>
public sealed record SandboxAccount(long Id, bool Magic, long Price, long InitialCredit, DateTimeOffset? ExpiresAt)
{
    public const long DefaultPrice = 100;

    /// <summary>A million segments at the default price: enough for a load test, and it still runs down.</summary>
    public const long DefaultCredit = 100_000_000;

    public static SandboxAccount Read(ProviderAccount account, string? onlyMagicAccount)
    {
        var settings = account.Settings;
        var magic = onlyMagicAccount is null or "" || string.Equals(onlyMagicAccount, account.Name, StringComparison.Ordinal);
        return new(
            account.Id,
            magic && (!bool.TryParse(settings.GetValueOrDefault("magic"), out var own) || own),
            Rials(settings.GetValueOrDefault("price")) ?? DefaultPrice,
            Rials(settings.GetValueOrDefault("credit")) ?? DefaultCredit,
            Time(settings.GetValueOrDefault("expires_at")));
    }

    private static long? Rials(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rials) ? rials : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
