using System.Security.Cryptography;
using Rasan.Core.Accounts;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>A claimed message with the attempt it goes out in.</summary>
internal sealed record PlannedAttempt(MessageRow Message, AttemptRow Attempt, Account Account, Line? Line);

/// <summary>Decides, inside the claim's transaction, what becomes of a claimed message: an attempt, a wait, or its end.</summary>
internal sealed class AttemptPlanner(Catalogs catalogs, AccountHealth health)
{
    public PlannedAttempt? Plan(LedgerSession session, MessageRow claimed)
    {
        var catalog = catalogs.Current;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(session.Now);
        var attempts = claimed.AttemptCount > 1 ? session.AttemptsOf(claimed.Body.Id) : [];
        if (session.Now >= claimed.ExpiresAt)
        {
            session.Save(claimed, Transitions.AtDeadline(claimed with { AttemptCount = claimed.AttemptCount - 1 }, attempts, session.Now));
            return null;
        }

        if (catalog.Intents.Rule(claimed.Body.ServiceId, claimed.Body.Kind).Window is { } window && !window.IsOpen(now))
        {
            session.Save(claimed, UntilOpening(claimed, window.NextOpening(now), session.Now));
            return null;
        }

        var plan = catalog.Routes.Plan(Question(claimed, attempts), now, health);
        if (plan.First is not { } choice)
        {
            session.Save(claimed, NextRound(claimed, plan, attempts, now));
            return null;
        }

        var attempt = new AttemptRow
        {
            Id = session.NextAttemptId(),
            MessageId = claimed.Body.Id,
            Number = claimed.AttemptCount,
            Round = claimed.Round,
            AccountId = choice.Account.Id,
            LineId = choice.Line?.Id,
            OwnId = NewOwnId(),
            StartedAt = session.Now,
        };
        session.InsertAttempt(attempt);
        return new(claimed, attempt, choice.Account, choice.Line);
    }

    /// <summary>Whether a message with these attempts behind it could go to another account now.</summary>
    public bool HasAnother(MessageRow message, List<AttemptRow> attempts, long now) =>
        catalogs.Current.Routes.Plan(Question(message, attempts), DateTimeOffset.FromUnixTimeMilliseconds(now), health).First is not null;

    private static RouteQuestion Question(MessageRow message, List<AttemptRow> attempts) => new()
    {
        ServiceId = message.Body.ServiceId,
        TenantId = message.Body.TenantId,
        Intent = message.Body.Intent,
        Kind = message.Body.Kind,
        Channel = message.Body.Channel,
        Line = message.Body.Line,
        Segments = message.Body.Segments,
        Tried = attempts.Count == 0 ? [] : [.. attempts.Where(a => a.Round == message.Round).Select(a => a.AccountId)],
    };

    /// <summary>The clock of the lifetime stands still while the window is closed.</summary>
    private static MessageRow UntilOpening(MessageRow claimed, DateTimeOffset opening, long now)
    {
        var opensAt = opening.ToUnixTimeMilliseconds();
        return claimed.To(MessageState.Scheduled, now, "outside_window") with
        {
            AttemptCount = claimed.AttemptCount - 1,
            DueAt = opensAt,
            ExpiresAt = claimed.ExpiresAt + (opensAt - now),
        };
    }

    /// <summary>Every usable account was tried, or none is usable: later again, from the first, as long as the message lives.</summary>
    private static MessageRow NextRound(MessageRow claimed, RoutePlan plan, List<AttemptRow> attempts, DateTimeOffset now)
    {
        var jitter = (Random.Shared.NextDouble() * 2) - 1;
        var due = now + RetryPlan.AfterRound(claimed.Body.Kind, claimed.Round, jitter);
        if (plan.RetryAt > due) due = plan.RetryAt.Value;
        return claimed.To(MessageState.Scheduled, now.ToUnixTimeMilliseconds(), attempts.Count > 0 ? attempts[^1].Code : plan.WhyNone) with
        {
            AttemptCount = claimed.AttemptCount - 1,
            Round = claimed.Round + 1,
            DueAt = Math.Min(due.ToUnixTimeMilliseconds(), claimed.ExpiresAt),
        };
    }

    private static long NewOwnId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToInt64(bytes) & 0x3fff_ffff_ffff_ffff;
    }
}
