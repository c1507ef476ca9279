using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Templates;

namespace Rasan.Core.Dispatching;

/// <summary>A claimed message with the attempt it goes out in.</summary>
/// <param name="Binding">The provider's pattern that it goes out by; null: its own text.</param>
internal sealed record PlannedAttempt(MessageRow Message, AttemptRow Attempt, Account Account, Line? Line, BoundTemplate? Binding = null)
{
    public bool IsVoice => Message.Body.Channel == ChannelKeys.Voice;

    /// <summary>No provider takes several of these in one call.</summary>
    public bool GoesAlone => Binding is not null || IsVoice;
}

/// <summary>Decides, inside the claim's transaction, what becomes of a claimed message: an attempt (which whoever claimed it stores), a wait, or its end.</summary>
internal sealed class AttemptPlanner(Catalogs catalogs, AccountHealth health, MessageTexts texts)
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

        var plan = RoutePlanner.Plan(catalog.Routes, Question(catalog, claimed, attempts), now);
        if (plan.Choices is not [var choice, ..])
        {
            session.Save(claimed, Transitions.StillSent(claimed with { AttemptCount = claimed.AttemptCount - 1 }, attempts, session.Now) ?? NextRound(claimed, plan, attempts, now));
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
            ByTemplate = choice.Binding is not null,
            StartedAt = session.Now,
        };
        return new(claimed, attempt, choice.Account, choice.Line, choice.Binding);
    }

    /// <summary>Whether a message with these attempts behind it could go to another account now.</summary>
    public bool HasAnother(MessageRow message, List<AttemptRow> attempts, long now)
    {
        var catalog = catalogs.Current;
        return RoutePlanner.Plan(catalog.Routes, Question(catalog, message, attempts), DateTimeOffset.FromUnixTimeMilliseconds(now)).Choices.Count > 0;
    }

    private RouteQuestion Question(Catalog catalog, MessageRow message, List<AttemptRow> attempts) => RouteAbout.Of(catalog, message.Body.AboutAccountId,
        new(message.Body.ServiceId, message.Body.TenantId, message.Body.Intent, message.Body.Kind, message.Body.Channel)
        {
            Line = message.Body.Line,
            Segments = message.Body.Segments,
            Length = message.Body.Text?.Length ?? 0,
            TemplateId = message.Body.TemplateId,
            Language = catalog.LanguageOf(message.Body.TemplateId, message.Body.Language),
            Values = catalog.Routes.IsBound(message.Body.TemplateId) ? texts.ValuesOf(message.Body.Variables, message.Body.Sealed) : null,
            Tried = attempts.Count == 0 ? null : [.. attempts.Where(a => a.Round == message.Round || a.Outcome == AttemptOutcome.Accepted).Select(a => a.AccountId)],
            Pauses = health.Pauses,
        });

    /// <summary>The deadline was set with the window's closed hours in it.</summary>
    private static MessageRow UntilOpening(MessageRow claimed, DateTimeOffset opening, long now)
    {
        return claimed.To(MessageState.Scheduled, now, RouteReason.OutsideWindow) with
        {
            AttemptCount = claimed.AttemptCount - 1,
            DueAt = opening.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Every usable account was tried, or none is usable: later again, from the first, as long as the message lives.</summary>
    private static MessageRow NextRound(MessageRow claimed, RoutePlan plan, List<AttemptRow> attempts, DateTimeOffset now)
    {
        var jitter = (Random.Shared.NextDouble() * 2) - 1;
        var due = now + RetryPlan.AfterRound(claimed.Body.Kind, claimed.Round, jitter);
        if (plan.RetryAt > due && plan.Skipped.All(skip => skip.Reason != RouteReason.AlreadyTried))   // one that was tried and does not rest is worth the next round
            due = plan.Skipped.Any(skip => skip.Reason == RouteReason.Paused) ? Earlier(plan.RetryAt.Value, now + RetryPlan.LongestRound(claimed.Body.Kind)) : plan.RetryAt.Value;   // somebody may mend a paused account before its time
        return claimed.To(MessageState.Scheduled, now.ToUnixTimeMilliseconds(), attempts.Count > 0 ? attempts[^1].Code : plan.Skipped is [.., var last] ? last.Reason : "no_account") with
        {
            AttemptCount = claimed.AttemptCount - 1,
            Round = claimed.Round + 1,
            DueAt = Math.Min(due.ToUnixTimeMilliseconds(), claimed.ExpiresAt),
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    internal static long NewOwnId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomBytes.Fill(bytes);
        return BitConverter.ToInt64(bytes) & 0x3fff_ffff_ffff_ffff;
    }
}
