using Rasan.Core.Accounts;

namespace Rasan.Core.Routes;

/// <summary>
/// Says for a message which accounts may take it, in order, and why the others may not. Pure: sending, explaining and
/// checking ask the same question and get the same answer.
/// </summary>
public static class RoutePlanner
{
    public static RoutePlan Plan(RouteTable table, in RouteQuestion question, DateTimeOffset now)
    {
        var candidates = table.Find(question);
        return IsUndisturbed(candidates, question, now) ? candidates.Undisturbed : Filter(candidates, question, now);
    }

    // Once per claimed message, and nearly always true: costs no allocation.
    private static bool IsUndisturbed(RouteCandidates candidates, in RouteQuestion question, DateTimeOffset now)
    {
        if (question.Line is not null) return false;
        for (var i = 0; i < candidates.Usable.Count; i++)
        {
            var candidate = candidates.Usable[i];
            if (StandsAgainst(candidate, question, now) is not null || PausedUntil(candidate.Account, question) > now) return false;
            if (candidate.Lines.OwnHours is { } hours && !hours.IsOpen(now)) return false;
        }
        return true;
    }

    private static RoutePlan Filter(RouteCandidates candidates, in RouteQuestion question, DateTimeOffset now)
    {
        List<RouteChoice> choices = [];
        List<RouteSkip> skipped = [];
        DateTimeOffset? retryAt = null;
        foreach (var candidate in candidates.All)
        {
            var account = candidate.Account;
            var (line, lineFault, opensAt) = candidate.Lines.Choose(question.Line, now);
            var pausedUntil = PausedUntil(account, question) is { } until && until > now ? until : (DateTimeOffset?)null;
            if ((candidate.Fault ?? StandsAgainst(candidate, question, now) ?? lineFault ?? (pausedUntil is null ? null : RouteReason.Paused)) is not { } reason)
            {
                choices.Add(new(account, line, candidate.Binding));
                continue;
            }

            skipped.Add(new(account, reason));
            if (reason is not (RouteReason.LineHours or RouteReason.Paused)) continue;
            var back = opensAt is { } opening && !(pausedUntil > opening) ? opening : pausedUntil;
            retryAt = retryAt < back || back is null ? retryAt : back;
        }
        return new(candidates.RouteId, candidates.Rule, choices, skipped, retryAt);
    }

    private static string? StandsAgainst(RouteCandidate candidate, in RouteQuestion question, DateTimeOffset now) =>
        candidate.Account.Id == question.About ? RouteReason.AboutIt
        : IsTried(candidate.Account.Id, question.Tried) ? RouteReason.AlreadyTried
        : candidate.Account.FaultAt(now, question.Segments) ?? (!candidate.Takes(question.Values) ? RouteReason.ValueNotAllowed : candidate.TakesLength(question.Length, question.Segments) ? null : RouteReason.TextTooLong);

    private static DateTimeOffset? PausedUntil(Account account, in RouteQuestion question) =>
        question.Pauses?.TryGetValue(account.Id, out var until) is true ? until : account.PausedUntil;

    private static bool IsTried(long accountId, IReadOnlyList<long>? tried)
    {
        for (var i = 0; i < tried?.Count; i++)
        {
            if (tried[i] == accountId) return true;
        }
        return false;
    }
}
