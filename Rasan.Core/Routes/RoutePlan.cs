using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Templates;

namespace Rasan.Core.Routes;

/// <summary>What the planner has to know of a message.</summary>
public readonly record struct RouteQuestion(long ServiceId, long TenantId, string Intent, Kind Kind, string Channel)
{
    /// <summary>The sender number that was asked for.</summary>
    public string? Line { get; init; }

    /// <summary>Billed parts; 0 where it is not a text.</summary>
    public int Segments { get; init; } = 1;

    /// <summary>Of its text, in UTF-16 units; 0: not looked at, which a code's text never is.</summary>
    public int Length { get; init; }

    /// <summary>The template it is made of; null: none.</summary>
    public long? TemplateId { get; init; }

    /// <summary>The language of its wording.</summary>
    public string? Language { get; init; }

    /// <summary>What fills the template; null: not known any more, and not held against any account. Only asked for where <see cref="RouteTable.IsBound"/>.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>The account it tells of, where it is an alert: no rule is asked, its owner's other accounts take it. See <see cref="RouteAbout"/>.</summary>
    public long? About { get; init; }

    /// <summary>Accounts that had their turn in this round.</summary>
    public IReadOnlyList<long>? Tried { get; init; }

    /// <summary>Pauses by account that are newer than the table; one in the past ends the table's.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset>? Pauses { get; init; }
}

/// <summary>Where a message goes and why.</summary>
/// <param name="RouteId">The rule's row; null without a rule.</param>
/// <param name="Rule">One of <see cref="RouteRule"/>.</param>
/// <param name="Choices">Usable accounts, the first to be tried first.</param>
/// <param name="Skipped">The others of the rule, each with one of <see cref="RouteReason"/>.</param>
/// <param name="RetryAt">When the first account comes back that only a pause or the hours of its lines stand against; null: none does.</param>
public sealed record RoutePlan(
    long? RouteId, string Rule, IReadOnlyList<RouteChoice> Choices, IReadOnlyList<RouteSkip> Skipped, DateTimeOffset? RetryAt = null);

/// <param name="Line">Null: the account's default sender.</param>
/// <param name="Binding">The provider's pattern that it goes out by; null: its own text.</param>
public sealed record RouteChoice(Account Account, Line? Line, BoundTemplate? Binding = null);

public sealed record RouteSkip(Account Account, string Reason);
