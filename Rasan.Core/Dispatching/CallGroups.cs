using Rasan.Core.Channels;

namespace Rasan.Core.Dispatching;

/// <summary>Which attempts share one call: same account and line, one text where the provider takes no different ones, up to its limit.</summary>
internal static class CallGroups
{
    public static IEnumerable<List<PlannedAttempt>> Of(List<PlannedAttempt> planned, Providers providers)
    {
        if (planned.Count == 1) return [planned];
        return planned
            .GroupBy(p => (p.Account.Id, Line: p.Line?.Id, Text: SharesText(p, providers) ? null : TextOf(p)))
            .SelectMany(group => group.Chunk(Limit(group.First(), providers)).Select(chunk => chunk.ToList()));
    }

    private static int Limit(PlannedAttempt planned, Providers providers) => Math.Max(1, providers.Find(planned.Account.Provider)?.Capabilities.MaxPerCall ?? 1);

    private static bool SharesText(PlannedAttempt planned, Providers providers) => providers.Find(planned.Account.Provider)?.Capabilities is not { MaxPerCall: > 1 } can
        || (can.DifferentTexts && (planned.Line is not null || !can.DifferentTextsNeedLine));

    /// <summary>A sealed text is nobody else's: it is told apart by its message.</summary>
    private static string TextOf(PlannedAttempt planned) => planned.Message.Body.Text ?? planned.Message.Body.TrackingId.ToString();
}
