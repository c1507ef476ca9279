using Rasan.Core.Channels;

namespace Rasan.Core.Dispatching;

/// <summary>Which attempts share one call: what goes by a pattern or as a voice call goes alone; else same account and line, one text where the provider takes no different ones, no recipient twice where it could not tell them apart, up to its limit.</summary>
internal static class CallGroups
{
    public static List<List<PlannedAttempt>> Of(List<PlannedAttempt> planned, Providers providers, long now)
    {
        if (planned.Count == 0) return [];
        if (planned.Count == 1) return [[planned[0]]];
        return
        [
            .. planned.Where(p => p.GoesAlone).Select(p => new List<PlannedAttempt> { p }),
            .. planned.Where(p => !p.GoesAlone).GroupBy(p => (p.Account.Id, Line: p.Line?.Id, Text: SharesText(p, CapabilitiesOf(p, providers)) ? null : TextOf(p), Hurried: IsHurried(p, now) ? p.Message.Body.Id : 0))
                .SelectMany(group => Split([.. group], CapabilitiesOf(group.First(), providers))),
        ];
    }

    private static IEnumerable<List<PlannedAttempt>> Split(PlannedAttempt[] alike, ProviderCapabilities provider)
    {
        IEnumerable<PlannedAttempt[]> rounds = provider.RepeatedRecipients ? [alike] : OncePerRecipient(alike);
        return rounds.SelectMany(round => round.Chunk(Math.Max(1, provider.MaxPerCall))).Select(call => provider.OneIdPerCall ? UnderOneId(call) : [.. call]);
    }

    /// <summary>The first to each recipient, then the second to each that has one, and so on.</summary>
    private static IEnumerable<PlannedAttempt[]> OncePerRecipient(PlannedAttempt[] alike) =>
        alike.GroupBy(planned => planned.Message.Body.Recipient, StringComparer.Ordinal).SelectMany(same => same.Index()).GroupBy(one => one.Index, one => one.Item).Select(round => round.ToArray());

    private static List<PlannedAttempt> UnderOneId(PlannedAttempt[] call) =>
        [.. call.Select(planned => planned with { Attempt = planned.Attempt with { OwnId = call[0].Attempt.OwnId } })];

    /// <summary>A call lasts as long as its shortest lifetime: one that is nearly over cuts nobody else's short.</summary>
    private static bool IsHurried(PlannedAttempt planned, long now) => planned.Message.ExpiresAt - now < planned.Account.TimeoutSeconds * 1000L;

    private static ProviderCapabilities CapabilitiesOf(PlannedAttempt planned, Providers providers) => providers.Find(planned.Account.Provider)?.Capabilities ?? None;

    private static bool SharesText(PlannedAttempt planned, ProviderCapabilities can) =>
        can.MaxPerCall <= 1 || (can.DifferentTexts && (planned.Line is not null || !can.DifferentTextsNeedLine));

    /// <summary>A sealed text is nobody else's: it is told apart by its message.</summary>
    private static string TextOf(PlannedAttempt planned) => planned.Message.Body.Text ?? planned.Message.Body.TrackingId.ToString();

    private static readonly ProviderCapabilities None = new();
}
