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
            var account = candidates.Usable[i].Account;
            if (StandsAgainst(account, question, now) is not null || PausedUntil(account, question) > now) return false;
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
            var (choice, lineFault) = Choose(candidate, question);
            if ((candidate.Fault ?? StandsAgainst(account, question, now) ?? lineFault) is { } reason)
            {
                skipped.Add(new(account, reason));
            }
            else if (PausedUntil(account, question) is { } until && until > now)
            {
                skipped.Add(new(account, RouteReason.Paused));
                retryAt = retryAt < until ? retryAt : until;
            }
            else
            {
                choices.Add(choice);
            }
        }
        return new(candidates.RouteId, candidates.Rule, choices, skipped, retryAt);
    }

    private static (RouteChoice Choice, string? Fault) Choose(RouteCandidate candidate, in RouteQuestion question)
    {
        if (question.Line is null) return (candidate.Own, candidate.OwnLineFault);
        var (line, fault) = RouteLines.Choose(candidate.Account, candidate.FixedLine, question.Line, question.Kind);
        return (new(candidate.Account, line), fault);
    }

    private static string? StandsAgainst(Account account, in RouteQuestion question, DateTimeOffset now) =>
        account.Id == question.About ? RouteReason.AboutIt : IsTried(account.Id, question.Tried) ? RouteReason.AlreadyTried : account.FaultAt(now, question.Segments);

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
